"""The witness on the network: one POST to cosign, one GET to see how it stands.

Owns HTTP. Must not know the rules (`witness.py`). It needs neither database nor site, and should run on another host
under somebody else's care: whoever can change both the log and its witness's memory can rewrite history unseen.
"""

import json
import logging
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from haven.evidence.asking import LONGEST_REQUEST, SIZE_TYPE, read_request
from haven.evidence.errors import BadKeyFile, BadNote
from haven.evidence.witness import Inconsistent, Malformed, NotSigned, OtherSize, Refused, UnknownLog, Witness

logger = logging.getLogger(__name__)
_STATUS: dict[type[Refused], HTTPStatus] = {
    Malformed: HTTPStatus.BAD_REQUEST,
    NotSigned: HTTPStatus.FORBIDDEN,
    UnknownLog: HTTPStatus.NOT_FOUND,
    OtherSize: HTTPStatus.CONFLICT,
    Inconsistent: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_TEXT = "text/plain; charset=utf-8"
_SECONDS = 10


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, _Handler)
        self.witness = witness


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    protocol_version = "HTTP/1.1"
    server_version = "haven-witness"
    sys_version = ""
    timeout = _SECONDS

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self._answer(HTTPStatus.NOT_FOUND, "POST /add-checkpoint\n")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_REQUEST:
            self.close_connection = True
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LONGEST_REQUEST} bytes, and say how many\n")
            return
        self._add_checkpoint(self.rfile.read(int(length)))

    def _add_checkpoint(self, body: bytes) -> None:
        try:
            signature = self.server.witness.add_checkpoint(*read_request(body.decode()))
        except (BadNote, UnicodeDecodeError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, f"{error}\n")
        except Refused as refused:
            if refused.alarm:
                logger.error("ALARM: %s", refused)
            known = isinstance(refused, OtherSize)
            text = f"{refused.size}\n" if isinstance(refused, OtherSize) else f"{refused}\n"
            self._answer(_STATUS[type(refused)], text, SIZE_TYPE if known else _TEXT)
        except BadKeyFile as error:
            logger.error("%s", error)
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "this witness cannot remember\n")
        else:
            self._answer(HTTPStatus.OK, f"{signature}\n")

    def do_GET(self) -> None:
        if self.path != "/":
            self._answer(HTTPStatus.NOT_FOUND, "GET / says how this witness stands\n")
            return
        alarms = [
            {"origin": row["origin"], "at": row["at"], "why": row["why"]} for row in self.server.witness.memory.alarms()
        ]
        said = {"key": str(self.server.witness.signer.key), "alarms": alarms}
        status = HTTPStatus.SERVICE_UNAVAILABLE if alarms else HTTPStatus.OK
        self._answer(status, json.dumps(said, indent=1) + "\n", "application/json")

    def _answer(self, status: HTTPStatus, text: str, kind: str = _TEXT) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        logger.info(format, *args)

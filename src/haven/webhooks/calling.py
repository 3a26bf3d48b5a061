"""One call: connect to the checked address, send, read the status, hang up. Redirects are not followed."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from haven.webhooks.destinations import Destination, resolve
from haven.webhooks.errors import ForbiddenAddress

_PATIENCE = 10  # seconds without a sign of life
_LONGEST = 20  # seconds in all, however slowly it answers


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: a status, or the problem in a few words."""

    status: int | None
    problem: str
    milliseconds: int

    @property
    def is_good(self) -> bool:
        """Whether it was taken."""
        return self.status is not None and 200 <= self.status < 300


def call(url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
    """POST the body; whatever goes wrong is in the outcome."""
    began = time.monotonic()
    status, problem = None, ""
    try:
        status = _post(resolve(url), body, headers)
    except (ForbiddenAddress, OSError, http.client.HTTPException) as error:
        problem = str(error) or type(error).__name__
    return Outcome(status, "".join(c for c in problem if c.isprintable())[:200], int((time.monotonic() - began) * 1000))


def _post(to: Destination, body: bytes, headers: Mapping[str, str]) -> int:
    connection = http.client.HTTPConnection(to.host, to.port, timeout=_PATIENCE)
    plain = socket.create_connection((to.address, to.port), timeout=_PATIENCE)
    timer = threading.Timer(_LONGEST, _hang_up, [plain])
    timer.daemon = True
    timer.start()
    try:
        connection.sock = plain
        if to.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=to.host)
        connection.request("POST", to.path, body, dict(headers))
        return connection.getresponse().status
    finally:
        timer.cancel()
        connection.close()
        plain.close()


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is over already
        return

"""The CyberTipline's reporting service on this host, as its public documentation describes it, by code of its own.

Shares nothing with Haven's: it reads with the standard library, and knows the order of elements from the documentation.
"""

import base64
import hashlib
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPORT = ["incidentSummary", "internetDetails", "lawEnforcement", "reporter", "personOrUserReported", "additionalInfo"]
SUMMARY = ["incidentType", "escalateToHighPriority", "incidentDateTime", "incidentDateTimeDescription"]
PERSON = ["personOrUserReportedPerson", "espIdentifier", "espService", "screenName", "displayName", "profileUrl"]
DETAILS = [
    "reportId", "fileId", "originalFileName", "locationOfFile", "fileViewedByEsp", "exifViewedByEsp",
    "publiclyAvailable", "fileRelevance", "fileAnnotations", "industryClassification", "originalFileHash",
    "ipCaptureEvent", "deviceId", "details", "additionalInfo",
]  # fmt: skip


@dataclass
class Kept:
    """A report as the service has it."""

    document: ET.Element
    files: dict[str, bytes] = field(default_factory=dict)
    details: dict[str, ET.Element] = field(default_factory=dict)
    finished: bool = False


@dataclass
class CyberTipline:
    """The service: what it keeps, and how it is to fail. `faults` are (call, code or 0 for no answer), each once."""

    url: str = ""
    reports: dict[str, Kept] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    faults: list[tuple[str, int]] = field(default_factory=list)

    def forget_unfinished(self) -> None:
        """What the service does after a day."""
        self.reports = {key: kept for key, kept in self.reports.items() if kept.finished}

    def answer(self, call: str, kind: str, body: bytes) -> tuple[int, dict[str, str]]:
        """The code, and what else is in the answer."""
        if call in {"submit", "fileinfo"}:
            try:
                document = ET.fromstring(body)  # noqa: S314 - what Haven wrote, on this host
            except ET.ParseError:
                return 4110, {}
            return self.submit(document) if call == "submit" else self.describe(document)
        form = parts(kind, body)
        kept = self.reports.get(form.get("id", b"").decode())
        if kept is None:
            return 5001, {}
        if kept.finished:
            return 5102, {}
        if call == "upload":
            digest = hashlib.md5(form["file"], usedforsecurity=False).hexdigest()
            file_id = f"f{len(kept.files) + 1}{digest[:8]}"
            kept.files[file_id] = form["file"]
            return 0, {
                "reportId": form["id"].decode(),
                "fileId": file_id,
                "hash": digest,
            }
        kept.finished = True
        return 0, {"reportId": form["id"].decode()}

    def submit(self, document: ET.Element) -> tuple[int, dict[str, str]]:
        in_order = ordered(document, REPORT) and ordered(document.find("incidentSummary"), SUMMARY)
        in_order = in_order and all(ordered(one, PERSON) for one in document.findall("personOrUserReported"))
        email = document.findtext("reporter/reportingPerson/email", "")
        if document.tag != "report" or not in_order or "@" not in email:
            return 4100, {}
        number = str(4_000_000 + len(self.calls))
        self.reports[number] = Kept(document)
        return 0, {"reportId": number}

    def describe(self, document: ET.Element) -> tuple[int, dict[str, str]]:
        number, file_id = document.findtext("reportId", ""), document.findtext("fileId", "")
        if document.tag != "fileDetails" or not ordered(document, DETAILS):
            return 4100, {}
        if number not in self.reports or file_id not in self.reports[number].files:
            return 5001 if number not in self.reports else 5002, {}
        self.reports[number].details[file_id] = document
        return 0, {"reportId": number}


def ordered(element: ET.Element | None, names: list[str]) -> bool:
    """Whether the children are known, and in the documented order."""
    found = [] if element is None else [child.tag for child in element]
    return bool(found) and set(found) <= set(names) and found == sorted(found, key=names.index)


def parts(kind: str, body: bytes) -> dict[str, bytes]:
    """The fields of a form with files, read as mail is."""
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    return {
        str(part.get_param("name", header="content-disposition")): bytes(part.get_payload(decode=True))
        for part in message.iter_parts()
    }


@contextmanager
def cybertipline() -> Iterator[CyberTipline]:
    """The service as long as the block lasts; it takes the name `esp` with the password `secret`."""
    service = CyberTipline()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            call = self.path.removeprefix("/ispws/")
            service.calls.append(call)
            fault = next((one for one in service.faults if one[0] == call), None)
            if fault is not None:
                service.faults.remove(fault)
            if self.headers["Authorization"] != "Basic " + base64.b64encode(b"esp:secret").decode():
                self.write(401, 2000, {})
            elif fault is not None and fault[1] > 0:
                self.write(200, fault[1], {})
            else:
                code, rest = service.answer(call, self.headers["Content-Type"], body)
                if fault is None:
                    self.write(200, code, rest)
                else:  # done, but the line breaks before anybody hears of it
                    self.close_connection = True
                    self.connection.close()

        def write(self, status: int, code: int, rest: dict[str, str]) -> None:
            inner = "".join(f"<{name}>{value}</{name}>" for name, value in rest.items())
            words = "Success" if code == 0 else "As asked"
            inner = f"<responseCode>{code}</responseCode><responseDescription>{words}</responseDescription>{inner}"
            text = f"<reportResponse>{inner}</reportResponse>"
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    service.url = f"http://127.0.0.1:{server.server_port}/ispws"
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

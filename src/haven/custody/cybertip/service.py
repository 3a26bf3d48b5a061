"""The calls of the CyberTipline's reporting service: submit, upload, fileinfo, finish; one answer each.

Source: its public documentation (report.cybertip.org/ispws/documentation). A report that is opened and not finished
is deleted there after a day; one that is finished can neither be changed nor taken back.
"""

from dataclasses import dataclass
from typing import Any

import requests
from lxml import etree

from haven.custody.cybertip.errors import NotReached, Refused

SANDBOX = "https://exttest.cybertip.org/ispws"
GONE, RETRACTED, FINISHED = 5001, 5101, 5102
_FOR_NOW = {1000, 1100, 1110, 1111, 1300, 2000, 3000, 3100, 3300}
"""Server errors, and credentials that were not taken: neither says anything about the report."""
_SECONDS = 60
_XML = {"Content-Type": "text/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answered: its own words, and what it calls the report or file."""

    text: str
    report_id: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Service:
    """The service at an address, with the name and password that it gave to this site."""

    address: str
    user: str
    password: str

    def submit(self, report: bytes) -> Answer:
        """Open a report; its answer names it.

        Raises:
            NotReached: nobody knows whether it was opened; if it was, it is deleted there after a day.
            Refused: the report was not taken.
        """
        return self._post("submit", data=report, headers=_XML)

    def upload(self, report_id: str, name: str, data: bytes) -> Answer:
        """Add a file to an open report. Raises: see `submit`."""
        return self._post("upload", files={"id": (None, report_id), "file": (name, data, "application/octet-stream")})

    def describe(self, details: bytes) -> Answer:
        """Say what a file is. Raises: see `submit`."""
        return self._post("fileinfo", data=details, headers=_XML)

    def finish(self, report_id: str) -> Answer:
        """File the report for good. Raises: see `submit`."""
        return self._post("finish", files={"id": (None, report_id)})

    def _post(self, call: str, **body: Any) -> Answer:
        if not self.user:
            raise NotReached("The site has no credentials: HAVEN_CYBERTIP_LOGIN is not set.")
        try:
            response = requests.post(
                f"{self.address}/{call}",
                auth=(self.user, self.password),
                timeout=_SECONDS,
                allow_redirects=False,
                **body,
            )
        except requests.RequestException as error:
            raise NotReached(f"The CyberTipline was not reached ({type(error).__name__}).") from None
        return _read(response.status_code, response.content)


def _read(status: int, content: bytes) -> Answer:
    """The answer in a response.

    Raises:
        NotReached: it is none.
        Refused: it says no.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        code = int(root.findtext("responseCode", ""))
    except (etree.XMLSyntaxError, ValueError):
        raise NotReached(f"The CyberTipline gave no answer (HTTP status {status}).") from None
    words = root.findtext("responseDescription", "").strip()[:200]
    if code in _FOR_NOW:
        raise NotReached(f"The CyberTipline cannot take it now: {words} (code {code}).")
    if code != 0:
        raise Refused(code, words)
    if status != 200:
        raise NotReached(f"The CyberTipline gave no answer (HTTP status {status}).")
    file_id = root.findtext("fileId", "") or root.findtext("files/fileId", "")
    text = content[:20_000].decode("utf-8", "replace")
    return Answer(text=text, report_id=root.findtext("reportId", "").strip(), file_id=file_id.strip())

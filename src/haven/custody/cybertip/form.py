"""A report and the description of its file as XML, in the order the CyberTipline's public documentation gives.

Its own schema is handed out to registered providers alone; `report.xsd` and `file.xsd` here say the same as far as the
documentation does (report.cybertip.org/ispws/documentation, appendices B and C). What Haven never sends is not in them.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from lxml import etree

from haven.custody.cybertip.errors import BadReport

INCIDENTS = (
    "Child Pornography (possession, manufacture, and distribution)",
    "Child Sex Trafficking",
    "Child Sex Tourism",
    "Child Sexual Molestation",
    "Misleading Words or Digital Images on the Internet",
    "Online Enticement of Children for Sexual Acts",
    "Unsolicited Obscene Material Sent to a Child",
)
CLASSES = ("A1", "A2", "B1", "B2")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold: a report is not lost for a character that somebody pasted."""
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "https://report.cybertip.org/ispws/xsd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever is reported, as far as the site knows: `identifier` is the account's number."""

    identifier: str
    service: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is reported: `happened_at` with its zone, `addresses` of pages, `urgent` says why it cannot wait."""

    incident: str
    happened_at: datetime
    reporter_email: str
    addresses: tuple[str, ...] = ()
    person: Person | None = None
    urgent: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The description of an uploaded file; `hashes` by their kind, `classification` one of `CLASSES` or none."""

    report_id: str
    file_id: str
    viewed: bool
    public: bool
    address: str = ""
    classification: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    words: str = ""


def report_xml(report: Report) -> bytes:
    """The document that opens a report.

    Raises:
        BadReport: it is not as the form asks.
    """
    root = _root("report")
    summary = _add(root, "incidentSummary")
    _add(summary, "incidentType", report.incident)
    _add(summary, "escalateToHighPriority", report.urgent)
    _add(summary, "incidentDateTime", report.happened_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    for address in report.addresses:
        _add(_add(_add(root, "internetDetails"), "webPageIncident"), "url", address)
    _add(_add(_add(root, "reporter"), "reportingPerson"), "email", report.reporter_email)
    if report.person:
        _add_person(root, report.person)
    _add(root, "additionalInfo", report.words)
    return _written(root, "report.xsd")


def file_xml(file: File) -> bytes:
    """The document that describes an uploaded file.

    Raises:
        BadReport: it is not as the form asks.
    """
    root = _root("fileDetails")
    _add(root, "reportId", file.report_id)
    _add(root, "fileId", file.file_id)
    _add(root, "locationOfFile", file.address)
    _add(root, "fileViewedByEsp", _truth(file.viewed))
    _add(root, "publiclyAvailable", _truth(file.public))
    _add(root, "fileRelevance", "Reported")
    _add(root, "industryClassification", file.classification)
    for kind, value in file.hashes.items():
        _add(root, "originalFileHash", value, hashType=kind)
    _add(root, "additionalInfo", file.words)
    return _written(root, "file.xsd")


def check(document: bytes, schema: str) -> None:
    """Whether a document is as `report.xsd` or `file.xsd` has it.

    Raises:
        BadReport: it is not, and where.
    """
    try:
        parsed = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise BadReport(f"The report is no XML: {error}") from None
    rules = _schema(schema)
    if not rules.validate(parsed):
        raise BadReport(f"The report is not as the form asks: {rules.error_log.last_error.message}")


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(__file__).parent / name)))


def _add_person(root: etree.Element, person: Person) -> None:
    reported = _add(root, "personOrUserReported")
    if person.email:
        _add(_add(reported, "personOrUserReportedPerson"), "email", person.email)
    _add(reported, "espIdentifier", person.identifier)
    _add(reported, "espService", person.service)
    _add(reported, "displayName", person.name)


def _root(name: str) -> etree.Element:
    return etree.Element(name, {f"{{{_XSI}}}noNamespaceSchemaLocation": _SCHEMA}, nsmap={"xsi": _XSI})


def _add(parent: etree.Element, name: str, text: str | None = None, **attributes: str) -> etree.Element:
    """A child, unless it would say nothing."""
    if text == "":
        return parent
    child = etree.SubElement(parent, name, attributes)
    child.text = text and _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return child


def _written(root: etree.Element, schema: str) -> bytes:
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    check(document, schema)
    return document


def _truth(value: bool) -> str:
    return "true" if value else "false"

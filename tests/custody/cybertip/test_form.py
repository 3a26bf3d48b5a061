"""The form: in the documented order, refused where it is not as it should be."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from haven.custody.cybertip.errors import BadReport
from haven.custody.cybertip.form import INCIDENTS, File, Person, Report, check, file_xml, report_xml

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=200)


def a_report(**changes: object) -> Report:
    full: dict[str, object] = {
        "incident": INCIDENTS[0], "happened_at": WHEN, "reporter_email": "desk@example.org",
        "addresses": ("https://haven.example/ads/a/",),
    }  # fmt: skip
    return Report(**(full | changes))  # type: ignore[arg-type]


def test_everything_said_is_in_it_and_in_order() -> None:
    who = Person(identifier="7", service="Haven", name="P & Q", email="p@example.org")
    there = WHEN.astimezone(timezone(timedelta(hours=2)))
    root = etree.fromstring(report_xml(a_report(person=who, urgent="Now", words="<b>", happened_at=there)))
    assert [child.tag for child in root] == [
        "incidentSummary", "internetDetails", "reporter", "personOrUserReported", "additionalInfo",
    ]  # fmt: skip
    assert root.findtext("incidentSummary/incidentDateTime") == "2026-03-01T12:00:00Z"
    assert root.findtext("personOrUserReported/displayName") == "P & Q"
    assert root.findtext("additionalInfo") == "<b>"


@given(words=WORDS, name=WORDS)
def test_whatever_is_written_comes_out_as_it_was(words: str, name: str) -> None:
    who = Person(identifier="7", service="Haven", name=name)
    root = etree.fromstring(report_xml(a_report(words=words, person=who)))
    assert root.findtext("additionalInfo", "") == words
    assert root.findtext("personOrUserReported/displayName", "") == name


@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_no_character_keeps_a_report_from_being_written(words: str) -> None:
    root = etree.fromstring(report_xml(a_report(words=f"x{words}", urgent="\x07now")))
    assert root.findtext("incidentSummary/escalateToHighPriority") == "\ufffdnow"
    assert len(root.findtext("additionalInfo")) <= len(words) + 1


@pytest.mark.parametrize(
    "wrong",
    [{"incident": "Theft"}, {"reporter_email": "nobody"}, {"addresses": ("javascript:x",)}, {"words": "x" * 3001}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_the_form_does_not_take_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadReport, match="not as the form asks"):
        report_xml(a_report(**wrong))


def test_the_description_of_a_file() -> None:
    file = File(report_id="41", file_id="f1", viewed=False, public=True, classification="B2", hashes={"MD5": "0" * 32})
    root = etree.fromstring(file_xml(file))
    assert root.findtext("fileViewedByEsp") == "false"
    assert root.findtext("publiclyAvailable") == "true"
    assert root.find("originalFileHash").get("hashType") == "MD5"
    with pytest.raises(BadReport):
        file_xml(File(report_id="none", file_id="f1", viewed=False, public=True))


def test_another_order_is_no_report() -> None:
    document = report_xml(a_report())
    root = etree.fromstring(document)
    root.append(root[0])
    with pytest.raises(BadReport):
        check(etree.tostring(root), "report.xsd")
    with pytest.raises(BadReport, match="no XML"):
        check(b"<report>", "report.xsd")

"""To whom a case can go: only who carries a source and a date."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.cases.actions.referrals import note_answer, refer
from haven.cases.directory import old_recipients, recipient_called, recipients
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.custody.actions.bundling import release_bundle
from tests.factories import an_evidence_bundle


def test_ours_carry_source_and_date() -> None:
    assert {one.country for one in recipients()} >= {"AU", "CA", "DE", "GB", "IT", "NL", "US"}
    for one in recipients():
        assert one.source.startswith(("https://", "http://"))
        assert one.checked
        assert recipient_called(one.key) == one


def test_an_operators_file_replaces_ours_and_unchecked_ones_are_not_shown(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.REFERRALS = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "us.yaml").write_text(
        "- {kind: police, name: A desk, contact: 555 0100, source: https://example.org, checked: 2026-01-01}\n"
        "- {kind: ngo, name: Unchecked, contact: 555 0101}\n"
    )
    assert [one.name for one in recipients() if one.country == "US"] == ["A desk"]
    (tmp_path / "us.yaml").write_text("- {kind: army, name: x}")
    with pytest.raises(CaseError, match=r"us\.yaml"):
        recipients()


def test_a_line_that_was_read_over_a_year_ago_is_named(tmp_path: Path, settings: Settings) -> None:
    settings.REFERRALS = tmp_path
    line = "- {kind: ngo, name: A house, contact: 555 0100, source: https://example.org, checked: 2026-01-01}\n"
    (tmp_path / "us.yaml").write_text(line)
    assert [one.name for one in old_recipients(date(2027, 1, 1)) if one.country == "US"] == []
    assert [one.name for one in old_recipients(date(2027, 1, 2)) if one.country == "US"] == ["A house"]


def test_only_a_released_bundle_of_the_case_is_handed_over(case: Case, lead: User, second: User) -> None:
    to, bundle = recipients()[0], an_evidence_bundle(by=lead)
    with pytest.raises(CaseError, match="second person"):
        refer(case=case, to=to, why="Look at it", bundle=bundle, by=lead)
    case.bundles.add(bundle)
    release_bundle(bundle=bundle, by=second)
    referral = refer(case=case, to=to, why="Look at it", bundle=bundle, by=lead)
    assert (referral.recipient, referral.reached_at) == (to.name, to.contact)
    note_answer(referral=referral, answer="They will", by=second)
    assert referral.answered_at
    with pytest.raises(CaseError):
        recipient_called("XX/Nobody")

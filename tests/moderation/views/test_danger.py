"""A threat to life: whom to call, and what was told to whom stays on record."""

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.cases.actions.danger import report_danger
from haven.cases.directory import police, recipients
from haven.cases.errors import CaseError
from haven.cases.models import DangerReport
from haven.ledger.models import LedgerEntry
from tests.factories import a_danger_report, a_listing, a_quarantined_file, a_user
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db


def test_who_was_told_what(enter: Enter) -> None:
    client, listing = enter(Role.MODERATOR), a_listing()
    url = reverse("moderation:danger", args=[listing.code])
    page = client.get(url).content.decode()
    assert "999" in page
    assert "110" in page
    wrong = client.post(url, {"to": "", "suspicion": "He says he will hurt her", "told": ""})
    assert wrong.status_code == 422
    assert "He says he will hurt her" in wrong.content.decode()
    answer = {"to": police()[0].key, "suspicion": "A threat", "told": "The ad, its words", "reference": "R 7"}
    assert client.post(url, answer).status_code == 302
    kept = DangerReport.objects.get()
    assert (kept.subject, kept.told, kept.recipient) == (listing.subject, "The ad, its words", police()[0].name)
    entry = LedgerEntry.objects.get(action="danger.reported")
    assert "threat" not in str(entry.details)
    assert "R 7" in client.get(url).content.decode()
    assert "The ad, its words" in client.get(reverse("moderation:dangers")).content.decode()


def test_hotlines_are_no_police_and_an_empty_directory_says_what_to_do(
    enter: Enter, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotline = next(one for one in recipients() if one.kind == "hotline")
    with pytest.raises(CaseError, match="police"):
        report_danger(subject="listing:a", to=hotline, suspicion="x", told="y", by=a_user())
    with pytest.raises(CaseError, match="what you told"):
        report_danger(subject="listing:a", to=police()[0], suspicion="x", told=" ", by=a_user())
    monkeypatch.setattr("haven.cases.directory.recipients", list)
    page = enter(Role.CHILD_SAFETY).get(reverse("moderation:danger", args=[a_listing().code])).content.decode()
    assert "no police contact" in page
    assert "Nothing was told" in enter(Role.AUDITOR).get(reverse("moderation:dangers")).content.decode()


def test_what_was_told_about_a_quarantined_ad_is_for_the_child_safety_role(enter: Enter) -> None:
    hidden = a_listing()
    a_quarantined_file(subject=hidden.subject)
    a_danger_report(subject=hidden.subject)
    for role, sees in ((Role.MODERATOR, False), (Role.AUDITOR, False), (Role.CHILD_SAFETY, True)):
        page = enter(role).get(reverse("moderation:dangers")).content.decode()
        assert (hidden.subject in page) == sees

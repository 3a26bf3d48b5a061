"""The desk by program: the same roles, the same actions, the same log."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.listings.models import ListingState
from haven.moderation.models import Decision
from haven.policies.queries import live_policy
from tests.factories import a_listing, a_notice, a_signal_hit, a_user
from tests.programs import Program, problem, wrong_fields


@pytest.fixture
def desk(moderator: User, settings: Settings) -> Program:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    return Program(moderator)


def test_what_is_read_is_in_the_log_first(desk: Program, moderator: User) -> None:
    held = a_listing(state=ListingState.HELD)
    a_signal_hit(verdict=held.revision.verdicts.get() if held.revision else None)
    assert [item["code"] for item in desk.read("/moderation/queue")["items"]] == [held.code]
    shown = desk.read(f"/moderation/ads/{held.code}")
    assert shown["outcomes"] == ["publish", "ask", "refuse"]
    assert len(shown["reasons"]) == 1
    entries = LedgerEntry.objects.filter(actor=f"person:{moderator.pk}").order_by("pk")
    assert [(entry.action, entry.subject) for entry in entries] == [
        ("queue.read", "desk:queue"),
        ("listing.read", held.subject),
    ]


def test_nothing_is_shown_where_the_log_cannot_be_written(desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the log is full")

    held = a_listing(state=ListingState.HELD)
    monkeypatch.setattr("haven.moderation.api.record_read", fail)
    desk.client.raise_request_exception = False
    for path in ("/moderation/queue", f"/moderation/ads/{held.code}"):
        assert held.title not in str(problem(desk.get(path), 500))


def test_a_decision_is_made_and_taken_back(desk: Program) -> None:
    held = a_listing(state=ListingState.HELD)
    seen = desk.read(f"/moderation/ads/{held.code}")
    decision = {"outcome": "publish", "revision": seen["revision"], "last_decision": seen["last_decision"]}
    made = desk.made(f"/moderation/ads/{held.code}/decisions", decision)
    assert made["state"] == "published"
    assert desk.made(f"/moderation/decisions/{made['id']}/undo")["undone"]
    held.refresh_from_db()
    assert held.state == ListingState.HELD


def test_a_refusal_needs_its_reasons(desk: Program) -> None:
    held = a_listing(state=ListingState.HELD)
    path = f"/moderation/ads/{held.code}/decisions"
    assert wrong_fields(desk.post(path, {"outcome": "refuse", "revision": held.revision_id})) == {"ground", "facts"}
    _, policy = live_policy()
    ground = next(slug for slug in policy.grounds if slug != policy.on_failure.ground)
    told = {"outcome": "refuse", "revision": held.revision_id, "ground": ground, "facts": "It says so."}
    assert desk.made(path, told)["state"] == "refused"


def test_a_decision_about_words_that_were_not_read_is_refused(desk: Program) -> None:
    held = a_listing(state=ListingState.HELD)
    problem(desk.post(f"/moderation/ads/{held.code}/decisions", {"outcome": "publish", "revision": 10**6}), 409)
    assert not Decision.objects.exists()


def test_reports_come_without_who_filed_them(desk: Program) -> None:
    ad = a_listing()
    a_notice(listing=ad, email="reporter@example.org")
    shown = desk.get(f"/moderation/ads/{ad.code}")
    assert b"reporter@example.org" not in shown.content
    assert len(desk.read(f"/moderation/ads/{ad.code}")["reports"]) == 1


def test_an_auditor_reads_and_does_not_decide(desk: Program) -> None:
    held, auditor = a_listing(state=ListingState.HELD), Program(a_user(Role.AUDITOR))
    assert auditor.read("/moderation/queue")["total"] == 1
    problem(auditor.post(f"/moderation/ads/{held.code}/decisions", {"outcome": "publish", "revision": 1}), 403)


def test_a_role_that_was_taken_away_opens_nothing(desk: Program, moderator: User) -> None:
    moderator.grants.all().delete()
    problem(desk.get("/moderation/queue"), 403)

"""Deciding, and taking it back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.life import renew
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.moderation.actions import decide, possible_outcomes, undo
from haven.moderation.errors import ChangedMeanwhile, ModerationError
from haven.moderation.models import Decision, Outcome, StatementOfReasons
from haven.notices.models import Notice
from tests.factories import a_decision, a_listing, a_notice, a_revision, a_user, an_appeal

pytestmark = pytest.mark.django_db
REASONS = {"ground": "fraud", "facts": "The ad asks for a deposit before a viewing."}


def made(listing: Listing, moderator: User, outcome: Outcome, **changed: object) -> Decision:
    reasons = REASONS if outcome.restricts else {}
    values = {"revision_id": listing.revision_id, **reasons, **changed}
    return decide(listing=listing, moderator=moderator, outcome=outcome, **values)  # type: ignore[arg-type]


def state(listing: Listing) -> str:
    return Listing.objects.get(pk=listing.pk).state


@pytest.mark.parametrize(
    ("before", "outcome", "after"),
    [
        ("held", Outcome.PUBLISH, "published"),
        ("held", Outcome.REFUSE, "refused"),
        ("published", Outcome.REMOVE, "removed"),
        ("expired", Outcome.REMOVE, "removed"),
        ("withdrawn", Outcome.REMOVE, "removed"),
        ("sold", Outcome.REMOVE, "removed"),
    ],
)
def test_a_decision_moves_the_ad_and_is_in_the_ledger(
    moderator: User, before: str, outcome: Outcome, after: str
) -> None:
    listing = a_listing(state=before)
    decision = made(listing, moderator, outcome)
    assert state(listing) == after
    entry = LedgerEntry.objects.get(action="decision.made")
    assert entry.subject == listing.subject
    assert entry.actor == f"person:{moderator.pk}"
    assert entry.details == {
        "decision": decision.pk,
        "outcome": str(outcome),
        "revision": 1,
        "ground": decision.ground or None,
    }
    assert outcome.restricts == StatementOfReasons.objects.filter(decision=decision).exists()


def test_the_poster_is_told_only_after_the_minute(moderator: User, settings: Settings) -> None:
    settings.UNDO_SECONDS = 60
    listing = a_listing(state="held")
    decision = made(listing, moderator, Outcome.REFUSE)
    mail = OutgoingMail.objects.get(topic=decision.topic)
    assert mail.recipient == listing.poster.email  # type: ignore[union-attr]
    assert mail.send_after == decision.final_at > timezone.now() + timedelta(seconds=55)
    assert "The ad asks for a deposit before a viewing." in mail.text
    assert "/moderation/statements/" in mail.text


def test_keeping_an_ad_tells_the_reporters_and_nobody_else(moderator: User) -> None:
    listing = a_listing()
    notice = a_notice(listing=listing, email="reporter@example.org")
    decision = made(listing, moderator, Outcome.KEEP)
    assert state(listing) == "published"
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["reporter@example.org"]
    notice.refresh_from_db()
    assert (notice.state, notice.closed_under) == (Notice.State.KEPT, decision.topic)


def test_against_an_ad_reasons_are_owed(moderator: User) -> None:
    listing = a_listing(state="held")
    for changed in ({"ground": ""}, {"ground": "no-such-rule"}, {"facts": " "}, {"facts": "x" * 5001}):
        with pytest.raises(ModerationError):
            made(listing, moderator, Outcome.REFUSE, **changed)
    assert state(listing) == "held"
    assert not Decision.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("before", [s for s in ListingState if s not in {"draft", "pending"}])
def test_what_is_not_possible_is_refused_politely(moderator: User, before: str) -> None:
    listing = a_listing(state=before)
    for outcome in set(Outcome) - set(possible_outcomes(listing)):
        with pytest.raises(ModerationError):
            made(listing, moderator, outcome)
    assert state(listing) == before


def test_an_ad_that_was_edited_meanwhile_is_not_decided(moderator: User) -> None:
    listing = a_listing(state="held")
    read = listing.revision_id
    listing.revision = a_revision(listing=listing, body="Other words.")
    listing.save()
    with pytest.raises(ChangedMeanwhile, match="changed this ad"):
        made(listing, moderator, Outcome.PUBLISH, revision_id=read)


def test_the_second_of_two_moderators_hears_of_the_first(moderator: User, colleague: User) -> None:
    listing = a_listing()
    a_notice(listing=listing)
    first = made(listing, moderator, Outcome.KEEP)
    with pytest.raises(ChangedMeanwhile, match="Moira kept this ad"):
        made(listing, colleague, Outcome.REMOVE)
    made(listing, colleague, Outcome.REMOVE, last_decision=first.pk)
    assert state(listing) == "removed"


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        ("held", Outcome.PUBLISH),
        ("held", Outcome.REFUSE),
        ("published", Outcome.REMOVE),
        ("published", Outcome.KEEP),
        ("expired", Outcome.REMOVE),
        ("withdrawn", Outcome.REMOVE),
        ("sold", Outcome.REMOVE),
    ],
)
def test_undoing_brings_everything_back(moderator: User, before: str, outcome: Outcome) -> None:
    listing = a_listing(state=before)
    cleared = listing.cleared_id
    notice = a_notice(listing=listing, email="reporter@example.org")
    decision = undo(decision=made(listing, moderator, outcome), moderator=moderator)
    assert state(listing) == before
    assert Listing.objects.get(pk=listing.pk).cleared_id == cleared
    connection.check_constraints()  # as at the end of a request
    assert decision.undone_by == moderator
    assert not OutgoingMail.objects.filter(cancelled_at=None).exists()
    notice.refresh_from_db()
    assert notice.state == Notice.State.OPEN
    assert not StatementOfReasons.objects.exists()
    assert LedgerEntry.objects.filter(action="decision.undone", subject=listing.subject).count() == 1
    again = made(listing, moderator, outcome)
    assert again.pk != decision.pk


def test_taking_a_reported_ad_back_saves_nobody_from_its_removal(moderator: User) -> None:
    listing = a_listing()
    a_notice(listing=listing)
    listing.become(ListingState.WITHDRAWN)
    assert possible_outcomes(listing) == (Outcome.KEEP, Outcome.REMOVE)
    made(listing, moderator, Outcome.REMOVE)
    assert not Listing.objects.get(pk=listing.pk).is_editable


def test_words_that_were_never_public_are_not_removed() -> None:
    listing = a_listing(state="held")
    listing.become(ListingState.WITHDRAWN)
    assert possible_outcomes(listing) == ()


def test_undoing_has_its_limits(moderator: User, colleague: User, settings: Settings) -> None:
    settings.UNDO_SECONDS = 60
    listing = a_listing(state="held")
    decision = made(listing, moderator, Outcome.REFUSE)
    with pytest.raises(ModerationError, match="Only the person"):
        undo(decision=decision, moderator=colleague)
    late = a_decision(moderator=moderator, minutes_ago=2)
    with pytest.raises(ModerationError, match="too late"):
        undo(decision=late, moderator=moderator)
    undo(decision=decision, moderator=a_user(Role.SENIOR_MODERATOR))
    with pytest.raises(ModerationError, match="already"):
        undo(decision=decision, moderator=moderator)


def test_what_was_appealed_against_is_not_undone(moderator: User) -> None:
    decision = made(a_listing(state="held"), moderator, Outcome.REFUSE)
    an_appeal(decision=decision)
    with pytest.raises(ModerationError, match="appealed"):
        undo(decision=decision, moderator=moderator)


def test_what_the_poster_did_meanwhile_is_not_undone(moderator: User) -> None:
    listing = a_listing(state="held")
    decision = made(listing, moderator, Outcome.PUBLISH)
    Listing.objects.get(pk=listing.pk).become(ListingState.SOLD)
    with pytest.raises(ModerationError, match="has changed"):
        undo(decision=decision, moderator=moderator)
    assert state(listing) == "sold"


def test_a_poster_cannot_renew_what_was_removed_or_held_again(moderator: User) -> None:
    removed, held = a_listing(), a_listing(state="held")
    made(removed, moderator, Outcome.REMOVE)
    undo(decision=made(held, moderator, Outcome.PUBLISH), moderator=moderator)
    for listing in Listing.objects.filter(pk__in=[removed.pk, held.pk]):
        assert listing.poster
        assert listing.cleared_id is None
        with pytest.raises(WrongState):
            renew(listing=listing, author=listing.poster)


def test_nobody_is_told_more_than_the_rule_and_the_facts(moderator: User) -> None:
    listing = a_listing(state="held")
    verdict = listing.revision.verdicts.get()  # type: ignore[union-attr]
    verdict.hits.create(signal="absent-owner", weight=20, start=0, end=3, why="The owner is away.")
    decision = made(listing, moderator, Outcome.REFUSE)
    mail = OutgoingMail.objects.get(topic=decision.topic)
    for secret in ("absent-owner", "The owner is away", "signal", "network", moderator.name, moderator.email):
        assert secret.lower() not in mail.text.lower()

"""Appeals: filed once, by whoever has the link; answered once, by someone else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.errors import BadLink
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.moderation.actions import add_to_appeal, answer_appeal, ask_appellant, decide, file_appeal, undo
from haven.moderation.actions.appeals import decision_about, decision_of
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, Decision, Outcome, Strike
from haven.moderation.queries import queue_for
from haven.notices.models import Notice
from haven.notices.queries import track_records
from tests.factories import a_decision, a_listing, a_notice, a_revision, an_appeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(moderator: User) -> Decision:
    listing = a_listing(state="held")
    assert listing.revision_id
    return decide(
        listing=listing,
        revision_id=listing.revision_id,
        moderator=moderator,
        outcome=Outcome.REFUSE,
        ground="fraud",
        facts="It asks for money first.",
    )


def token_of(decision: Decision) -> str:
    return make_token("appeal", str(decision.pk))


def test_a_poster_appeals_with_the_link_alone(refused: Decision) -> None:
    appeal = file_appeal(decision=refused, text=" I own the flat. ")
    assert (appeal.text, appeal.state) == ("I own the flat.", Appeal.State.OPEN)
    assert LedgerEntry.objects.get(action="appeal.filed").subject == refused.listing.subject


def test_once_is_enough(refused: Decision) -> None:
    file_appeal(decision=refused, text="Please.")
    with pytest.raises(ModerationError, match="already"):
        file_appeal(decision=refused, text="Please!")
    assert Appeal.objects.count() == 1


def test_links_that_carry_no_right(refused: Decision, moderator: User) -> None:
    with pytest.raises(ModerationError):
        file_appeal(decision=refused, text="  ")
    harmless = a_decision(outcome=Outcome.PUBLISH)
    others = [make_token("manage", str(refused.pk)), token_of(refused)[:-1], token_of(harmless), "x"]
    undo(decision=refused, moderator=moderator)
    for token in [*others, token_of(refused)]:
        with pytest.raises(BadLink):
            decision_of(token)


def test_who_decided_does_not_answer(refused: Decision, moderator: User, colleague: User) -> None:
    appeal = file_appeal(decision=refused, text="I own the flat.")
    with pytest.raises(ModerationError, match="someone else"):
        answer_appeal(appeal=appeal, moderator=moderator, reverse=False, answer="No.")
    with pytest.raises(ModerationError, match="Write an answer"):
        answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer=" ")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer="The deed is missing.")
    with pytest.raises(ModerationError, match="already"):
        answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="Well.")
    assert Listing.objects.get(pk=refused.listing_id).state == "refused"


def test_a_reversal_publishes_the_ad_and_tells_the_poster(refused: Decision, colleague: User) -> None:
    appeal = file_appeal(decision=refused, text="I own the flat.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You showed the deed.")
    listing = Listing.objects.get(pk=refused.listing_id)
    assert listing.state == "published"
    assert listing.cleared.decided_by == colleague  # type: ignore[union-attr]
    mail = OutgoingMail.objects.get(topic=appeal.topic)
    assert "You showed the deed." in mail.text
    assert f"/ads/{listing.code}/" in mail.text
    entry = LedgerEntry.objects.get(action="appeal.answered")
    assert (entry.subject, entry.details["state"]) == (listing.subject, "reversed")


def test_a_reversal_does_not_publish_words_that_nobody_judged(colleague: User, moderator: User) -> None:
    appeal = an_appeal()
    listing = appeal.decision.listing
    listing.revision = a_revision(listing=listing, body="Quite other words.")
    listing.save()
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="We were wrong.")
    assert Listing.objects.get(pk=listing.pk).state == "refused"
    assert "stays as it is now" in OutgoingMail.objects.get(topic=appeal.topic).text


def test_the_days_that_an_ad_lost_are_given_back(moderator: User, colleague: User) -> None:
    listing = a_listing()
    ends = listing.expires_at
    assert ends
    decision = a_decision(listing=a_listing(), outcome=Outcome.KEEP)
    removed = decide(
        listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.REMOVE,  # type: ignore[arg-type]
        ground="fraud", facts="It asks for money first.", strike=True,
    )  # fmt: skip
    Decision.objects.filter(pk=removed.pk).update(decided_at=removed.decided_at - timedelta(days=9))
    answer_appeal(appeal=an_appeal(decision=removed), moderator=colleague, reverse=True, answer="Sorry.")
    listing.refresh_from_db()
    assert listing.state == "published"
    assert listing.expires_at
    assert listing.expires_at - ends > timedelta(days=8, hours=23)
    assert Strike.objects.get().lifted_at
    assert decision.outcome == Outcome.KEEP


def test_after_six_months_it_is_too_late(refused: Decision) -> None:
    Decision.objects.update(decided_at=timezone.now() - timedelta(days=182))
    refused.refresh_from_db()
    assert refused.can_be_appealed
    Decision.objects.update(decided_at=timezone.now() - timedelta(days=184))
    refused.refresh_from_db()
    with pytest.raises(ModerationError, match="six months"):
        file_appeal(decision=refused, text="Please.")


def test_the_day_until_which_one_can_appeal_counts_whole(refused: Decision, settings: Settings) -> None:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Decision.objects.update(decided_at=today - timedelta(days=183, seconds=settings.UNDO_SECONDS))
    refused.refresh_from_db()
    assert timezone.localdate(refused.appeal_ends) == today.date()
    assert file_appeal(decision=refused, text="Please.").pk


def test_a_dialogue_takes_the_appeal_out_of_the_queue_until_the_answer(refused: Decision, colleague: User) -> None:
    appeal = file_appeal(decision=refused, text="I own the flat.")
    ask_appellant(appeal=appeal, moderator=colleague, text="Can you send the deed?")
    assert queue_for(colleague).items == []
    mail = OutgoingMail.objects.get(topic=appeal.subject)
    assert "Can you send the deed?" in mail.text
    assert "/moderation/statements/" in mail.text
    add_to_appeal(appeal=appeal, text="Here it is.")
    assert [item.key for item in queue_for(colleague).items] == [appeal.subject]
    ask_appellant(appeal=appeal, moderator=colleague, text="And the key?")
    Appeal.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
    assert [item.key for item in queue_for(colleague).items] == [appeal.subject]
    assert [message.author for message in appeal.messages.all()] == [colleague, None, colleague]
    answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer="No key.")
    with pytest.raises(ModerationError, match="already"):
        add_to_appeal(appeal=appeal, text="But.")


def test_the_database_lets_nobody_answer_who_decided(refused: Decision, moderator: User) -> None:
    appeal = an_appeal(decision=refused)
    with pytest.raises(IntegrityError, match="someone else"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            state="upheld", answered_by=moderator, answer="No.", answered_at=timezone.now()
        )


@pytest.fixture
def kept(moderator: User) -> Notice:
    notice = a_notice(email="reporter@example.org")
    listing = notice.listing
    decide(listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.KEEP)  # type: ignore[arg-type]
    Notice.objects.update(closed_at=timezone.now() - timedelta(minutes=2))
    notice.refresh_from_db()
    return notice


def test_a_reporter_appeals_and_the_ad_is_removed_with_reasons(kept: Notice, moderator: User, colleague: User) -> None:
    decision = decision_about(kept)
    assert decision
    appeal = file_appeal(decision=decision, notice=kept, text="Look at the last line.")
    with pytest.raises(ModerationError, match="someone else"):
        answer_appeal(appeal=appeal, moderator=moderator, reverse=True, answer="Right.")
    with pytest.raises(ModerationError, match="rule"):
        answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="Right.")
    answer_appeal(
        appeal=appeal, moderator=colleague, reverse=True, answer="You were right.", ground="fraud", facts="Money first."
    )
    assert Listing.objects.get(pk=kept.listing_id).state == "removed"
    against = Decision.objects.get(outcome=Outcome.REMOVE)
    assert against.statement.decision_facts == "Money first."
    assert [mail.recipient for mail in OutgoingMail.objects.filter(topic=appeal.topic)] == ["reporter@example.org"]
    kept.refresh_from_db()
    assert (kept.state, kept.closed_under) == (Notice.State.ACTED, against.topic)
    assert track_records([kept.email])[kept.email].right == 1


def test_only_a_reporter_whom_nothing_was_done_for_can_appeal(kept: Notice, moderator: User) -> None:
    acted = a_notice()
    listing = acted.listing
    values = {"ground": "fraud", "facts": "Money first."}
    decide(
        listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.REMOVE, **values  # type: ignore[arg-type]
    )  # fmt: skip
    acted.refresh_from_db()
    assert decision_about(acted) is None
    assert decision_about(a_notice()) is None
    assert decision_about(kept)


def test_reporters_hear_when_a_removal_is_reversed(moderator: User, colleague: User) -> None:
    notice = a_notice(email="reporter@example.org")
    listing = notice.listing
    values = {"ground": "fraud", "facts": "Money first."}
    removed = decide(
        listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.REMOVE, **values  # type: ignore[arg-type]
    )  # fmt: skip
    answer_appeal(appeal=an_appeal(decision=removed), moderator=colleague, reverse=True, answer="Sorry.")
    notice.refresh_from_db()
    assert notice.state == Notice.State.KEPT
    assert "found the ad lawful" in OutgoingMail.objects.filter(recipient="reporter@example.org").latest("id").text
    assert decision_about(notice) is None

"""Appeals: filed once, by whoever has the link; answered once, by someone else."""

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.errors import BadLink
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.moderation.actions import answer_appeal, decide, file_appeal, undo
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, Decision, Outcome
from tests.factories import a_decision, a_listing, a_revision, an_appeal

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
    appeal = file_appeal(token=token_of(refused), text=" I own the flat. ")
    assert (appeal.text, appeal.state) == ("I own the flat.", Appeal.State.OPEN)
    assert LedgerEntry.objects.get(action="appeal.filed").subject == refused.listing.subject


def test_once_is_enough(refused: Decision) -> None:
    file_appeal(token=token_of(refused), text="Please.")
    with pytest.raises(ModerationError, match="already"):
        file_appeal(token=token_of(refused), text="Please!")
    assert Appeal.objects.count() == 1


def test_links_that_carry_no_right(refused: Decision, moderator: User) -> None:
    with pytest.raises(ModerationError):
        file_appeal(token=token_of(refused), text="  ")
    harmless = a_decision(outcome=Outcome.PUBLISH)
    others = [make_token("manage", str(refused.pk)), token_of(refused)[:-1], token_of(harmless), "x"]
    undo(decision=refused, moderator=moderator)
    for token in [*others, token_of(refused)]:
        with pytest.raises(BadLink):
            file_appeal(token=token, text="Please.")


def test_who_decided_does_not_answer(refused: Decision, moderator: User, colleague: User) -> None:
    appeal = file_appeal(token=token_of(refused), text="I own the flat.")
    with pytest.raises(ModerationError, match="someone else"):
        answer_appeal(appeal=appeal, moderator=moderator, reverse=False, answer="No.")
    with pytest.raises(ModerationError, match="Write an answer"):
        answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer=" ")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=False, answer="The deed is missing.")
    with pytest.raises(ModerationError, match="already"):
        answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="Well.")
    assert Listing.objects.get(pk=refused.listing_id).state == "refused"


def test_a_reversal_publishes_the_ad_and_tells_the_poster(refused: Decision, colleague: User) -> None:
    appeal = file_appeal(token=token_of(refused), text="I own the flat.")
    answer_appeal(appeal=appeal, moderator=colleague, reverse=True, answer="You showed the deed.")
    listing = Listing.objects.get(pk=refused.listing_id)
    assert listing.state == "published"
    assert listing.cleared.decided_by == colleague  # type: ignore[union-attr]
    mail = OutgoingMail.objects.get(topic=appeal.subject)
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
    assert "stays as it is now" in OutgoingMail.objects.get(topic=appeal.subject).text

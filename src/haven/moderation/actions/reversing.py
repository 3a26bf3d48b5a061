"""What a granted appeal does to the ad, the account and the reports, and how that is taken back. Part of `appeals`.

Must not know: who may answer, the words of the answer, the mail to who appealed.
"""

from datetime import datetime

from django.utils.translation import gettext_noop

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState
from haven.moderation.actions.deciding import decide, possible_outcomes, undo
from haven.moderation.actions.effects import WAS_PUBLIC, restrict_again, reverse_effects
from haven.moderation.errors import ModerationError
from haven.moderation.models import Appeal, Decision, Outcome
from haven.moderation.wording import NOTICE_OUTCOMES
from haven.notices.actions import revise_notices, tell_revised
from haven.notices.models import Notice

FOUND_LAWFUL = gettext_noop("The poster appealed, and somebody else found the ad lawful.")


def reverse_decision(appeal: Appeal, listing: Listing, *, ground: str, facts: str) -> None:
    """Do what an appeal that is granted, not saved yet, asks for; reports that it was about end as it does.

    Raises:
        ModerationError: the reasons for a removal are missing.
    """
    if appeal.answered_by is None or appeal.answered_at is None or appeal.final_at is None:
        raise ValueError("nobody has answered")
    decision, moderator = appeal.decision, appeal.answered_by
    if appeal.notice is None:
        appeal.restored = reverse_effects(
            decision=decision, listing=listing, moderator=moderator, at=appeal.answered_at
        )  # fmt: skip
        revised = _revise(decision, decision, moderator, FOUND_LAWFUL, appeal.answered_at, acted=False)
    elif Outcome.REMOVE in possible_outcomes(listing):
        appeal.removal = removal = _remove(listing, moderator, ground, facts)
        words = NOTICE_OUTCOMES[Outcome.REMOVE]
        revised = _revise(decision, removal, moderator, words, appeal.answered_at, acted=True)
    else:
        return
    others = [notice for notice in revised if notice.pk != appeal.notice_id]
    tell_revised(notices=others, after=appeal.final_at, topic=appeal.topic)


def take_reversal_back(appeal: Appeal, listing: Listing, moderator: User) -> None:
    """Bring everything back to what it was before the appeal was granted.

    Raises:
        ModerationError: the ad has moved on since.
    """
    decision, words = appeal.decision, NOTICE_OUTCOMES.get(Outcome(appeal.decision.outcome), "")
    if appeal.answered_at is None:
        raise ValueError("nobody has answered")
    if appeal.removal is not None:
        removal, appeal.removal = appeal.removal, None
        appeal.save(update_fields=["removal"])
        _revise(removal, decision, moderator, words, decision.decided_at, acted=False)
        undo(decision=removal, moderator=moderator)
    elif appeal.notice is None:
        if appeal.restored:
            _is_untouched(appeal, listing)
            restrict_again(decision=decision, listing=listing, moderator=moderator, at=appeal.answered_at)
        _revise(decision, decision, moderator, words, decision.decided_at, acted=True)


def _is_untouched(appeal: Appeal, listing: Listing) -> None:
    """Whether the ad is as the reversal left it; a limit or a closed account does not go by the ad's words."""
    decision = appeal.decision
    later = Decision.objects.filter(listing=listing, undone_at=None, decided_at__gt=appeal.answered_at)
    outcome = Outcome(decision.outcome)
    before = ListingState(decision.state_before)
    left = before if before in WAS_PUBLIC else ListingState.PUBLISHED
    moved = outcome in {Outcome.REFUSE, Outcome.REMOVE} and (
        listing.revision_id != decision.revision_id or listing.state != left
    )
    if moved or later.exists():
        raise ModerationError("The ad has changed since you answered, so this cannot be undone. Look at it again.")


def _revise(
    closed_by: Decision, stands: Decision, moderator: User, outcome: str, at: datetime, *, acted: bool
) -> list[Notice]:
    return revise_notices(
        topic=closed_by.topic, under=stands.topic, revised_by=moderator.pk, acted=acted, outcome=outcome, at=at
    )


def _remove(listing: Listing, moderator: User, ground: str, facts: str) -> Decision:
    if listing.revision_id is None:
        raise ModerationError("This ad was never submitted.")
    last = Decision.objects.filter(revision=listing.revision_id, undone_at=None).first()
    return decide(
        listing=listing,
        revision_id=listing.revision_id,
        moderator=moderator,
        outcome=Outcome.REMOVE,
        ground=ground,
        facts=facts,
        last_decision=last.pk if last else None,
    )

"""Deciding about many ads at once, and closing accounts: proposed with a reason, by two people where it is large."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.ledger.actions import person, record
from haven.listings.errors import ListingsError
from haven.listings.models import Listing
from haven.listings.text_limits import check_texts
from haven.moderation.actions.deciding import decide_as_proposed, possible_outcomes, undo
from haven.moderation.errors import ModerationError
from haven.moderation.models import LARGE, Decision, Outcome, Proposal, ProposedAd
from haven.policies.queries import live_policy

BULK_OUTCOMES = (Outcome.PUBLISH, Outcome.KEEP, Outcome.REFUSE, Outcome.REMOVE)
MOST = 500
"""Ads in one proposal."""


@transaction.atomic
def propose(
    *, ads: Sequence[Listing], moderator: User, outcome: Outcome, reason: str, ground: str = "", facts: str = ""
) -> Proposal:
    """Decide about many ads with one set of reasons; from `LARGE` ads on it waits for a second person.

    Closing an account always waits: `ads` is then the one ad that shows why.

    Raises:
        ModerationError: a reason is missing, there is nothing to decide, or too much.
    """
    _, policy = live_policy()
    if not reason.strip():
        raise ModerationError("Write for your colleagues why these are decided together.")
    if outcome.restricts and (ground not in policy.grounds or not facts.strip()):
        raise ModerationError("Choose the rule, and write what the posters are told.")
    if not ads or len(ads) > MOST:
        raise ModerationError(f"Choose between one and {MOST} ads.")
    proposal = Proposal(
        outcome=outcome,
        ground=ground if outcome.restricts else "",
        facts=facts.strip() if outcome.restricts else "",
        reason=reason.strip(),
        needs_second=outcome is Outcome.CLOSE or len(ads) >= LARGE,
        proposed_by=moderator,
    )
    check_texts(proposal, ModerationError)
    proposal.save()
    ProposedAd.objects.bulk_create(
        ProposedAd(proposal=proposal, listing=listing, revision_id=listing.revision_id)
        for listing in ads
        if listing.revision_id is not None
    )
    _record(proposal, "proposal.made", moderator)
    if not proposal.needs_second:
        _carry_out(proposal)
    return proposal


@transaction.atomic
def agree(*, proposal: Proposal, moderator: User) -> Proposal:
    """The second person agrees: it is carried out now.

    Raises:
        ModerationError: it is the one who proposed, or it is over already.
    """
    proposal = _open_for(proposal, moderator)
    proposal.decided_by = moderator
    _carry_out(proposal)
    _record(proposal, "proposal.agreed", moderator)
    return proposal


@transaction.atomic
def decline(*, proposal: Proposal, moderator: User) -> Proposal:
    """The second person does not agree, or the first has thought better of it: nothing happens to the ads.

    Raises:
        ModerationError: it is over already.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise ModerationError("This was decided already.")
    proposal.state, proposal.decided_by, proposal.decided_at = Proposal.State.DECLINED, moderator, timezone.now()
    proposal.save()
    _record(proposal, "proposal.declined", moderator)
    return proposal


@transaction.atomic
def undo_proposal(*, proposal: Proposal, moderator: User) -> int:
    """Take back everything that was decided by it, within the minute; how many decisions that were.

    Raises:
        ModerationError: the time is over, or one of the ads has moved on since: then none is taken back.
    """
    made = list(Decision.objects.filter(proposal=proposal, undone_at=None).order_by("-id"))
    for decision in made:
        undo(decision=decision, moderator=moderator)
    _record(proposal, "proposal.undone", moderator)
    return len(made)


def fitting(outcome: Outcome, ads: Sequence[Listing]) -> list[Listing]:
    """Those of the ads about which this can be decided as they stand."""
    return [listing for listing in ads if outcome in possible_outcomes(listing)]


def _open_for(proposal: Proposal, moderator: User) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise ModerationError("This was decided already.")
    if proposal.proposed_by_id == moderator.pk:
        raise ModerationError("You proposed this, so someone else must agree.")
    if Role.SENIOR_MODERATOR not in moderator.roles:
        raise ModerationError("A senior moderator must agree.")
    return proposal


def _carry_out(proposal: Proposal) -> None:
    """Decide about each ad by itself: one that has moved on meanwhile is left out, and says why."""
    proposal.save(update_fields=["decided_by"])
    for proposed in proposal.ads.select_related("listing", "proposal__proposed_by", "proposal__decided_by").order_by(
        "listing_id"
    ):
        try:
            with transaction.atomic():
                decide_as_proposed(proposed=proposed)
        except (ModerationError, ListingsError) as error:
            proposed.problem = str(error)[:300]
            proposed.save(update_fields=["problem"])
    proposal.state, proposal.decided_at = Proposal.State.DONE, timezone.now()
    proposal.save()


def _record(proposal: Proposal, action: str, moderator: User) -> None:
    record(
        actor=person(moderator.pk),
        action=action,
        subject=proposal.subject,
        outcome=proposal.outcome,
        ads=proposal.ads.count(),
        ground=proposal.ground or None,
    )

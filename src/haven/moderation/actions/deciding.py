"""Deciding about an ad, and taking a decision back within the minute."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.ledger.actions import person, record
from haven.listings.models import Listing, ListingState, Verdict
from haven.mail.actions import cancel_mail
from haven.moderation.actions.claims import finish
from haven.moderation.actions.effects import STATE_AFTER, WAS_PUBLIC, carry_out, take_back
from haven.moderation.actions.resting import keep_words
from haven.moderation.errors import ChangedMeanwhile, ModerationError
from haven.moderation.models import Appeal, Decision, Outcome, ProposedAd, Question, Strike
from haven.moderation.telling import tell_poster
from haven.moderation.wording import NOTICE_OUTCOMES, Told
from haven.notices.actions import close_notices, reopen_notices
from haven.notices.models import Notice
from haven.policies.queries import live_policy
from haven.webhooks.announcing import cancel

LONGEST_FACTS = 5000


def possible_outcomes(listing: Listing) -> tuple[Outcome, ...]:
    """What can be decided about an ad as it stands, by one person.

    Also one that is over can be removed: its poster must not escape by taking it back and submitting the same again.
    """
    if listing.state == ListingState.HELD:
        return (Outcome.PUBLISH, Outcome.ASK, Outcome.REFUSE)
    reported = Notice.objects.filter(listing=listing, state=Notice.State.OPEN).exists()
    is_over = listing.state in WAS_PUBLIC and listing.cleared_id == listing.revision_id
    keep = (Outcome.KEEP,) * reported
    if listing.state == ListingState.PUBLISHED:
        limit = (Outcome.LIMIT,) * (listing.limited_at is None)
        return (*keep, Outcome.ASK, *limit, Outcome.REMOVE)
    return keep + (Outcome.REMOVE,) * is_over


@transaction.atomic
def decide(
    *,
    listing: Listing,
    revision_id: int,
    moderator: User,
    outcome: Outcome,
    ground: str = "",
    facts: str = "",
    strike: bool = False,
    last_decision: int | None = None,
) -> Decision:
    """Decide about an ad: its state, reports, statement of reasons, ledger and mail in one transaction.

    The mails leave when the decision can no longer be undone (`settings.UNDO_SECONDS`).

    Args:
        listing: the ad.
        revision_id: the revision that the moderator read.
        moderator: who decides.
        outcome: one of `possible_outcomes`.
        ground: slug of a ground of the live policy; needed for what restricts the ad.
        facts: what the moderator saw, or asks, for the poster; at most 5,000 characters.
        strike: whether a restriction also counts against the account.
        last_decision: the last decision about this revision that the moderator saw, if there was one.

    Raises:
        ChangedMeanwhile: the ad was edited, or decided by someone else.
        InOtherHands: a colleague is at work on it.
        ModerationError: this cannot be decided, or the reasons are missing.
    """
    decision = Decision(listing=listing, moderator=moderator, outcome=outcome, facts=facts.strip())
    _make(decision, revision_id, last_decision, ground, strike)
    return decision


@transaction.atomic
def decide_as_proposed(*, proposed: ProposedAd) -> Decision:
    """The same for one ad of a proposal, in the name of who proposed it and, where there is one, the second person.

    Raises:
        ModerationError: see `decide`; also when an account would be closed by one person alone.
    """
    proposal = proposed.proposal
    decision = Decision(
        listing=proposed.listing,
        moderator=proposal.proposed_by,
        second=proposal.decided_by,
        proposal=proposal,
        outcome=proposal.outcome,
        facts=proposal.facts,
    )
    seen = Decision.objects.filter(revision=proposed.revision_id, undone_at=None, decided_at__lt=proposal.proposed_at)
    last = seen.first()
    _make(decision, proposed.revision_id, last.pk if last else None, proposal.ground, strike=False)
    return decision


def _make(decision: Decision, revision_id: int, last_decision: int | None, ground: str, strike: bool) -> None:
    """Check an unsaved decision against the ad as it is now, and carry it out."""
    listing = Listing.objects.select_for_update().get(pk=decision.listing_id)
    outcome = Outcome(decision.outcome)
    _is_as_read(listing, revision_id, last_decision, None if decision.proposal_id else decision.moderator_id)
    claim = finish(subject=listing.subject, moderator=decision.moderator)
    if outcome not in possible_outcomes(listing) and not (outcome is Outcome.CLOSE and decision.second):
        raise ModerationError(_impossible(listing, outcome))
    if not outcome.restricts and outcome is not Outcome.ASK:
        decision.facts = ""
    decision.listing, decision.revision_id = listing, revision_id
    decision.state_before, decision.claimed_at = listing.state, claim.taken_at
    _give_reasons(decision, ground)
    told = what_is_told(decision, strike=strike)
    decision.save()
    carry_out(decision=decision, told=told, strike=strike)
    _settle_reports(decision)
    _record(decision, "decision.made", decision.moderator)
    tell_poster(decision, told)


@transaction.atomic
def undo(*, decision: Decision, moderator: User) -> Decision:
    """Take a decision back before its mails have left: ad, reports and mails are as if it had not been made.

    What was written is kept for whoever wrote it, until they decide anew.

    Raises:
        ModerationError: the time is over, the ad has moved on since, or it is someone else's decision.
    """
    listing = Listing.objects.select_for_update().get(pk=decision.listing_id)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    deciders = {decision.moderator_id, decision.second_id}
    if moderator.pk not in deciders and Role.SENIOR_MODERATOR not in moderator.roles:
        raise ModerationError("Only the person who decided, or a senior moderator, can undo this.")
    if decision.undone_at is not None:
        raise ModerationError("This decision was undone already.")
    if decision.seconds_left <= 0:
        raise ModerationError("It is too late to undo this: the mails have left. You can decide anew.")
    if Appeal.objects.filter(removal=decision).exists():
        raise ModerationError("This removal is part of an answer to an appeal: undo the answer.")
    if Appeal.objects.filter(decision=decision).exists():
        raise ModerationError("Somebody has appealed already: someone else decides now.")
    if Question.objects.filter(decision=decision).exclude(answered_at=None).exists():
        raise ModerationError("The poster has answered already. Decide by the answer.")
    expected = STATE_AFTER.get(Outcome(decision.outcome), listing.state)
    if listing.revision_id != decision.revision_id or listing.state != expected:
        raise ModerationError("The ad has changed since you decided, so this cannot be undone. Look at it again.")
    cancel_mail(topic=decision.topic)
    cancel(topic=decision.topic)
    reopen_notices(topic=decision.topic, reopened_by=moderator.pk)
    _keep_words(decision, moderator)
    take_back(decision=decision, listing=listing, moderator=moderator)
    if decision.restricts:
        decision.statement.delete()
    decision.undone_at, decision.undone_by = timezone.now(), moderator
    decision.save()
    _record(decision, "decision.undone", moderator)
    return decision


def what_is_told(decision: Decision, *, strike: bool = False) -> Told:
    """What a decision's mail says; works for one that is not saved, so that it can be seen beforehand."""
    listing, revision = decision.listing, decision.revision
    told_by = Notice.objects.filter(listing=listing, state=Notice.State.OPEN)
    return Told(
        outcome=Outcome(decision.outcome),
        title=revision.title,
        ground=decision.ground_sentence,
        facts=decision.facts,
        reported=told_by.exists(),
        flagged=told_by.filter(trusted=True).exists(),
        detected=revision.verdicts.exclude(outcome=Verdict.Outcome.PUBLISH).exists(),
        strike=strike,
        was_live=decision.state_before == ListingState.PUBLISHED,
    )


def _keep_words(decision: Decision, moderator: User) -> None:
    """For who decided: an undone slip must not cost the words."""
    if moderator.pk == decision.moderator_id and decision.proposal_id is None:
        strike = "on" if Strike.objects.filter(decision=decision).exists() else ""
        typed = {"outcome": decision.outcome, "ground": decision.ground, "facts": decision.facts, "strike": strike}
        keep_words(moderator=moderator, subject=decision.listing.subject, typed=typed)


def _is_as_read(listing: Listing, revision_id: int, last_decision: int | None, reader: int | None) -> None:
    """`reader` is told what they did themselves as theirs; what came of a proposal is read by others, too."""
    if listing.revision_id != revision_id:
        raise ChangedMeanwhile("The poster changed this ad while you were reading. These are the new words.")
    made = Decision.objects.filter(revision=revision_id, undone_at=None).select_related("moderator").first()
    if made is not None and made.pk != last_decision:
        if made.moderator_id == reader:  # sent twice, or open in two windows
            raise ChangedMeanwhile(f"You {made.verb} this ad already. What came after that was not carried out.")
        who = made.moderator.name
        raise ChangedMeanwhile(f"{who} {made.verb} this ad while you were reading. Yours was not carried out.")


def _impossible(listing: Listing, outcome: Outcome) -> str:
    if outcome is Outcome.CLOSE:
        return "An account is closed by two people: propose it."
    if outcome is Outcome.KEEP and listing.state in {ListingState.PUBLISHED, ListingState.EXPIRED}:
        return "There is no open report about this ad, so there is nothing to decide."
    return f"This ad is {listing.get_state_display().lower()} now: you cannot {outcome.label.lower()} it."


def _give_reasons(decision: Decision, ground: str) -> None:
    if decision.outcome == Outcome.ASK and not decision.facts:
        raise ModerationError("Write what you want to know from the poster.")
    if len(decision.facts) > LONGEST_FACTS:
        raise ModerationError(f"Keep what you write under {LONGEST_FACTS:,} characters.")
    if not decision.restricts:
        return
    _, policy = live_policy()
    if ground not in policy.grounds:
        raise ModerationError("Choose the rule that the ad breaks.")
    if not decision.facts:
        raise ModerationError("Write what you saw: the poster has a right to know.")
    decision.ground, decision.ground_sentence = ground, policy.grounds[ground].told


def _settle_reports(decision: Decision) -> None:
    outcome = Outcome(decision.outcome)
    if outcome.settles_reports:
        close_notices(
            listing=decision.listing,
            closed_by=decision.moderator.pk,
            acted=outcome.restricts,
            outcome=NOTICE_OUTCOMES[outcome],
            tell_after=decision.final_at,
            topic=decision.topic,
        )


def _record(decision: Decision, action: str, moderator: User) -> None:
    record(
        actor=person(moderator.pk),
        action=action,
        subject=decision.listing.subject,
        decision=decision.pk,
        outcome=decision.outcome,
        revision=decision.revision.number,
        ground=decision.ground or None,
    )

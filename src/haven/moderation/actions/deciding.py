"""Deciding about an ad, and taking a decision back within the minute."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.ledger.actions import person, record
from haven.listings.actions.submission import hold_again, publish_held, take_down
from haven.listings.links import absolute, make_token
from haven.listings.models import Clearance, Listing, ListingState, Verdict
from haven.mail.actions import cancel_mail, queue_mail
from haven.moderation.actions.claims import finish
from haven.moderation.actions.statements import write_statement
from haven.moderation.errors import ChangedMeanwhile, ModerationError
from haven.moderation.models import Appeal, Decision, Outcome
from haven.moderation.wording import NOTICE_OUTCOMES, Told
from haven.notices.actions import close_notices, reopen_notices
from haven.notices.models import Notice
from haven.policies.queries import live_policy

LONGEST_FACTS = 5000
_WAS_PUBLIC = {ListingState.EXPIRED, ListingState.WITHDRAWN, ListingState.SOLD}
_STATE_AFTER = {
    Outcome.PUBLISH: ListingState.PUBLISHED,
    Outcome.REFUSE: ListingState.REFUSED,
    Outcome.REMOVE: ListingState.REMOVED,
}


def possible_outcomes(listing: Listing) -> tuple[Outcome, ...]:
    """What can be decided about an ad as it stands.

    Also one that is over can be removed: its poster must not escape by taking it back and submitting the same again.
    """
    if listing.state == ListingState.HELD:
        return (Outcome.PUBLISH, Outcome.REFUSE)
    reported = Notice.objects.filter(listing=listing, state=Notice.State.OPEN).exists()
    is_over = listing.state in _WAS_PUBLIC and listing.cleared_id == listing.revision_id
    removable = listing.state == ListingState.PUBLISHED or is_over
    return (Outcome.KEEP,) * reported + (Outcome.REMOVE,) * removable


@transaction.atomic
def decide(
    *,
    listing: Listing,
    revision_id: int,
    moderator: User,
    outcome: Outcome,
    ground: str = "",
    facts: str = "",
    last_decision: int | None = None,
) -> Decision:
    """Publish, refuse, keep or remove an ad: state, reports, statement of reasons, ledger and mail in one transaction.

    The mails leave when the decision can no longer be undone (`settings.UNDO_SECONDS`).

    Args:
        listing: the ad.
        revision_id: the revision that the moderator read.
        moderator: who decides.
        outcome: one of `possible_outcomes`.
        ground: slug of a ground of the live policy; needed to refuse or remove.
        facts: what the moderator saw, for the poster; needed to refuse or remove, at most 5,000 characters.
        last_decision: the last decision about this revision that the moderator saw, if there was one.

    Raises:
        ChangedMeanwhile: the ad was edited, or decided by someone else.
        InOtherHands: a colleague is at work on it.
        ModerationError: this cannot be decided, or the reasons are missing.
    """
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    _is_as_read(listing, revision_id, last_decision)
    claim = finish(subject=listing.subject, moderator=moderator)
    if outcome not in possible_outcomes(listing):
        raise ModerationError(_impossible(listing, outcome))
    decision = Decision(
        listing=listing,
        revision=listing.revision,
        moderator=moderator,
        outcome=outcome,
        facts=facts.strip() if outcome.restricts else "",
        state_before=listing.state,
        claimed_at=claim.taken_at,
    )
    if outcome.restricts:
        _give_reasons(decision, ground)
    told = what_is_told(decision)
    decision.save()
    _carry_out(decision, told)
    return decision


@transaction.atomic
def undo(*, decision: Decision, moderator: User) -> Decision:
    """Take a decision back before its mails have left: ad, reports and mails are as if it had not been made.

    Raises:
        ModerationError: the time is over, the ad has moved on since, or it is someone else's decision.
    """
    listing = Listing.objects.select_for_update().get(pk=decision.listing_id)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.moderator_id != moderator.pk and Role.SENIOR_MODERATOR not in moderator.roles:
        raise ModerationError("Only the person who decided, or a senior moderator, can undo this.")
    if decision.undone_at is not None:
        raise ModerationError("This decision was undone already.")
    if decision.seconds_left <= 0:
        raise ModerationError("It is too late to undo this: the mails have left. You can decide anew.")
    if Appeal.objects.filter(decision=decision).exists():
        raise ModerationError("The poster has appealed already: someone else decides now.")
    expected = _STATE_AFTER.get(Outcome(decision.outcome), listing.state)
    if listing.revision_id != decision.revision_id or listing.state != expected:
        raise ModerationError("The ad has changed since you decided, so this cannot be undone. Look at it again.")
    cancel_mail(topic=decision.topic)
    reopen_notices(topic=decision.topic, reopened_by=moderator.pk)
    if decision.outcome != Outcome.KEEP:
        _move(listing, moderator, ListingState(decision.state_before))
    if decision.restricts:
        decision.statement.delete()
    decision.undone_at, decision.undone_by = timezone.now(), moderator
    decision.save()
    _record(decision, "decision.undone", moderator)
    return decision


def what_is_told(decision: Decision) -> Told:
    """What a decision's mail says; works for one that is not saved, so that it can be seen beforehand."""
    listing, revision = decision.listing, decision.revision
    return Told(
        outcome=Outcome(decision.outcome),
        title=revision.title,
        ground=decision.ground_sentence,
        facts=decision.facts,
        reported=Notice.objects.filter(listing=listing, state=Notice.State.OPEN).exists(),
        detected=revision.verdicts.exclude(outcome=Verdict.Outcome.PUBLISH).exists(),
    )


def _is_as_read(listing: Listing, revision_id: int, last_decision: int | None) -> None:
    if listing.revision_id != revision_id:
        raise ChangedMeanwhile("The poster changed this ad while you were reading. These are the new words.")
    made = Decision.objects.filter(revision=revision_id, undone_at=None).select_related("moderator").first()
    if made is not None and made.pk != last_decision:
        who = made.moderator.name
        raise ChangedMeanwhile(f"{who} {made.verb} this ad while you were reading. Yours was not carried out.")


def _impossible(listing: Listing, outcome: Outcome) -> str:
    if outcome is Outcome.KEEP and listing.state in {ListingState.PUBLISHED, ListingState.EXPIRED}:
        return "There is no open report about this ad, so there is nothing to decide."
    return f"This ad is {listing.get_state_display().lower()} now: you cannot {outcome.label.lower()} it."


def _give_reasons(decision: Decision, ground: str) -> None:
    _, policy = live_policy()
    if ground not in policy.grounds:
        raise ModerationError("Choose the rule that the ad breaks.")
    if not decision.facts:
        raise ModerationError("Write what you saw: the poster has a right to know.")
    if len(decision.facts) > LONGEST_FACTS:
        raise ModerationError(f"Keep what you saw under {LONGEST_FACTS:,} characters.")
    decision.ground, decision.ground_sentence = ground, policy.grounds[ground].told


def _carry_out(decision: Decision, told: Told) -> None:
    outcome = Outcome(decision.outcome)
    _move(decision.listing, decision.moderator, _STATE_AFTER.get(outcome))
    if outcome.restricts:
        write_statement(decision=decision, told=told)
    close_notices(
        listing=decision.listing,
        closed_by=decision.moderator.pk,
        acted=outcome.restricts,
        outcome=NOTICE_OUTCOMES[outcome],
        tell_after=decision.final_at,
        topic=decision.topic,
    )
    _record(decision, "decision.made", decision.moderator)
    _tell_poster(decision, told)


def _move(listing: Listing, moderator: User, state: ListingState | None) -> None:
    if state is None:
        return
    if state == ListingState.PUBLISHED:
        publish_held(listing=listing, moderator=moderator)
    elif state == ListingState.HELD:
        hold_again(listing=listing, moderator=moderator)
    elif state in _WAS_PUBLIC and listing.revision is not None:
        clearance = {"decided_by": moderator}
        listing.cleared, _ = Clearance.objects.get_or_create(revision=listing.revision, defaults=clearance)
        listing.become(state)
    else:
        take_down(listing=listing, moderator=moderator, state=state)


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


def _tell_poster(decision: Decision, told: Told) -> None:
    poster = decision.listing.poster
    if poster is None or decision.outcome == Outcome.KEEP:
        return
    if decision.restricts:
        link = absolute("moderation:statement", make_token("appeal", str(decision.pk)))
    else:
        link = absolute("marketplace:ad", decision.listing.code)
    subject, text = told.words(link)
    after = decision.final_at if settings.UNDO_SECONDS else None
    queue_mail(to=poster.email, subject=subject, text=text, topic=decision.topic, after=after)

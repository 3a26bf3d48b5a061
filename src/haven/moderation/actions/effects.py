"""What a decision does to the ad and the account, and how all of that is taken back. Part of `decide`, `undo`, appeals.

Owns: states, clearances, strikes, questions, closed accounts. Must not know: mail, reports, who may decide.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from haven.accounts.actions import close_account, reopen_account
from haven.accounts.models import User
from haven.listings.actions.limiting import lift_limit, limit_ad
from haven.listings.actions.submission import hold_again, publish_held, take_down
from haven.listings.models import Clearance, Listing, ListingState
from haven.moderation.actions.statements import write_statement
from haven.moderation.models import ANSWER_TIME, ClosedAd, Decision, Outcome, Question, Strike
from haven.moderation.wording import Told

WAS_PUBLIC = {ListingState.PAUSED, ListingState.EXPIRED, ListingState.WITHDRAWN, ListingState.SOLD}
STATE_AFTER = {
    Outcome.PUBLISH: ListingState.PUBLISHED,
    Outcome.ASK: ListingState.HELD,
    Outcome.LIMIT: ListingState.PUBLISHED,
    Outcome.REFUSE: ListingState.REFUSED,
    Outcome.REMOVE: ListingState.REMOVED,
}


def carry_out(*, decision: Decision, told: Told, strike: bool) -> None:
    """Make the ad, and the account, what a saved decision says, and write its statement of reasons."""
    outcome, listing = Outcome(decision.outcome), decision.listing
    if outcome is Outcome.LIMIT:
        limit_ad(listing=listing, moderator=decision.moderator)
    elif outcome is Outcome.CLOSE:
        _close(decision)
    elif outcome in STATE_AFTER and not (outcome is Outcome.ASK and listing.state == ListingState.HELD):
        _move(listing, decision.moderator, STATE_AFTER[outcome])
    if outcome is Outcome.ASK:
        Question.objects.create(decision=decision, waits_until=decision.final_at + ANSWER_TIME)
    if outcome.restricts:
        write_statement(decision=decision, told=told)
        if strike and listing.poster is not None:
            Strike.objects.create(decision=decision, user=listing.poster)


def take_back(*, decision: Decision, listing: Listing, moderator: User) -> None:
    """Bring ad and account back to what they were before the decision, as if it had not been made."""
    outcome = Outcome(decision.outcome)
    if outcome is Outcome.LIMIT:
        lift_limit(listing=listing, moderator=moderator)
    elif outcome is Outcome.CLOSE:
        _reopen(decision, moderator, timezone.now())
    elif outcome is Outcome.ASK:
        Question.objects.filter(decision=decision).delete()
        if decision.state_before != ListingState.HELD:
            _move(listing, moderator, ListingState(decision.state_before))
    elif outcome is not Outcome.KEEP:
        _move(listing, moderator, ListingState(decision.state_before))
    Strike.objects.filter(decision=decision).delete()


def reverse_effects(*, decision: Decision, listing: Listing, moderator: User, at: datetime) -> bool:
    """Bring back what a restriction took once somebody found it wrong (`at`); whether the ad could be brought back.

    An ad that its poster has changed or ended since stays as it is. One that is public again gets the days that it
    lost. Strikes are lifted in any case.
    """
    outcome = Outcome(decision.outcome)
    Strike.objects.filter(decision=decision, lifted_at=None).update(lifted_at=at)
    if outcome is Outcome.CLOSE:
        _reopen(decision, moderator, at)
        return True
    if outcome is Outcome.LIMIT:
        lift_limit(listing=listing, moderator=moderator)
        return True
    if listing.revision_id != decision.revision_id or listing.state != STATE_AFTER.get(outcome):
        return False
    before = ListingState(decision.state_before)
    _move(listing, moderator, before if before in WAS_PUBLIC else ListingState.PUBLISHED)
    _give_days_back(listing, at - decision.decided_at)
    return listing.is_public


def restrict_again(*, decision: Decision, listing: Listing, moderator: User, at: datetime) -> None:
    """Take back what `reverse_effects` brought back `at` that time, as if the restriction had stood all along."""
    outcome, lost = Outcome(decision.outcome), at - decision.decided_at
    if outcome is Outcome.CLOSE:
        _close_again(decision, moderator, lost)
    elif outcome is Outcome.LIMIT:
        limit_ad(listing=listing, moderator=moderator)
    else:
        _give_days_back(listing, -lost)
        _move(listing, moderator, STATE_AFTER[outcome])
    Strike.objects.filter(decision=decision).update(lifted_at=None)


def _move(listing: Listing, moderator: User, state: ListingState) -> None:
    if state == ListingState.PUBLISHED:
        publish_held(listing=listing, moderator=moderator)
    elif state == ListingState.HELD:
        hold_again(listing=listing, moderator=moderator)
    elif state in WAS_PUBLIC and listing.revision is not None:
        clearance = {"decided_by": moderator}
        listing.cleared, _ = Clearance.objects.get_or_create(revision=listing.revision, defaults=clearance)
        listing.become(state)
    else:
        take_down(listing=listing, moderator=moderator, state=state)


def _give_days_back(listing: Listing, lost: timedelta) -> None:
    if listing.expires_at is not None:
        listing.expires_at += lost
        listing.save(update_fields=["expires_at"])


def _close(decision: Decision) -> None:
    poster = decision.listing.poster
    if poster is None:
        return
    close_account(user=poster, closed_by=decision.moderator)
    theirs = Listing.objects.select_for_update().filter(poster=poster)
    for listing in theirs.filter(state__in=[ListingState.PUBLISHED, ListingState.HELD]).order_by("pk"):
        ClosedAd.objects.create(decision=decision, listing=listing, state_before=listing.state)
        public = listing.state == ListingState.PUBLISHED
        after = ListingState.REMOVED if public else ListingState.REFUSED
        take_down(listing=listing, moderator=decision.moderator, state=after)


def _close_again(decision: Decision, moderator: User, lost: timedelta) -> None:
    poster = decision.listing.poster
    if poster is None:
        return
    close_account(user=poster, closed_by=moderator)
    for closed in ClosedAd.objects.filter(decision=decision).select_related("listing").order_by("pk"):
        listing = closed.listing.lock()
        if listing.state == closed.state_before:
            public = listing.state == ListingState.PUBLISHED
            _give_days_back(listing, -lost)
            _move(listing, moderator, ListingState.REMOVED if public else ListingState.REFUSED)


def _reopen(decision: Decision, moderator: User, at: datetime) -> None:
    poster = decision.listing.poster
    if poster is None:
        return
    reopen_account(user=poster, reopened_by=moderator)
    lost = at - decision.decided_at
    for closed in ClosedAd.objects.filter(decision=decision).select_related("listing").order_by("pk"):
        listing = closed.listing.lock()
        if listing.state in {ListingState.REMOVED, ListingState.REFUSED}:
            _move(listing, moderator, ListingState(closed.state_before))
            _give_days_back(listing, lost)

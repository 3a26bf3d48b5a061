"""What somebody has just done and can still take back, as every page of the desk offers it.

Many ads decided at once are one thing to undo; what an answer to an appeal decided is undone with the answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import User
from haven.moderation.models import Appeal, Decision, Outcome, Proposal


@dataclass(frozen=True, slots=True)
class Undoable:
    """One thing to undo.

    Attributes:
        done: what was done, one or a few words.
        title: to what.
        address: where that is.
        undo: where undoing is posted to (with `step=undo`).
        seconds_left: how long it can still be undone, at least one.
    """

    done: str
    title: str
    address: str
    undo: str
    seconds_left: int


def undoable_by(moderator: User) -> list[Undoable]:
    """What this person decided, carried out or answered within the last minute, the latest first."""
    since = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
    found = [*_decisions(moderator, since), *_proposals(moderator, since), *_answers(moderator, since)]
    return sorted((one for one in found if one.seconds_left), key=lambda one: -one.seconds_left)


def _decisions(moderator: User, since: datetime) -> list[Undoable]:
    answers = Appeal.objects.exclude(removal=None).values("removal")
    made = Decision.objects.filter(moderator=moderator, undone_at=None, decided_at__gt=since, proposal=None)
    return [
        Undoable(
            Outcome(one.outcome).participle.capitalize(),
            one.revision.title,
            reverse("moderation:item", args=[one.listing.code]),
            reverse("moderation:undo", args=[one.pk]),
            one.seconds_left,
        )
        for one in made.exclude(pk__in=answers).select_related("listing", "revision")
    ]


def _proposals(moderator: User, since: datetime) -> list[Undoable]:
    theirs = Q(proposal__proposed_by=moderator) | Q(proposal__decided_by=moderator)
    made = Decision.objects.filter(theirs, undone_at=None, decided_at__gt=since).select_related("proposal")
    grouped: dict[Proposal, list[int]] = {}
    for one in made:
        if one.proposal is not None:
            grouped.setdefault(one.proposal, []).append(one.seconds_left)
    return [
        Undoable(
            Outcome(proposal.outcome).participle.capitalize(),
            "an account" if proposal.outcome == Outcome.CLOSE else f"{len(left)} ad{'s' * (len(left) > 1)} at once",
            reverse("moderation:proposal", args=[proposal.pk]),
            reverse("moderation:settle", args=[proposal.pk]),
            min(left),
        )
        for proposal, left in grouped.items()
    ]


def _answers(moderator: User, since: datetime) -> list[Undoable]:
    given = Appeal.objects.filter(answered_by=moderator, answered_at__gt=since).exclude(state=Appeal.State.OPEN)
    return [
        Undoable(
            f"Answered the appeal, {str(one.get_state_display()).lower()}",
            one.decision.revision.title,
            reverse("moderation:appeal", args=[one.pk]),
            reverse("moderation:undo_answer", args=[one.pk]),
            one.seconds_left,
        )
        for one in given.select_related("decision__revision")
    ]

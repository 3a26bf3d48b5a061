"""Breaks, wishes, words kept for oneself, and what a lead allows. Only the last is written into the log.

The others touch nobody else's interest, and an entry about them, however nameless, could be laid beside the one of an
item that was let go in the same moment, which has a name. For the same reason breaks are kept to the whole minute.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.moderation.actions.claims import release
from haven.moderation.errors import ModerationError
from haven.moderation.models import Claim, DayNote, KeptWords, WorkBreak, WorkRules, WorkWish
from haven.moderation.models.work import owner_of
from haven.moderation.queries.hardness import hard_lanes
from haven.moderation.queries.own_work import team_limits
from haven.moderation.shifts import LONGEST, Limits

CARRY_ON = timedelta(minutes=15)
_KEPT = ("outcome", "ground", "facts", "strike", "result", "answer")
_LONGEST_WORDS = 10_000
_MINUTE = timedelta(minutes=1)


@transaction.atomic
def begin_break(*, moderator: User) -> WorkBreak:
    """Nothing is handed to this person until it is over; what they have in hand is free for others."""
    now, minutes = _minute(), team_limits().break_minutes
    for subject in Claim.objects.filter(holder=moderator).values_list("subject", flat=True):
        release(subject=subject, moderator=moderator)
    _end(moderator)
    until = now + timedelta(minutes=minutes) + _MINUTE
    return WorkBreak.objects.create(owner=owner_of(moderator), began_at=now, until=until)


@transaction.atomic
def end_break(*, moderator: User) -> None:
    """They are back."""
    _end(moderator)


@transaction.atomic
def postpone_break(*, moderator: User) -> WorkBreak:
    """They carry on for a quarter of an hour; then the break is due again."""
    _end(moderator)
    now = _minute()
    return WorkBreak.objects.create(
        owner=owner_of(moderator), began_at=now, until=now + CARRY_ON + _MINUTE, postponed=True
    )


@transaction.atomic
def keep_words(*, moderator: User, subject: str, typed: Mapping[str, str]) -> bool:
    """Keep what somebody has typed about an item that they let go; whether there was anything to keep.

    Where they have emptied the field, what was kept before goes.
    """
    fields = {name: typed[name][:_LONGEST_WORDS] for name in _KEPT if typed.get(name)}
    if not (fields.get("facts") or fields.get("answer")):
        if "facts" in typed or "answer" in typed:
            KeptWords.objects.filter(holder=moderator, subject=subject[:80]).delete()
        return False
    values = {"fields": fields, "kept_at": timezone.now()}
    KeptWords.objects.update_or_create(holder=moderator, subject=subject[:80], defaults=values)
    return True


@transaction.atomic
def wish(*, moderator: User, items: int | None, minutes: int | None, refused: Iterable[str]) -> WorkWish:
    """Ask for less hard material than the lead allows, and not to be shown some kinds; without a reason."""
    known = hard_lanes()
    values = {
        "items": items,
        "minutes": minutes,
        "refused": sorted(set(refused) & known.keys()),
        "changed_at": timezone.now(),
    }
    row, _ = WorkWish.objects.update_or_create(owner=owner_of(moderator), defaults=values)
    return row


@transaction.atomic
def note_feeling(*, moderator: User, feeling: DayNote.Feeling) -> DayNote:
    """How somebody is today, for themselves."""
    row, _ = DayNote.objects.update_or_create(
        owner=owner_of(moderator), day=timezone.localdate(), defaults={"feeling": feeling}
    )
    return row


@transaction.atomic
def set_work_rules(*, limits: Limits, senior: User) -> WorkRules:
    """What a shift may hold for everybody at the desk.

    Raises:
        ModerationError: a number is not between 1 and the most that may be set.
    """
    numbers = {name: getattr(limits, name) for name in LONGEST}
    for name, number in numbers.items():
        if not 1 <= number <= LONGEST[name]:
            raise ModerationError(f"{name.replace('_', ' ').capitalize()}: a number from 1 to {LONGEST[name]}.")
    row = WorkRules.objects.create(**numbers, set_by=senior)
    record(actor=person(senior.pk), action="work.limited", subject="desk:work", **numbers)
    return row


def _end(moderator: User) -> None:
    WorkBreak.objects.filter(owner=owner_of(moderator), until__gt=timezone.now()).update(until=_minute())


def _minute() -> datetime:
    """Now, to the whole minute."""
    return timezone.now().replace(second=0, microsecond=0)

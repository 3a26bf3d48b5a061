"""What people at the desk see of their own work."""

from datetime import datetime, timedelta

from django.utils import timezone

from haven.accounts.models import Role, User
from haven.moderation.models import DayNote, KeptWords, WorkBreak, WorkRules, WorkSpan, WorkWish
from haven.moderation.models.work import item_of_owner, owner_of
from haven.moderation.shifts import Limits
from tests.factories.people import a_user


def a_work_span(
    *, user: User | None = None, subject: str = "listing:aaaaaaaaaa", hard: bool = True, minutes_ago: float = 5,
    minutes: float = 2, now: datetime | None = None,
) -> WorkSpan:  # fmt: skip
    """An item that somebody had in hand, so long ago, for so many minutes."""
    user, began = user or a_user(Role.MODERATOR), (now or timezone.now()) - timedelta(minutes=minutes_ago)
    return WorkSpan.objects.create(
        owner=owner_of(user), item=item_of_owner(user, subject), hard=hard, began_at=began,
        seen_at=began + timedelta(minutes=minutes),
    )  # fmt: skip


def a_work_break(*, user: User | None = None, minutes: float = 10) -> WorkBreak:
    """A break that has just begun."""
    owner = owner_of(user or a_user(Role.MODERATOR))
    return WorkBreak.objects.create(owner=owner, until=timezone.now() + timedelta(minutes=minutes))


def a_work_wish(*, user: User | None = None, refused: tuple[str, ...] = ("child-safety",)) -> WorkWish:
    """Kinds that somebody does not take."""
    return WorkWish.objects.create(owner=owner_of(user or a_user(Role.MODERATOR)), refused=list(refused))


def a_day_note(*, user: User | None = None) -> DayNote:
    """How somebody is today."""
    owner = owner_of(user or a_user(Role.MODERATOR))
    return DayNote.objects.create(owner=owner, day=timezone.localdate(), feeling=DayNote.Feeling.WORN)


def some_kept_words(*, holder: User | None = None, subject: str = "listing:aaaaaaaaaa") -> KeptWords:
    """Words about an item that somebody let go."""
    fields = {"outcome": "refuse", "ground": "fraud", "facts": "It asks for"}
    return KeptWords.objects.create(holder=holder or a_user(Role.MODERATOR), subject=subject, fields=fields)


def some_work_rules(*, items: int = 60, minutes: int = 120, in_a_row: int = 4) -> WorkRules:
    """What a lead allows."""
    limits, lead = Limits(), a_user(Role.SENIOR_MODERATOR)
    return WorkRules.objects.create(
        items=items, minutes=minutes, in_a_row=in_a_row, work_minutes=limits.work_minutes,
        break_minutes=limits.break_minutes, set_by=lead,
    )  # fmt: skip

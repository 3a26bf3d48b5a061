"""One person's own work: what they may take now, and their numbers. Always of the person who asks.

Owns: the answer to "not now" and why, for that person alone; and how many people of a team can take what, which is all
that a lead is told. Must not know whose the numbers are otherwise: rows are found by `owner_of` the person who asks.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from haven.accounts.models import User
from haven.moderation.duties import Lane
from haven.moderation.models import DayNote, KeptWords, WorkBreak, WorkRules, WorkSpan, WorkWish
from haven.moderation.models.work import owner_of
from haven.moderation.queries.hardness import NOTHING, hard_lanes
from haven.moderation.shifts import LOOK_BACK, REST, Limits, Shift, Span, covered, shift_of

DAYS = 28
FEWEST = 3
"""Of how many people a lead is told how many can take something; fewer would name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """What one person sees of their own shift.

    Attributes:
        team: what the lead allows at most.
        limits: the same, lowered by what the person asks for.
        wish: what they ask for, if anything.
        shift: what they have done.
        seen: what they had in hand of late, by what tells items apart.
        refused: hard lanes that they do not take.
        pause: the break that they are on.
        postponed: whether they chose to carry on for now.
    """

    team: Limits
    limits: Limits
    wish: WorkWish | None
    shift: Shift
    seen: frozenset[str]
    refused: frozenset[str]
    pause: WorkBreak | None
    postponed: bool

    @property
    def is_full(self) -> bool:
        """Whether they take nothing hard any more in this shift."""
        return self.shift.is_full(self.limits)

    @property
    def break_due(self) -> bool:
        """Whether a break is due that they neither take nor have put off."""
        return self.pause is None and not self.postponed and self.shift.needs_break(self.limits)

    @property
    def wants_light(self) -> bool:
        """Whether something light should come next."""
        return self.shift.wants_light(self.limits)

    def barred(self, hard: frozenset[str]) -> frozenset[str]:
        """Which of the hard lanes are not theirs now."""
        return hard if self.is_full else hard & self.refused

    def hindrance(self, kinds: frozenset[str]) -> str:
        """Why this person is not to take something of these kinds now: a word for templates; empty where they may."""
        if self.pause is not None:
            return "break"
        if kinds & self.refused:
            return "refused"
        if kinds and self.is_full:
            return "full"
        return "due" if self.break_due else ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a person: items, hard items, minutes with hard material, and how they said they were."""

    day: date
    items: int
    hard_items: int
    hard_minutes: int
    feeling: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many work on a lane, and how many of the whole desk could take its kind now.

    `able` is None where that would name somebody. It does not go by lanes: whoever may change them could otherwise
    change one person's, look again, and know from the difference what that person does not take.
    """

    lane: Lane
    of: int
    able: int | None


def team_limits() -> Limits:
    """What the lead has set, or what stands until one does."""
    rules = WorkRules.objects.order_by("-id").first()
    return rules.limits if rules else Limits()


def own_work(person: User, now: datetime | None = None) -> OwnWork:
    """How things stand for the person who asks."""
    now = now or timezone.now()
    owner, team = owner_of(person), team_limits()
    wish = WorkWish.objects.filter(owner=owner).first()
    limits = team.lowered(wish.items, wish.minutes) if wish else team
    spans = [_span(row) for row in WorkSpan.objects.filter(owner=owner, seen_at__gt=now - LOOK_BACK)]
    pauses = list(WorkBreak.objects.filter(owner=owner, until__gt=now).order_by("id"))
    return OwnWork(
        team=team,
        limits=limits,
        wish=wish,
        shift=shift_of(spans, limits, now),
        seen=frozenset(span.item for span in spans if now - span.seen < REST),
        refused=frozenset(wish.refused) if wish else NOTHING,
        pause=next((row for row in pauses if not row.postponed), None),
        postponed=any(row.postponed for row in pauses),
    )


def own_days(person: User) -> list[Day]:
    """The last four weeks of the person who asks, the oldest first; a day is that of the site's clock."""
    today, owner = timezone.localdate(), owner_of(person)
    first = today - timedelta(days=DAYS - 1)
    by_day: dict[date, list[Span]] = {first + timedelta(days=number): [] for number in range(DAYS)}
    for row in WorkSpan.objects.filter(owner=owner, began_at__date__gte=first):
        by_day.setdefault(timezone.localdate(row.began_at), []).append(_span(row))
    felt = {row.day: row.get_feeling_display() for row in DayNote.objects.filter(owner=owner, day__gte=first)}
    return [_day(day, spans, felt.get(day, "")) for day, spans in sorted(by_day.items())]


def feeling_today(person: User) -> int | None:
    """What the person who asks said today."""
    row = DayNote.objects.filter(owner=owner_of(person), day=timezone.localdate()).first()
    return row.feeling if row else None


def kept_words(person: User, subject: str) -> dict[str, str]:
    """What this person had typed about an item before they let it go."""
    row = KeptWords.objects.filter(holder=person, subject=subject).first()
    return dict(row.fields) if row else {}


def capacity(members: list[tuple[User, frozenset[str]]]) -> list[Capacity]:
    """How many people could take each hard lane now.

    Args:
        members: everybody at the desk with the slugs of their lanes; none means all.
    """
    works = [(lanes, own_work(person)) for person, lanes in members]
    found = []
    for slug, lane in hard_lanes().items():
        on_it = sum(not lanes or slug in lanes for lanes, _ in works)
        able = sum(not work.hindrance(frozenset({slug})) for _, work in works)
        found.append(Capacity(lane, on_it, able if len(works) >= FEWEST else None))
    return found


def _span(row: WorkSpan) -> Span:
    return Span(row.item, row.hard, row.began_at, row.seen_at)


def _day(day: date, spans: list[Span], feeling: str) -> Day:
    hard = [span for span in spans if span.hard]
    minutes = int(covered(hard).total_seconds() // 60)
    return Day(day, len({span.item for span in spans}), len({span.item for span in hard}), minutes, feeling)

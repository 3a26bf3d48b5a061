"""What is sealed: everything that must be kept, and nothing else. Reads, changes nothing.

Into the custodian's part go items that a hold in force covers, exhibits of cases that are open, and what authorities
were given while it has to be provable. What touches a report about a child, or a picture from a hash bank, never goes
there: it is *restricted* (18 USC 2258A(h)), sealed apart for whoever child safety named, or left where it is. The bytes
of a quarantined file go into no bundle at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from haven.cases.models import Exhibit
from haven.custody.models import (
    CHILD_SAFETY,
    CyberTip,
    EvidenceFile,
    EvidenceItem,
    HeldSubject,
    PreservationHold,
    QuarantinedFile,
    Snapshot,
)
from haven.custody.queries import in_force

MOST_ITEMS = 100
MOST_BYTES = 64 * 2**20
"""A part has no more exhibits and (unless one alone has) no more bytes of files than this: it fits a mail gateway's
temper, any file system, and the memory of whoever checks it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Keys of the items, in order of capture."""

    general: list[int]
    restricted: list[int]


def choose() -> Chosen:
    """What would be sealed now."""
    holds = in_force()
    held = set(HeldSubject.objects.filter(hold__in=holds).values_list("subject", flat=True)) | _kept_by(holds)
    open_cases = Exhibit.objects.filter(case__closed_at=None).exclude(item=None).values("item")
    wanted = _showing(held) | Q(pk__in=open_cases) | Q(subject__startswith="production:")
    restricted_names = restricted_subjects()
    kept_apart = Snapshot.objects.filter(subject__in=restricted_names).values("item")
    apart = _showing(restricted_names) | Q(pk__in=kept_apart)
    items = EvidenceItem.objects.filter(wanted | apart).exclude(pk__in=_quarantined_items()).order_by("pk")
    restricted = set(items.filter(apart).values_list("pk", flat=True))
    every = list(items.values_list("pk", flat=True))
    return Chosen([pk for pk in every if pk not in restricted], [pk for pk in every if pk in restricted])


def general_holds() -> QuerySet[PreservationHold]:
    """The holds that a custodian is told of."""
    return in_force().exclude(desk=CHILD_SAFETY).prefetch_related("subjects").order_by("pk")


def restricted_holds() -> QuerySet[PreservationHold]:
    """Those that child safety alone learns of."""
    return in_force().filter(desk=CHILD_SAFETY).prefetch_related("subjects").order_by("pk")


def restricted_subjects() -> set[str]:
    """Everything that only child safety may see."""
    held = HeldSubject.objects.filter(hold__in=restricted_holds()).values_list("subject", flat=True)
    files = QuarantinedFile.objects.exclude(state=QuarantinedFile.State.CLEARED).values_list("subject", flat=True)
    tips = CyberTip.objects.values_list("subject", flat=True)
    return {*held, *files, *tips, *_kept_by(restricted_holds())}


def in_parts(items: Iterable[int]) -> Iterator[list[int]]:
    """The items in parts of a sane size, in their order."""
    keys = list(items)
    sizes = dict(
        EvidenceItem.objects.filter(pk__in=keys).values_list("pk", Coalesce(Sum("files__size"), 0)),
    )
    part: list[int] = []
    room = MOST_BYTES
    for key in keys:
        if part and (len(part) == MOST_ITEMS or sizes[key] > room):
            yield part
            part, room = [], MOST_BYTES
        part.append(key)
        room -= sizes[key]
    if part:
        yield part


def _kept_by(holds: Iterable[PreservationHold]) -> set[str]:
    """The names under which is kept what was there when these holds were placed."""
    return {hold.subject for hold in holds}


def _showing(subjects: set[str]) -> Q:
    named = {int(name.partition(":")[2]) for name in subjects if name.startswith("evidence:")}
    return Q(subject__in=subjects) | Q(about__in=subjects) | Q(pk__in=named)


def _quarantined_items() -> QuerySet[EvidenceFile, int]:
    """Items one of whose files is in quarantine: they cannot be built without its bytes."""
    bytes_of = QuarantinedFile.objects.exclude(state=QuarantinedFile.State.CLEARED).values("stored")
    return EvidenceFile.objects.filter(sha256__in=bytes_of).values_list("item_id", flat=True)

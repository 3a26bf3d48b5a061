"""Which kinds of hard material an item of the queue holds: by what screening held it for and what people report.

The same answer decides what is listed, what is offered and what can be taken in hand, so that nobody is offered what
they cannot take.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from haven.listings.models import Listing, Verdict
from haven.moderation.duties import DUTIES, Lane, lanes_of
from haven.moderation.models import Appeal, QASample
from haven.notices.models import Notice, NoticeReason
from haven.policies.queries import live_policy

NOTHING: frozenset[str] = frozenset()


def hard_lanes() -> dict[str, Lane]:
    """The lanes with hard material, by slug: the kinds that a person can ask not to see."""
    return {slug: lane for slug, lane in lanes_of(live_policy()[1]).items() if lane.hard}


def kinds_of_ads(listings: Iterable[int], hard: Iterable[str], *, settled: bool = False) -> dict[int, frozenset[str]]:
    """The hard lanes that each ad has to do with; ads without any are left out.

    Args:
        listings: their keys.
        hard: slugs of the hard lanes.
        settled: whether reports count that somebody has decided about, as they do for an appeal.
    """
    keys, lanes = list(listings), set(hard)
    found: dict[int, set[str]] = defaultdict(set)
    verdicts = Verdict.objects.filter(revision__listing__in=keys, queue__in=lanes)
    for key, lane in verdicts.filter(revision=F("revision__listing__revision")).values_list(
        "revision__listing", "queue"
    ):
        found[key].add(lane)
    reasons = [reason for reason, duty in DUTIES.items() if duty.lane in lanes]
    state = Q() if settled else Q(state=Notice.State.OPEN)
    for key, reason in Notice.objects.filter(state, listing__in=keys, reason__in=reasons).values_list(
        "listing", "reason"
    ):
        found[key].add(DUTIES[NoticeReason(reason)].lane)
    return {key: frozenset(kinds) for key, kinds in found.items()}


def kinds_of_subject(subject: str) -> frozenset[str]:
    """The hard lanes of one thing to claim: `listing:CODE`, `appeal:7` or `sample:3`; none for others."""
    kind, _, key = subject.partition(":")
    hard = hard_lanes()
    if kind == "listing":
        ad = Listing.objects.filter(code=key).values_list("pk", flat=True).first()
        return kinds_of_ads([ad], hard).get(ad, NOTHING) if ad else NOTHING
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    rows = {
        "appeal": Appeal.objects.values_list("decision__listing", flat=True),
        "sample": QASample.objects.values_list("revision__listing", flat=True),
    }.get(kind)
    listing = rows.filter(pk=number).first() if rows is not None else None
    return kinds_of_ads([listing], hard, settled=True).get(listing, NOTHING) if listing else NOTHING

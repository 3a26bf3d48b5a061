"""What a classifier may learn from: ads about which people of this site decided in the end.

Owns: what counts as final, and which grounds are learned. What a machine decided is no label. A restriction that was
reversed counts as lawful; where an appeal is open, or one against letting an ad be was granted, nothing is known for
sure and the ad is left out. Who posted an ad is used to keep copies together and for nothing else.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from haven.findings.models import Membership
from haven.listings.fields import screened_body
from haven.listings.models import ListingRevision
from haven.moderation.grouping import ELSEWHERE, NOWHERE, commonest, language_of
from haven.moderation.models import Appeal, Decision, Outcome, QASample
from haven.records import AdRecord
from haven.screening.learned.splitting import Decided

GROUNDS = ("fraud", "labour-exploitation")
"""Rules whose breach is an inference from words. What states a fact (goods, sexual services) has signals that see it,
and
lawful adult work must not be scored as if it were exploitation."""

_REGIONS = 8


def final_decisions(grounds: tuple[str, ...] = GROUNDS) -> tuple[list[Decided], Counter[str]]:
    """Every ad with the last word of people about it, and how many are left out, by reason."""
    left_out: Counter[str] = Counter()
    found: dict[int, Decided] = {}
    for one in _from_decisions(grounds, left_out):
        found[one[0]] = one[1]
    for one in _from_second_looks(grounds, left_out):
        found.setdefault(*one)
    return _with_regions(list(found.values())), left_out


def _from_decisions(grounds: tuple[str, ...], left_out: Counter[str]) -> Iterator[tuple[int, Decided]]:
    """The latest final decision about each revision."""
    appeals = Appeal.objects.filter(decision=OuterRef("pk"))
    rows = (
        Decision.objects.filter(
            undone_at=None, decided_at__lt=timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
        )
        .exclude(outcome=Outcome.ASK)
        .annotate(
            contested=Exists(appeals.filter(state=Appeal.State.OPEN)),
            reversed=Exists(appeals.filter(state=Appeal.State.REVERSED)),
        )
        .order_by("revision_id", "-id")
        .distinct("revision_id")
    )
    networks = _networks()
    for decision in rows.prefetch_related(Prefetch("revision", _revisions())).iterator(500):
        if decision.contested:
            left_out["an appeal is open"] += 1
        elif decision.reversed and not decision.restricts:
            left_out["letting it be was reversed"] += 1
        elif decision.restricts and not decision.reversed and decision.ground not in grounds:
            left_out["stopped under a rule that is not learned"] += 1
        else:
            stopped = decision.restricts and not decision.reversed
            decided = _decided(decision.revision, stopped, networks, left_out)
            if decided:
                yield decision.revision_id, decided


def _from_second_looks(grounds: tuple[str, ...], left_out: Counter[str]) -> Iterator[tuple[int, Decided]]:
    """What people found of ads that screening alone had decided about: a random sample of them."""
    looks = QASample.objects.filter(decision=None, first_by=None, second_at__isnull=False, revision__isnull=False)
    networks = _networks()
    for look in looks.order_by("id").prefetch_related(Prefetch("revision", _revisions())).iterator(500):
        against = look.second_against if look.settled_against is None else look.settled_against
        if look.settled_against is None and look.second_against != look.first_against:
            left_out["a disagreement is not settled"] += 1
        elif against and look.second_ground not in grounds:
            left_out["stopped under a rule that is not learned"] += 1
        elif look.revision is not None:
            decided = _decided(look.revision, bool(against), networks, left_out)
            if decided:
                yield look.revision.pk, decided


def _revisions() -> QuerySet[ListingRevision]:
    return ListingRevision.objects.select_related("listing", "category__parent", "place")


def _networks() -> dict[str, str]:
    return dict(Membership.objects.values_list("ad_id", "network_id"))


def _decided(
    revision: ListingRevision, stopped: bool, networks: dict[str, str], left_out: Counter[str]
) -> Decided | None:
    """The ad as it is learned from; None where its words were erased."""
    listing, category, place = revision.listing, revision.category, revision.place
    record = AdRecord(id=listing.code, title=revision.title, body=screened_body(revision), category=category.path)
    if not record.text.strip():
        left_out["the words were erased"] += 1
        return None
    ties = (
        f"poster {listing.poster_id}" if listing.poster_id else "",
        f"network {networks[listing.code]}" if listing.code in networks else "",
        f"text {revision.folded_sha256}",
    )
    groups = {
        "category": category.path.partition("/")[0],
        "language": language_of(record.text),
        "region": f"{place.name}, {place.country}" if place else NOWHERE,
    }
    return Decided(
        record=record, stopped=stopped, at=revision.created_at, together=tuple(filter(None, ties)), groups=groups
    )


def _with_regions(decided: list[Decided]) -> list[Decided]:
    """Small regions under one name, as they are too few to compare."""
    kept = {*commonest((one.groups["region"] for one in decided), _REGIONS), NOWHERE}
    for one in decided:
        if one.groups["region"] not in kept:
            one.groups["region"] = ELSEWHERE
    return decided

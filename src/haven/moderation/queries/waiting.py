"""Ads that wait for a person, as one query: held ones and reported ones, with lane, urgency and due time each.

Owns: what the database can say about urgency. Must not know: who reads the queue.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from haven.listings.actions.quarantining import has_quarantined
from haven.listings.models import Listing, ListingState, Verdict
from haven.moderation.duties import DUTIES, OTHER, Lane
from haven.moderation.models import Question
from haven.notices.models import Notice

_NEVER_URGENT = 99


def waiting_ads(
    lanes: dict[str, Lane], shown: frozenset[str] = frozenset(), without: frozenset[str] = frozenset()
) -> QuerySet[Listing]:
    """Held and reported ads, the most urgent first, the one that is due first among equals.

    With `shown`, those in these lanes alone; never those in the lanes `without`. Annotated with `lane`, `urgency`,
    `since`, `due_at` and `reports`; a held ad that is reported too is in the more urgent of its two lanes.
    """
    held = Q(state=ListingState.HELD)
    verdicts = Verdict.objects.filter(revision=OuterRef("revision")).order_by("-created_at", "-id")
    told = _open_notices()
    found = (
        Listing.objects.exclude(revision=None)
        .exclude(has_quarantined())
        .annotate(
            queue=Case(When(held, then=Subquery(verdicts.values("queue")[:1])), default=Value("")),
            judged_at=Case(When(held, then=Coalesce(Subquery(verdicts.values("created_at")[:1]), F("held_at")))),
            reported_at=_first(told, Min("filed_at")),
            reports=Coalesce(_first(told, Count("id")), Value(0)),
            told_as=Subquery(told.order_by(F("rank"), "filed_at", "id").values("reason")[:1]),
            told_rank=Coalesce(_first(told, Min("rank")), Value(_NEVER_URGENT)),
            told_due=_first(told, Min("due")),
        )
        .filter(held | Q(reports__gt=0))
        .exclude(Exists(_unanswered()))
        .annotate(held_lane=_held_lane(lanes))
        .annotate(held_rank=_held_rank(lanes))
        .annotate(
            urgency=Least("held_rank", "told_rank"),
            lane=Case(When(held_rank__lte=F("told_rank"), then=F("held_lane")), default=_told_lane()),
            due_at=Least(_held_due(lanes), "told_due"),
            since=Coalesce(Least("judged_at", "reported_at"), F("created_at")),
        )
        .order_by("urgency", "due_at", "pk")
    )
    found = found.exclude(lane__in=without) if without else found
    return found.filter(lane__in=shown) if shown else found


def count_by_lane(lanes: dict[str, Lane]) -> list[tuple[str, int, datetime]]:
    """Slug, number and first due time of every lane in which ads wait."""
    waiting: Any = waiting_ads(lanes)  # the type checker does not see annotations through a function
    rows = waiting.order_by().values("lane").annotate(n=Count("pk"), first=Min("due_at"))
    return [(row["lane"], row["n"], row["first"]) for row in rows]


def _open_notices() -> QuerySet[Notice]:
    """The open reports about an ad, each with how urgent its reason is and when it is due."""
    hours = Case(
        *[When(reason=reason, then=Value(timedelta(hours=duty.hours))) for reason, duty in DUTIES.items()],
        output_field=DurationField(),
    )
    return Notice.objects.filter(listing=OuterRef("pk"), state=Notice.State.OPEN).annotate(
        rank=Case(
            *[When(reason=reason, then=Value(duty.urgency)) for reason, duty in DUTIES.items()],
            output_field=IntegerField(),
        ),
        due=ExpressionWrapper(F("filed_at") + hours, output_field=DateTimeField()),
    )


def _unanswered() -> QuerySet[Question]:
    """Questions about the ad that its poster still has time to answer; a report that came later brings it back."""
    later = Notice.objects.filter(
        listing=OuterRef("decision__listing"), state=Notice.State.OPEN, filed_at__gt=OuterRef("decision__decided_at")
    )
    return Question.objects.filter(
        ~Exists(later),
        decision__revision=OuterRef("revision"),
        decision__undone_at=None,
        answered_at=None,
        waits_until__gt=timezone.now(),
    )


def _first(notices: QuerySet[Notice], aggregate: Count | Min) -> Subquery:
    return Subquery(notices.order_by().values("listing").annotate(one=aggregate).values("one"))


def _held_lane(lanes: dict[str, Lane]) -> Case:
    return Case(When(queue__in=list(lanes), then=F("queue")), When(state=ListingState.HELD, then=Value(OTHER)))


def _held_rank(lanes: dict[str, Lane]) -> Case:
    rows = [When(held_lane=slug, then=Value(lane.urgency)) for slug, lane in lanes.items()]
    return Case(*rows, default=Value(_NEVER_URGENT), output_field=IntegerField())


def _held_due(lanes: dict[str, Lane]) -> Case:
    rows = [
        When(held_lane=slug, then=F("judged_at") + Value(timedelta(hours=lane.hours))) for slug, lane in lanes.items()
    ]
    return Case(*rows, output_field=DateTimeField())


def _told_lane() -> Case:
    return Case(*[When(told_as=reason, then=Value(duty.lane)) for reason, duty in DUTIES.items()])

"""What waits for a person: ads, as one query, held and reported ones with lane, urgency and due time each; appeals.

Owns: what the database can say about urgency. Must not know: who reads the queue.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    Func,
    IntegerField,
    JSONField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.utils import timezone

from haven.listings.actions.quarantining import has_quarantined
from haven.listings.models import Listing, ListingState, Verdict
from haven.moderation.duties import DUTIES, FIRST_ORDINARY, OTHER, Lane
from haven.moderation.models import Appeal, Question
from haven.moderation.queries.believing import believed_at_once
from haven.notices.models import Notice

_NEVER_URGENT = 99
_TOLD_LANES = {str(reason): duty.lane for reason, duty in DUTIES.items()}
_TOLD_RANKS = {str(reason): duty.urgency for reason, duty in DUTIES.items()}
_TOLD_HOURS = {str(reason): f"{duty.hours} hours" for reason, duty in DUTIES.items()}


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
            lane=Case(When(held_rank__lte=F("told_rank"), then=F("held_lane")), default=_of("told_as", _TOLD_LANES)),
            due_at=Least(_held_due(lanes), "told_due"),
            since=Coalesce(Least("judged_at", "reported_at"), F("created_at")),
        )
        .order_by("urgency", "due_at", "pk")
    )
    found = found.exclude(lane__in=without) if without else found
    return found.filter(lane__in=shown) if shown else found


def waiting_appeals() -> QuerySet[Appeal]:
    """Appeals that wait for the desk, and not for an answer of who appealed."""
    not_asked = Q(waits_until=None) | Q(waits_until__lt=timezone.now())
    return Appeal.objects.filter(not_asked, state=Appeal.State.OPEN)


def count_by_lane(lanes: dict[str, Lane]) -> list[tuple[str, int, datetime]]:
    """Slug, number and first due time of every lane in which ads wait."""
    waiting: Any = waiting_ads(lanes)  # the type checker does not see annotations through a function
    rows = waiting.order_by().values("lane").annotate(n=Count("pk"), first=Min("due_at"))
    return [(row["lane"], row["n"], row["first"]) for row in rows]


def _open_notices() -> QuerySet[Notice]:
    """The open reports about an ad, each with how urgent it is and when it is due."""
    told = _of("reason", _TOLD_RANKS, IntegerField())
    return Notice.objects.filter(listing=OuterRef("pk"), state=Notice.State.OPEN).annotate(
        rank=Case(When(believed_at_once(), then=told), default=Greatest(told, Value(FIRST_ORDINARY))),
        due=_moved("filed_at", _of("reason", _TOLD_HOURS, DurationField())),
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
    return Case(
        When(state=ListingState.HELD, then=Coalesce(_of("queue", {slug: slug for slug in lanes}), Value(OTHER))),
        output_field=TextField(),
    )


def _held_rank(lanes: dict[str, Lane]) -> Coalesce:
    ranks = {slug: lane.urgency for slug, lane in lanes.items()}
    return Coalesce(_of("held_lane", ranks, IntegerField()), Value(_NEVER_URGENT))


def _held_due(lanes: dict[str, Lane]) -> "ExpressionWrapper[Any]":
    hours = {slug: f"{lane.hours} hours" for slug, lane in lanes.items()}
    return _moved("judged_at", _of("held_lane", hours, DurationField()))


def _moved(name: str, by: Expression) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(F(name) + by, output_field=DateTimeField())


def _of(name: str, table: Mapping[str, str | int], field: "Field[Any, Any] | None" = None) -> Expression:
    """What a table has for the value of a column, or NULL; the table goes along as one parameter.

    A `Case` would say the column's own expression again for each row of the table, and that within every other one.
    """
    row = Func(
        Value(dict(table), output_field=JSONField()),
        F(name),
        template="(%(expressions)s)",
        arg_joiner=" ->> ",
        output_field=TextField(),
    )
    return Cast(row, field) if field else row

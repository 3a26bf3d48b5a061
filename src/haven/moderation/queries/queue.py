"""The one list of what waits for a decision: held ads, reported ads, appeals; the most urgent first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState, Verdict
from haven.moderation.models import Appeal, Decision
from haven.notices.models import Notice, NoticeReason
from haven.policies.queries import live_policy
from haven.screening import Policy

SHOWN = 200
CHILD_SAFETY, EXPLOITATION, OTHERS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to decide.

    Attributes:
        listing: the ad, with `.revision`.
        since: when the first of its reasons came up.
        urgency: 1 a child may be in danger, 2 signs of exploitation, 3 everything else.
        reasons: a few words each: the queue of the policy's rule, what reporters say.
        reports: how many reports are open.
        due_at: by when the policy wants a held ad looked at; None for others.
        appeal: set where the ad's poster appeals against a decision.
    """

    listing: Listing
    since: datetime
    urgency: int
    reasons: tuple[str, ...]
    reports: int = 0
    due_at: datetime | None = None
    appeal: Appeal | None = None

    @property
    def address(self) -> str:
        """Where it is decided."""
        if self.appeal is not None:
            return reverse("moderation:appeal", args=[self.appeal.pk])
        return reverse("moderation:item", args=[self.listing.code])

    @property
    def is_late(self) -> bool:
        """Whether a person should have looked by now."""
        return self.due_at is not None and self.due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class Queue:
    """The list as one person sees it.

    Attributes:
        items: at most `SHOWN`, the most urgent first, the oldest first among equals.
        total: how many there are.
        appeals_for_others: appeals against this person's own decisions, which others must answer.
    """

    items: list[QueueItem]
    total: int
    appeals_for_others: int

    def after(self, code: str) -> QueueItem | None:
        """What comes after this ad in the list; the first where it is not in it or the last."""
        codes = [item.listing.code for item in self.items]
        position = codes.index(code) + 1 if code in codes else 0
        rest = [*self.items[position:], *self.items[:position]]
        return next((item for item in rest if item.listing.code != code), None)

    def before(self, code: str) -> QueueItem | None:
        """What comes before this ad in the list, if anything does."""
        codes = [item.listing.code for item in self.items]
        return self.items[codes.index(code) - 1] if code in codes[1:] else None


def queue_for(reader: User) -> Queue:
    """Everything that waits; appeals against the reader's own decisions are counted only."""
    _, policy = live_policy()
    ads = _ads(policy)
    appeals = Appeal.objects.filter(state=Appeal.State.OPEN)
    others = appeals.exclude(decision__moderator=reader).select_related("decision__revision__category")
    items = [_ad_item(listing, said, policy) for listing, said in _with_words(ads[:SHOWN])]
    items += [_appeal_item(appeal) for appeal in others.select_related("decision__listing")[:SHOWN]]
    items.sort(key=lambda item: (item.urgency, item.since, item.listing.pk))
    return Queue(
        items=items[:SHOWN],
        total=ads.count() + others.count(),
        appeals_for_others=appeals.filter(decision__moderator=reader).count(),
    )


def recent_decisions(moderator: User) -> list[Decision]:
    """The decisions of a person that can still be undone, the latest first."""
    since = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
    made = Decision.objects.filter(moderator=moderator, undone_at=None, decided_at__gt=since)
    return list(made.select_related("listing", "revision"))


def facts_before(moderator: User) -> list[str]:
    """What this person wrote to posters lately, each wording once, the latest first."""
    made = Decision.objects.filter(moderator=moderator, undone_at=None).exclude(facts="")
    return list(dict.fromkeys(made.values_list("facts", flat=True)[:40]))[:4]


def _ads(policy: Policy) -> QuerySet[Listing]:
    open_notices = Notice.objects.filter(listing=OuterRef("pk"), state=Notice.State.OPEN)
    verdicts = Verdict.objects.filter(revision=OuterRef("revision")).order_by("-created_at", "-id")
    counted = open_notices.order_by().values("listing").annotate(n=Count("id")).values("n")
    held = Q(state=ListingState.HELD)
    return (
        Listing.objects.exclude(revision=None)
        .annotate(
            queue=Case(When(held, then=Subquery(verdicts.values("queue")[:1])), default=Value("")),
            judged_at=Case(When(held, then=Subquery(verdicts.values("created_at")[:1])), output_field=DateTimeField()),
            reported_at=Subquery(open_notices.order_by("filed_at").values("filed_at")[:1]),
            reports=Coalesce(Subquery(counted), Value(0)),
        )
        .filter(held | Q(reports__gt=0))
        .annotate(
            urgency=_urgency(policy, open_notices),
            since=Coalesce(Least("judged_at", "reported_at"), F("held_at"), F("created_at")),
        )
        .order_by("urgency", "since", "pk")
    )


def _urgency(policy: Policy, open_notices: QuerySet[Notice]) -> Case:
    def in_queues(urgency: int) -> Q:
        return Q(queue__in=[slug for slug, queue in policy.queues.items() if queue.urgency == urgency])

    def reported_as(reason: NoticeReason) -> Q:
        return Q(Exists(open_notices.filter(reason=reason)))

    return Case(
        When(in_queues(CHILD_SAFETY) | reported_as(NoticeReason.MINOR), then=Value(CHILD_SAFETY)),
        When(in_queues(EXPLOITATION) | reported_as(NoticeReason.EXPLOITATION), then=Value(EXPLOITATION)),
        default=Value(OTHERS),
        output_field=IntegerField(),
    )


def _with_words(ads: QuerySet[Listing]) -> list[tuple[Listing, tuple[str, ...]]]:
    """The ads with their words, each with what its open reports are about."""
    rows = list(ads.select_related("revision__category", "revision__place"))
    said: dict[int, dict[str, None]] = {}
    notices = Notice.objects.filter(listing__in=rows, state=Notice.State.OPEN).order_by("filed_at")
    for listing_id, reason in notices.values_list("listing_id", "reason"):
        said.setdefault(listing_id, {})[NoticeReason(reason).label] = None
    return [(row, tuple(said.get(row.pk, ()))) for row in rows]


def _ad_item(listing: Listing, said: tuple[str, ...], policy: Policy) -> QueueItem:
    row = vars(listing)
    queue = policy.queues.get(row["queue"])
    held = listing.state == ListingState.HELD
    held_for = ((queue.title if queue else "Held"),) if held else ()
    return QueueItem(
        listing=listing,
        since=row["since"],
        urgency=row["urgency"],
        reasons=(*held_for, *said),
        reports=row["reports"],
        due_at=row["judged_at"] + timedelta(hours=queue.due_hours) if held and queue else None,
    )


def _appeal_item(appeal: Appeal) -> QueueItem:
    listing = appeal.decision.listing
    listing.revision = appeal.decision.revision
    return QueueItem(listing=listing, since=appeal.filed_at, urgency=OTHERS, reasons=("Appeal",), appeal=appeal)

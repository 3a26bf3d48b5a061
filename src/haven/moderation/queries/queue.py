"""The one list of what waits for a decision: held ads, reported ads, appeals; the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState
from haven.moderation.duties import APPEALS, SECOND_PERSON, Lane, lanes_of
from haven.moderation.models import Appeal, Claim, Decision, Outcome, Proposal
from haven.moderation.models.work import item_of_owner
from haven.moderation.queries.hardness import NOTHING, kinds_of_ads
from haven.moderation.queries.own_work import OwnWork, own_work
from haven.moderation.queries.said import Said, with_words
from haven.moderation.queries.waiting import count_by_lane, waiting_ads, waiting_appeals
from haven.policies.queries import live_policy

SHOWN = 200
ALL = "all"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to decide.

    Attributes:
        key: what is claimed, as the ledger names it: `listing:k3v9x2m7qa`, `appeal:12`.
        address: where it is decided.
        title: of the ad.
        about: the shelf the ad is on, or whose account it is.
        badge: one word: what it is.
        lane: where it waits.
        since: when the first of its reasons came up.
        due_at: by when a person should have looked.
        reasons: a few words each: the lane, what reporters say.
        reports: how many reports are open.
        weight: how likely at least one of the reporters is right (`notices.weights`); 1 for what screening held.
        trusted: whether a trusted flagger is among them.
        holder: the name of the colleague who has it; empty where it is free, or this reader's.
        listing_id: the key of the ad it is about; 0 where it is about several.
        hard: whether it holds hard material.
        seen: whether the reader had it in hand in this shift.
    """

    key: str
    address: str
    title: str
    about: str
    badge: str
    lane: Lane
    since: datetime
    due_at: datetime
    reasons: tuple[str, ...]
    reports: int = 0
    weight: float = 0.0
    trusted: bool = False
    holder: str = ""
    listing_id: int = 0
    hard: bool = False
    seen: bool = False

    @property
    def code(self) -> str:
        """The ad's code where an ad waits; empty for what else does."""
        kind, _, code = self.key.partition(":")
        return code if kind == "listing" else ""

    @property
    def urgency(self) -> int:
        """1 comes first."""
        return self.lane.urgency

    @property
    def is_late(self) -> bool:
        """Whether a person should have looked by now."""
        return self.due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class LaneCount:
    """How much waits in a lane, and when the first of it is due."""

    lane: Lane
    waiting: int
    due_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether something in it should have been looked at by now."""
        return self.due_at is not None and self.due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class Queue:
    """The list as one person sees it.

    Attributes:
        items: at most `SHOWN`, the most urgent first, the one that is due first among equals.
        total: how many there are in the lanes that are shown.
        lanes: every lane in which anything waits.
        shown: the slugs of the lanes that are shown; empty for all of them.
        appeals_for_others: appeals against this person's own decisions, which others must answer.
        for_colleagues: how much waits that is not for this person now, in lanes that they do not take.
        work: how things stand for this person.
    """

    items: list[QueueItem]
    total: int
    lanes: list[LaneCount]
    shown: frozenset[str]
    appeals_for_others: int
    for_colleagues: int
    work: OwnWork

    @property
    def everything(self) -> int:
        """How much waits in all lanes together."""
        return sum(count.waiting for count in self.lanes)

    @property
    def first_free(self) -> QueueItem | None:
        """The first that no colleague has."""
        return self._offered([item for item in self.items if not item.holder])

    @property
    def seen(self) -> str:
        """Changes when anything in the list does; ages do not count."""
        parts = "\n".join(f"{item.key} {item.lane.slug} {item.reports} {item.holder}" for item in self.items)
        return sha256(parts.encode()).hexdigest()[:16]

    def after(self, key: str) -> QueueItem | None:
        """The next that is free after this one; from the top where this is not in the list, or the last.

        After a light one that came between, the hard ones that it came before are next.
        """
        keys = [item.key for item in self.items]
        position = keys.index(key) + 1 if key in keys else 0
        above = self.items[:position]
        turn = bool(above) and not above[-1].hard and self.work.shift.hard_items > 0
        rest = [*(item for item in above if turn and item.hard and not item.seen), *self.items[position:], *above]
        return self._offered([item for item in rest if item.key != key and not item.holder])

    def before(self, key: str, passed: Sequence[str] = ()) -> QueueItem | None:
        """What the reader passed over last, where it is free; else the one that is free before this one in the list."""
        keys = [item.key for item in self.items]
        earlier = self.items[: keys.index(key)] if key in keys else []
        back = [*earlier, *(self.items[keys.index(one)] for one in passed if one in keys and one != key)]
        return next((item for item in reversed(back) if not item.holder), None)

    def _offered(self, free: list[QueueItem]) -> QueueItem | None:
        """The first, or the first light one after many hard ones; but what is most urgent and late goes first."""
        first = next(iter(free), None)
        if first is None or not self.work.wants_light or (first.urgency == 1 and first.is_late):
            return first
        return next((item for item in free if not item.hard), first)


def queue_for(reader: User, lane: str = "") -> Queue:
    """What waits in one lane, in all (`ALL`), or by default in those that the reader works on.

    Appeals against the reader's own decisions are counted only, and so is what they do not take now (`own_work`).
    """
    _, policy = live_policy()
    lanes = lanes_of(policy)
    work, hard = own_work(reader), frozenset(slug for slug, one in lanes.items() if one.hard)
    barred = work.barred(hard)
    appeals = waiting_appeals()
    own = Q(decision__moderator=reader) | Q(decision__second=reader)
    others = appeals.exclude(own)
    proposals = Proposal.objects.filter(state=Proposal.State.OPEN).exclude(proposed_by=reader)
    shown = _shown(reader, lane, lanes)
    items = [_ad_item(listing, said, lanes) for listing, said in with_words(waiting_ads(lanes, shown, barred))]
    if APPEALS in shown or not shown:
        items += [_appeal_item(appeal, lanes[APPEALS]) for appeal in _with_ads(others)]
    if not shown or SECOND_PERSON in shown:
        items += [_proposal_item(proposal, lanes[SECOND_PERSON]) for proposal in _with_people(proposals)]
    items = [item for item, kinds in _with_kinds(items, hard, reader, work) if not kinds & barred]
    items.sort(key=_place)
    counts = [LaneCount(lanes[slug], number, first) for slug, number, first in count_by_lane(lanes)]
    counts += _counted(others, "filed_at", lanes[APPEALS])
    counts += _counted(proposals, "proposed_at", lanes[SECOND_PERSON])
    theirs = [count for count in counts if count.lane.slug not in barred]
    return Queue(
        items=_with_holders(items[:SHOWN], reader),
        total=sum(count.waiting for count in theirs if not shown or count.lane.slug in shown),
        lanes=sorted(theirs, key=lambda count: (count.lane.urgency, count.lane.hours, count.lane.slug)),
        shown=shown,
        appeals_for_others=appeals.filter(own).count(),
        for_colleagues=sum(count.waiting for count in counts if count.lane.slug in barred),
        work=work,
    )


def facts_before(moderator: User) -> list[str]:
    """What this person wrote to posters lately, each wording once, the latest first."""
    made = Decision.objects.filter(moderator=moderator, undone_at=None).exclude(facts="")
    return list(dict.fromkeys(made.values_list("facts", flat=True)[:40]))[:4]


def _place(item: QueueItem) -> tuple[int, bool, bool, float, datetime, str]:
    """The most urgent first, then trusted flaggers', then what is late, what is likely, what is due first."""
    likely = round(item.weight, 1)
    return item.urgency, not item.trusted, not item.is_late, -likely, item.due_at, item.key


def _shown(reader: User, lane: str, lanes: dict[str, Lane]) -> frozenset[str]:
    if lane == ALL:
        return frozenset()
    if lane in lanes:
        return frozenset({lane})
    return frozenset(reader.skills.values_list("lane", flat=True)) & lanes.keys()


def _ad_item(listing: Listing, said: Said, lanes: dict[str, Lane]) -> QueueItem:
    row = vars(listing)
    held = listing.state == ListingState.HELD
    revision = listing.revision
    if revision is None:
        raise ValueError(f"{listing.code} was never submitted")
    return QueueItem(
        key=listing.subject,
        address=reverse("moderation:item", args=[listing.code]),
        title=revision.title,
        about=revision.category.name,
        badge="held" if held else "live",
        lane=replace(lanes[row["lane"]], urgency=row["urgency"]),
        since=row["since"],
        due_at=row["due_at"],
        reasons=((lanes[row["held_lane"]].title,) if held else ()) + said.words,
        reports=row["reports"],
        weight=1.0 if held else said.weight,
        trusted=said.trusted,
        listing_id=listing.pk,
    )


def _with_ads(appeals: QuerySet[Appeal]) -> list[Appeal]:
    rows = appeals.select_related("decision__listing", "decision__revision__category")
    return list(rows.order_by("filed_at")[:SHOWN])


def _appeal_item(appeal: Appeal, lane: Lane) -> QueueItem:
    revision = appeal.decision.revision
    return QueueItem(
        key=appeal.subject,
        address=reverse("moderation:appeal", args=[appeal.pk]),
        title=revision.title,
        about=revision.category.name,
        badge="appeal",
        lane=lane,
        since=appeal.filed_at,
        due_at=appeal.filed_at + timedelta(hours=lane.hours),
        reasons=("Appeal",),
        listing_id=appeal.decision.listing_id,
    )


def _with_people(proposals: QuerySet[Proposal]) -> list[Proposal]:
    rows = proposals.select_related("proposed_by").annotate(number=Count("ads"))
    return list(rows.order_by("proposed_at")[:SHOWN])


def _proposal_item(proposal: Proposal, lane: Lane) -> QueueItem:
    number = vars(proposal)["number"]
    what = "account" if proposal.outcome == Outcome.CLOSE else f"{number} ads"
    return QueueItem(
        key=proposal.subject,
        address=reverse("moderation:proposal", args=[proposal.pk]),
        title=Outcome(proposal.outcome).label + ("" if what == "account" else f" {what}"),
        about=what,
        badge="two",
        lane=lane,
        since=proposal.proposed_at,
        due_at=proposal.proposed_at + timedelta(hours=lane.hours),
        reasons=(f"Proposed by {proposal.proposed_by.name}",),
    )


def _with_kinds(
    items: list[QueueItem], hard: frozenset[str], reader: User, work: OwnWork
) -> list[tuple[QueueItem, frozenset[str]]]:
    """Each with its hard lanes, and marked as hard where it has any, and as seen."""
    ads = kinds_of_ads({item.listing_id for item in items if item.code}, hard)
    appeals = kinds_of_ads({item.listing_id for item in items if not item.code}, hard, settled=True)
    found = [(item, (ads if item.code else appeals).get(item.listing_id, NOTHING)) for item in items]
    seen = {item.key for item in items if work.seen and item_of_owner(reader, item.key) in work.seen}
    return [(replace(item, hard=bool(kinds), seen=item.key in seen), kinds) for item, kinds in found]


def _with_holders(items: list[QueueItem], reader: User) -> list[QueueItem]:
    claims = Claim.objects.filter(until__gte=timezone.now(), subject__in=[item.key for item in items])
    held = {c.subject: c.holder.name for c in claims.exclude(holder=reader).select_related("holder")}
    return [replace(item, holder=held.get(item.key, "")) for item in items]


def _counted(rows: QuerySet[Any], since: str, lane: Lane) -> list[LaneCount]:
    found = rows.aggregate(n=Count("pk"), first=Min(since))
    due = found["first"] + timedelta(hours=lane.hours) if found["first"] else None
    return [LaneCount(lane, found["n"], due)] if found["n"] else []

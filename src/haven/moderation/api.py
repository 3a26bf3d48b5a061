"""The moderation desk for programs of people who work there: read the queue and an ad, decide, take it back.

The same roles, forms and actions as at the desk; what is read is written to the ledger before it is shown.
"""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.permissions import MODERATORS, signed_in
from haven.api.authentication import needs
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.ledger.actions import record_read
from haven.listings.fields import screened_body
from haven.listings.models import Listing
from haven.moderation import actions
from haven.moderation.actions import possible_outcomes
from haven.moderation.models import Decision, Outcome
from haven.moderation.queries import item_of, queue_for
from haven.moderation.queries.queue import ALL, QueueItem
from haven.moderation.views.desk import READERS, submitted_or_404
from haven.moderation.views.items import decision_form
from haven.notices.models import Notice

router = Router(tags=["Moderation"])
_READ = needs(Scope.MODERATION_READ, READERS)
_DECIDE = needs(Scope.MODERATION_DECIDE, MODERATORS)


class WaitingOut(Schema):
    """One thing that waits for a decision; `code` is the ad's, empty for an appeal or a proposal."""

    key: str
    code: str
    title: str
    lane: str
    urgency: int
    since: datetime
    due_at: datetime
    reasons: list[str]
    reports: int
    holder: str


class QueueOut(Schema):
    """The most urgent 200 of what waits, and how much that is all in all."""

    total: int
    items: list[WaitingOut]


class ReasonOut(Schema):
    """A signal that fired: its name, weight and a sentence."""

    title: str
    weight: float
    why: str


class ReportOut(Schema):
    """An open report, without who filed it."""

    reason: str
    text: str
    trusted: bool


class DeskAdOut(Schema):
    """An ad as the desk sees it; `revision` and `last_decision` go back with the decision."""

    code: str
    state: str
    category: str
    title: str
    body: str
    revision: int
    last_decision: int | None
    ground: str
    reasons: list[ReasonOut]
    reports: list[ReportOut]
    outcomes: list[str]


class DecisionIn(Schema):
    """A decision about the revision that was read; what restricts an ad needs a ground and what was seen."""

    outcome: Outcome
    revision: int
    last_decision: int | None = None
    ground: str = ""
    facts: str = ""
    strike: bool = False


class DecisionOut(Schema):
    """A decision. It can be taken back until `final_at`; its mails leave then."""

    id: int
    outcome: Outcome
    state: str
    final_at: datetime
    undone: bool


@router.get("/moderation/queue", auth=_READ, response=QueueOut, summary="What waits for a decision")
def queue(request: HttpRequest, lane: str = ALL) -> QueueOut:
    """All lanes, or one."""
    reader = signed_in(request)
    record_read(reader=reader.pk, action="queue.read", subject="desk:queue")
    found = queue_for(reader, lane[:64])
    return QueueOut(total=found.total, items=[_waiting(item) for item in found.items])


@router.get("/moderation/ads/{slug:code}", auth=_READ, response=DeskAdOut, summary="Read an ad as the desk does")
def ad(request: HttpRequest, code: str) -> DeskAdOut:
    """With what screening saw and what people report."""
    listing, reader = submitted_or_404(code), signed_in(request)
    shown = item_of(listing, reader)
    record_read(reader=reader.pk, action="listing.read", subject=listing.subject, revision=shown.revision.number)
    revision = shown.revision
    return DeskAdOut(
        code=listing.code,
        state=listing.state,
        category=revision.category.path,
        title=revision.title,
        body=screened_body(revision),
        revision=revision.pk,
        last_decision=shown.last_decision.pk if shown.last_decision else None,
        ground=shown.verdict.ground if shown.verdict else "",
        reasons=[ReasonOut(title=reason.title, weight=reason.weight, why=reason.why) for reason in shown.reasons],
        reports=[
            ReportOut(reason=notice.reason, text=notice.text, trusted=notice.trusted)
            for notice in shown.notices
            if notice.state == Notice.State.OPEN
        ],
        outcomes=[str(outcome) for outcome in possible_outcomes(listing)],
    )


@router.post("/moderation/ads/{slug:code}/decisions", auth=_DECIDE, response={201: DecisionOut}, summary="Decide")
def decide(request: HttpRequest, code: str, decision: DecisionIn) -> Status[DecisionOut]:
    """409 where the ad was changed or decided since it was read, or a colleague is at work on it."""
    listing = submitted_or_404(code)
    form = decision_form(listing, _as_form(decision))
    if not form.is_valid():
        wrong = {name: " ".join(map(str, said)) for name, said in form.errors.items()}
        raise Problem(422, "Some fields cannot be taken as they are.", wrong)
    read = form.cleaned_data
    made = actions.decide(
        listing=listing,
        revision_id=read["revision"],
        moderator=signed_in(request),
        outcome=Outcome(read["outcome"]),
        ground=read["ground"],
        facts=read["facts"],
        strike=read["strike"],
        last_decision=read["last_decision"],
    )
    return Status(HTTPStatus.CREATED, _decided(made))


@router.post(
    "/moderation/decisions/{int:number}/undo", auth=_DECIDE, response=DecisionOut, summary="Take a decision back"
)
def undo(request: HttpRequest, number: int) -> DecisionOut:
    """Within the minute, by who made it or a senior moderator."""
    made = get_object_or_404(Decision.objects.select_related("listing"), pk=min(number, 2**62))
    return _decided(actions.undo(decision=made, moderator=signed_in(request)))


def _waiting(item: QueueItem) -> WaitingOut:
    return WaitingOut(
        key=item.key,
        code=item.code,
        title=item.title,
        lane=item.lane.slug,
        urgency=item.urgency,
        since=item.since,
        due_at=item.due_at,
        reasons=list(item.reasons),
        reports=item.reports,
        holder=item.holder,
    )


def _decided(made: Decision) -> DecisionOut:
    state = Listing.objects.values_list("state", flat=True).get(pk=made.listing_id)
    return DecisionOut(
        id=made.pk,
        outcome=Outcome(made.outcome),
        state=state,
        final_at=made.final_at,
        undone=made.undone_at is not None,
    )


def _as_form(decision: DecisionIn) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in decision.dict().items():
        if value is not None and value is not False:
            data[name] = str(value)
    return data

"""Where a person's programs are called: the addresses, their secrets shown once, and what was sent.

A token adds no more than it could read itself: being told of messages takes a token that reads messages.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from haven.accounts.permissions import signed_in
from haven.api.authentication import needs, token_of
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.marketplace.api.asking import WRONG, as_form, check
from haven.marketplace.forms.webhooks import EndpointForm
from haven.webhooks.actions import (
    add_endpoint,
    enable_endpoint,
    redeliver,
    remove_endpoint,
    rotate_secret,
    try_endpoint,
)
from haven.webhooks.errors import ForbiddenAddress
from haven.webhooks.models import Delivery, Endpoint, Event

router = Router(tags=["Webhooks"])
_READ, _WRITE = needs(Scope.WEBHOOKS_READ), needs(Scope.WEBHOOKS_WRITE)
_LOGGED = 50
_TOLD_TO: dict[Event, Scope] = {
    Event.AD_PUBLISHED: Scope.ADS_READ,
    Event.AD_CHANGED: Scope.ADS_READ,
    Event.AD_ENDED: Scope.ADS_READ,
    Event.DECISION_MADE: Scope.ADS_READ,
    Event.MESSAGE_RECEIVED: Scope.MESSAGES_READ,
    Event.SEARCH_MATCHED: Scope.SEARCHES_READ,
}


class EndpointIn(Schema):
    """An address, and what it is told of; `with_content`: also what people wrote."""

    url: str
    events: list[Event]
    with_content: bool = False


class EndpointOut(Schema):
    """An address that is called. `failing_since`: it has not worked since; `disabled_at`: it is not called any more."""

    id: int
    url: str
    events: list[Event]
    with_content: bool
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None


class SecretOut(EndpointOut):
    """With the secret that signs what is sent there; it is not shown again."""

    secret: str


class StepIn(Schema):
    """`try`: send a test. `on`: call it again after it was turned off."""

    step: Literal["try", "on"]


class DeliveryOut(Schema):
    """Something that was to be told: open until it was delivered, taken back or given up. `answers`: latest first."""

    id: int
    message_id: str
    type: str
    created_at: datetime
    delivered_at: datetime | None
    cancelled_at: datetime | None
    given_up_at: datetime | None
    answers: list[str]


@router.get("/my/webhooks", auth=_READ, response=list[EndpointOut], summary="Where my programs are called")
def endpoints(request: HttpRequest) -> list[EndpointOut]:
    """At most ten."""
    return [_shown(row) for row in Endpoint.objects.filter(owner=signed_in(request))]


@router.post("/my/webhooks", auth=_WRITE, response={201: SecretOut}, summary="Have a program called")
def add(request: HttpRequest, response: HttpResponse, endpoint: EndpointIn) -> Status[SecretOut]:
    """The answer alone has the secret, so it is not kept for an `Idempotency-Key`: send none."""
    _keep_no_answer(request, response)
    form = EndpointForm(as_form(endpoint.dict()))
    check(form)
    events = [Event(value) for value in form.cleaned_data["events"]]
    _may_be_told(request, events)
    try:
        row, secret = add_endpoint(
            owner=signed_in(request),
            url=form.cleaned_data["url"],
            events=events,
            with_content=form.cleaned_data["with_content"],
        )
    except ForbiddenAddress as error:
        raise Problem(422, WRONG, {"url": str(error)}) from None
    return Status(HTTPStatus.CREATED, SecretOut(**_shown(row).dict(), secret=secret))


@router.post("/my/webhooks/{int:number}/secret", auth=_WRITE, response=SecretOut, summary="A new secret")
def renew_secret(request: HttpRequest, response: HttpResponse, number: int) -> SecretOut:
    """The one before signs, too, for a day. Send no `Idempotency-Key`, as with a new address."""
    _keep_no_answer(request, response)
    row = _one(request, number)
    secret = rotate_secret(endpoint=row, by=signed_in(request))
    return SecretOut(**_shown(row).dict(), secret=secret)


@router.post(
    "/my/webhooks/{int:number}/steps", auth=_WRITE, response=EndpointOut, summary="Try it, or turn it on again"
)
def step(request: HttpRequest, number: int, step: StepIn) -> EndpointOut:
    """A test says nothing but that it is one; its outcome is among the deliveries."""
    row, me = _one(request, number), signed_in(request)
    if step.step == "try":
        try_endpoint(endpoint=row, by=me)
    else:
        enable_endpoint(endpoint=row, by=me)
        row.refresh_from_db()
    return _shown(row)


@router.delete("/my/webhooks/{int:number}", auth=_WRITE, response={204: None}, summary="Call it no more")
def remove(request: HttpRequest, number: int) -> Status[None]:
    """With all that was to be told to it."""
    remove_endpoint(endpoint=_one(request, number), by=signed_in(request))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/my/webhooks/{int:number}/deliveries", auth=_READ, response=list[DeliveryOut], summary="What was sent")
def deliveries(request: HttpRequest, number: int) -> list[DeliveryOut]:
    """The latest fifty, without what they said."""
    rows = _one(request, number).deliveries.prefetch_related("attempts")[:_LOGGED]
    return [_delivery(row) for row in rows]


@router.post(
    "/my/deliveries/{int:number}/repeat", auth=_WRITE, response={202: DeliveryOut}, summary="Send it once more"
)
def repeat(request: HttpRequest, number: int) -> Status[DeliveryOut]:
    """As it was, under its id."""
    me = signed_in(request)
    mine = Delivery.objects.select_related("endpoint").filter(endpoint__owner=me)
    row = get_object_or_404(mine, pk=min(number, 2**62))
    redeliver(delivery=row, by=me)
    row.refresh_from_db()
    return Status(HTTPStatus.ACCEPTED, _delivery(row))


def _one(request: HttpRequest, number: int) -> Endpoint:
    return get_object_or_404(Endpoint, pk=min(number, 2**62), owner=signed_in(request))


def _may_be_told(request: HttpRequest, events: list[Event]) -> None:
    lacking = sorted({str(_TOLD_TO[event]) for event in events} - set(token_of(request).scopes))
    if lacking:
        raise Problem(403, f"To be told of this, a token must be good for {', '.join(lacking)}.")


def _keep_no_answer(request: HttpRequest, response: HttpResponse) -> None:
    if "Idempotency-Key" in request.headers:
        raise Problem(400, "This answer holds a secret and is not kept: send no Idempotency-Key.")
    response["Cache-Control"] = "private, no-store"


def _shown(row: Endpoint) -> EndpointOut:
    return EndpointOut(
        id=row.pk,
        url=row.url,
        events=[Event(value) for value in row.events],
        with_content=row.with_content,
        created_at=row.created_at,
        failing_since=row.failing_since,
        disabled_at=row.disabled_at,
    )


def _delivery(row: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=row.pk,
        message_id=row.message_id,
        type=row.kind,
        created_at=row.created_at,
        delivered_at=row.delivered_at,
        cancelled_at=row.cancelled_at,
        given_up_at=row.given_up_at,
        answers=[str(attempt.status or attempt.problem) for attempt in row.attempts.all()],
    )

"""Writing into the outbox, in the transaction of what it tells of; and taking it out again before it leaves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from haven.webhooks.models import Delivery, Endpoint, Event
from haven.webhooks.tasks import deliver


def announce(
    *,
    to: int | None,
    event: Event,
    data: Mapping[str, Any],
    content: Mapping[str, Any] | None = None,
    after: datetime | None = None,
    topic: str = "",
) -> None:
    """Tell the endpoints of a person; part of the transaction and the ledger entry of whoever calls.

    Args:
        to: the person's id; nobody is told where there is none.
        event: what happened.
        data: identifiers and states; the rest is read through the API.
        content: what people wrote; only for endpoints that were asked to tell it.
        after: not before then.
        topic: what it can be cancelled by.
    """
    if to is None:
        return
    for endpoint in Endpoint.objects.filter(owner=to, disabled_at=None, events__contains=[str(event)]):
        told = dict(data) | (dict(content or {}) if endpoint.with_content else {})
        put(endpoint, str(event), told, after=after, topic=topic)


def put(
    endpoint: Endpoint, kind: str, data: Mapping[str, Any], *, after: datetime | None = None, topic: str = ""
) -> Delivery:
    """One message for one endpoint."""
    now = timezone.now()
    payload = {"type": kind, "timestamp": now.isoformat(), "data": dict(data)}
    due = max(after or now, now)
    delivery = Delivery.objects.create(endpoint=endpoint, kind=kind, payload=payload, due_at=due, topic=topic)
    deliver.configure(schedule_at=due if after else None).defer(delivery_id=delivery.pk)
    return delivery


def cancel(*, topic: str) -> int:
    """Keep what is not delivered of a topic from leaving; how many there were."""
    waiting = Delivery.objects.filter(topic=topic, delivered_at=None, cancelled_at=None)
    return waiting.update(cancelled_at=timezone.now())

"""Delivering one message: sign, call, note, and say when to try again or whom to tell that it is hopeless."""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.ledger.actions import machine, record
from haven.mail.actions import send_mail
from haven.site.queries import site
from haven.webhooks.calling import call
from haven.webhooks.models import Attempt, Delivery, Endpoint
from haven.webhooks.signing import sign, unseal

WAITS = [timedelta(seconds=s) for s in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)]
"""How long after each failure the next try is; after the last one it is given up."""
HOPELESS = timedelta(days=5)
"""So long may an endpoint fail before nothing is sent to it any more."""
_GONE = 410


@transaction.atomic
def deliver_one(delivery_id: int) -> datetime | None:
    """Try once, under a row lock; when to try again, or None where there is nothing more to do.

    A process that dies after the call and before the commit calls again: receivers know a message by its id.
    """
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("endpoint__owner")
    delivery = rows.filter(pk=delivery_id, delivered_at=None, cancelled_at=None, given_up_at=None).first()
    if delivery is None or delivery.endpoint.disabled_at is not None:
        return None
    now = timezone.now()
    if delivery.due_at > now:
        return delivery.due_at
    attempt = _attempt(delivery, int(now.timestamp()))
    delivery.tries += 1
    if attempt.status is not None and 200 <= attempt.status < 300:
        delivery.delivered_at = timezone.now()
        Endpoint.objects.filter(pk=delivery.endpoint_id).update(failing_since=None)
    else:
        _failed(delivery, attempt)
    delivery.save()
    return None if delivery.delivered_at or delivery.given_up_at else delivery.due_at


def _attempt(delivery: Delivery, timestamp: int) -> Attempt:
    body = json.dumps(delivery.payload, separators=(",", ":"), ensure_ascii=False).encode()
    endpoint = delivery.endpoint
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Haven-Webhooks/1",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(delivery.message_id, timestamp, body, good_secrets(endpoint)),
    }
    outcome = call(endpoint.url, body, headers)
    return Attempt.objects.create(
        delivery=delivery, status=outcome.status, problem=outcome.problem, milliseconds=outcome.milliseconds
    )


def good_secrets(endpoint: Endpoint) -> list[str]:
    """The secret, and the one before it while that is still good."""
    old = endpoint.old_until is not None and endpoint.old_until > timezone.now()
    return [unseal(sealed) for sealed in (endpoint.secret, endpoint.old_secret if old else "") if sealed]


def _failed(delivery: Delivery, attempt: Attempt) -> None:
    now, endpoint = timezone.now(), delivery.endpoint
    if delivery.tries <= len(WAITS):
        delivery.due_at = now + WAITS[delivery.tries - 1]
    else:
        delivery.given_up_at = now
    since = endpoint.failing_since or now
    Endpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=since)
    if attempt.status == _GONE or now - since >= HOPELESS:
        _disable(endpoint)
        delivery.given_up_at = now


def _disable(endpoint: Endpoint) -> None:
    """Send nothing more there, and tell its owner once."""
    if not Endpoint.objects.filter(pk=endpoint.pk, disabled_at=None).update(disabled_at=timezone.now()):
        return
    record(actor=machine("webhooks"), action="endpoint.disabled", subject=endpoint.subject)
    context = {"site": site().name, "url": endpoint.url, "page": f"{settings.SITE_URL}/my/webhooks/"}
    send_mail(to=endpoint.owner.email, template="endpoint_disabled", context=context, language=endpoint.owner.language)

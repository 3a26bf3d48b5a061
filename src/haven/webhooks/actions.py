"""What owners of endpoints do: add, try, give a new secret, turn on again, remove, have a message sent once more."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.webhooks.announcing import put
from haven.webhooks.destinations import read_url
from haven.webhooks.errors import WebhooksError
from haven.webhooks.models import TEST, Delivery, Endpoint, Event
from haven.webhooks.signing import new_secret, seal
from haven.webhooks.tasks import deliver

MOST = 10
"""Endpoints of one person."""
OVERLAP = timedelta(days=1)
"""How long the old secret signs beside a new one."""


@transaction.atomic
def add_endpoint(*, owner: User, url: str, events: Iterable[Event], with_content: bool = False) -> tuple[Endpoint, str]:
    """A new endpoint, and its secret: this is the only time that it can be read.

    Raises:
        WebhooksError: no event, very many endpoints, or an address that nothing is sent to.
    """
    read_url(url)
    wanted = sorted({str(event) for event in events})
    if not wanted:
        raise WebhooksError(_("Tick at least one thing to be told of."))
    if len(url) > 500 or Endpoint.objects.filter(owner=owner).count() >= MOST:
        raise WebhooksError(_("There are very many addresses already, or this one is very long."))
    secret = new_secret()
    endpoint = Endpoint.objects.create(
        owner=owner, url=url, events=wanted, with_content=with_content, secret=seal(secret)
    )
    record(actor=person(owner.pk), action="endpoint.added", subject=endpoint.subject, events=" ".join(wanted))
    return endpoint, secret


@transaction.atomic
def rotate_secret(*, endpoint: Endpoint, by: User) -> str:
    """A new secret; the one before it signs as well for a day, so that nothing is lost while it is changed over."""
    secret = new_secret()
    endpoint.old_secret, endpoint.old_until = endpoint.secret, timezone.now() + OVERLAP
    endpoint.secret = seal(secret)
    endpoint.save(update_fields=["secret", "old_secret", "old_until"])
    record(actor=person(by.pk), action="endpoint.rotated", subject=endpoint.subject)
    return secret


@transaction.atomic
def enable_endpoint(*, endpoint: Endpoint, by: User) -> None:
    """Send to it again; what was missed can be sent once more by hand."""
    Endpoint.objects.filter(pk=endpoint.pk).update(disabled_at=None, failing_since=None)
    record(actor=person(by.pk), action="endpoint.enabled", subject=endpoint.subject)


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, by: User) -> None:
    """With all that was to be told to it."""
    record(actor=person(by.pk), action="endpoint.removed", subject=endpoint.subject)
    endpoint.delete()


@transaction.atomic
def try_endpoint(*, endpoint: Endpoint, by: User) -> Delivery:
    """Send a message that says nothing but that it is a test."""
    record(actor=person(by.pk), action="endpoint.tried", subject=endpoint.subject)
    return put(endpoint, TEST, {})


@transaction.atomic
def redeliver(*, delivery: Delivery, by: User) -> None:
    """Send a message once more, as it was and under its id.

    Raises:
        WebhooksError: it was cancelled, or its endpoint is turned off.
    """
    if delivery.cancelled_at is not None or delivery.endpoint.disabled_at is not None:
        raise WebhooksError(_("This was taken back, or the address is turned off."))
    Delivery.objects.filter(pk=delivery.pk).update(delivered_at=None, given_up_at=None, due_at=timezone.now(), tries=0)
    record(actor=person(by.pk), action="delivery.repeated", subject=delivery.endpoint.subject)
    deliver.defer(delivery_id=delivery.pk)

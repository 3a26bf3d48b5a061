"""Endpoints and what was sent to them."""

from haven.accounts.models import User
from haven.webhooks.models import Attempt, Delivery, Endpoint, Event
from haven.webhooks.signing import new_secret, seal
from tests.factories.people import a_user


def an_endpoint(
    *, owner: User | None = None, url: str = "https://hooks.example.org/haven", secret: str = "", content: bool = False
) -> Endpoint:
    """Where somebody's program listens, for everything."""
    return Endpoint.objects.create(
        owner=owner or a_user(),
        url=url,
        events=[str(event) for event in Event],
        with_content=content,
        secret=seal(secret or new_secret()),
    )


def a_delivery(*, endpoint: Endpoint | None = None, kind: str = "ad.published") -> Delivery:
    """A message that waits."""
    payload = {"type": kind, "timestamp": "2026-03-01T12:00:00+00:00", "data": {"ad": "k3v9x2m7qa"}}
    return Delivery.objects.create(endpoint=endpoint or an_endpoint(), kind=kind, payload=payload)


def an_attempt(*, delivery: Delivery | None = None, status: int = 500) -> Attempt:
    """A call that came to nothing."""
    return Attempt.objects.create(delivery=delivery or a_delivery(), status=status, milliseconds=12)

"""Endpoints, and the outbox of what they are to be told."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """What an endpoint can be told of."""

    AD_PUBLISHED = "ad.published", _("An ad of mine goes live")
    AD_CHANGED = "ad.changed", _("An ad of mine changes")
    AD_ENDED = "ad.ended", _("An ad of mine ends")
    MESSAGE_RECEIVED = "message.received", _("Somebody writes to me")
    DECISION_MADE = "decision.made", _("Somebody decided about an ad of mine")
    SEARCH_MATCHED = "search.matched", _("A saved search finds something")


TEST = "endpoint.test"
"""The type of what is sent to try an endpoint."""


def new_message_id() -> str:
    """By this a receiver knows a message again that comes twice."""
    return f"msg_{secrets.token_hex(14)}"


class Endpoint(models.Model):
    """Where a person's program listens, for which events.

    `secret` and `old_secret` are sealed (see `haven.webhooks.signing`); the old one signs too until `old_until`.
    `failing_since` is the first failure since it last worked. `with_content` also tells what messages say.
    """

    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="endpoints")
    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    with_content = models.BooleanField(default=False)
    secret = models.TextField()
    old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failing_since = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"endpoint {self.pk} of {self.owner_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"endpoint:{self.pk}"


class Delivery(models.Model):
    """One message for one endpoint: open until it was delivered, cancelled or given up.

    `topic` groups those that are cancelled together (`decision:17`).
    """

    message_id = models.CharField(max_length=40, unique=True, default=new_message_id, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    topic = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_waiting",
                condition=Q(delivered_at=None, cancelled_at=None, given_up_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.endpoint_id}"


class Attempt(models.Model):
    """One call: the status that came back, or the problem in words, and how long it took."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now, editable=False)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.status or self.problem} for {self.delivery_id}"

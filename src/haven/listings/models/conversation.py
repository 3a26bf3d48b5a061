"""What a reader and a poster write to each other; neither sees the other's address."""

import secrets

from django.db import models
from django.utils import timezone

LONGEST_MESSAGE = 5000


def new_alias() -> str:
    """The local part of a masked address: 80 random bits, so that it cannot be guessed."""
    return secrets.token_hex(10)


class PendingContact(models.Model):
    """A first message whose sender has not yet shown that the address is theirs; gone once they have."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE)
    email = models.EmailField()
    display_name = models.CharField(max_length=60)
    text = models.TextField(max_length=LONGEST_MESSAGE)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"pending message about {self.listing_id}"


class Conversation(models.Model):
    """One reader and one poster about one ad.

    `reader_alias` and `poster_alias` are the local parts of the masked addresses that stand for the reader and for the
    poster: who writes to `poster_alias` reaches the poster.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="conversations")
    reader = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="conversations")
    reader_alias = models.CharField(max_length=20, unique=True, default=new_alias)
    poster_alias = models.CharField(max_length=20, unique=True, default=new_alias)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    blocked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "reader"], name="one_thread_per_reader")]

    def __str__(self) -> str:
        return f"conversation {self.pk} about {self.listing_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"conversation:{self.pk}"


class Message(models.Model):
    """One message in a thread; `by_mail` when it came through a masked address."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_MESSAGE)
    by_mail = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"message {self.pk}"

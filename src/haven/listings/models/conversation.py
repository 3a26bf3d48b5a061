"""What a reader and a poster write to each other; neither sees the other's address."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

LONGEST_MESSAGE = 5000
AFTER_THE_END = timedelta(days=14)
"""How long people can still write about an ad that has ended well: a sale is settled after it is called sold."""
_CUT_OFF = {"refused", "removed"}


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

    @property
    def ends_at(self) -> datetime | None:
        """When the masked addresses stop working: they die with the ad; None while it is live or waits for a person."""
        listing = self.listing
        if listing.ended_at is None:
            return None
        return listing.ended_at + (timedelta() if listing.state in _CUT_OFF else AFTER_THE_END)

    @property
    def is_open(self) -> bool:
        """Whether the two can still write: neither has ended it, and the ad has not been over for long."""
        return self.blocked_by_id is None and (self.ends_at is None or self.ends_at > timezone.now())


class Message(models.Model):
    """One message in a thread; `by_mail` when it came through a masked address.

    `left_out` counts the attachments of its mail that were not passed on: only photos are. `mail_digest` is that of its
    mail's Message-ID: a mail that is delivered twice is one message.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_MESSAGE)
    by_mail = models.BooleanField(default=False)
    left_out = models.PositiveSmallIntegerField(default=0)
    mail_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "mail_digest"], name="mail_once", condition=~models.Q(mail_digest="")
            )
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class MessagePhoto(models.Model):
    """A photo sent in a message, re-encoded as those of ads are; fields as in `Photo`.

    `md5` is empty for photos that were sent before it was kept.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="photos")
    key = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, db_index=True)
    md5 = models.CharField(max_length=32, blank=True)
    pdq = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"photo {self.key} of message {self.message_id}"

    def path(self, width: int) -> str:
        """The file of one copy, relative to the media directory; only those in the thread are shown it."""
        wide_enough = [w for w in self.widths if w >= width]
        return f"messages/{self.key[:2]}/{self.key}-{min(wide_enough) if wide_enough else max(self.widths)}.webp"

    @property
    def files(self) -> list[str]:
        """All files of it, relative to the media directory: what goes when the photo goes."""
        return [self.path(width) for width in self.widths]

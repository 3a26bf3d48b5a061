"""The reports."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.accounts.models import acting_language

_SHOWN = 5  # messages that a moderator reads of a reported side
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_case_code() -> str:
    """Twelve letters in three groups (59 bits), easy to write down: `K7QM-2XPA-9HTE`."""
    letters = [secrets.choice(_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


class NoticeReason(models.TextChoices):
    """Why an ad is reported."""

    DANGER = "danger", _("Somebody's life or safety is in danger")
    MINOR = "minor", _("A child may be in danger, or is shown in a sexual way")
    TERRORISM = "terrorism", _("Terrorism, or a call to violence")
    EXPLOITATION = "exploitation", _("Someone may be exploited or forced")
    INTIMATE = "intimate", _("An intimate image of a person who did not agree to it")
    SEXUAL = "sexual", _("Sexual services")
    FRAUD = "fraud", _("Fraud or a scam")
    GOODS = "goods", _("Something that may not be sold")
    PRIVACY = "privacy", _("My photo or my data, without my consent")
    CATEGORY = "category", _("Wrong category, or posted many times")
    OTHER = "other", _("Something else")


class Notice(models.Model):
    """One report (EU DSA, art. 16): where, why, by whom if they say so; open until a decision closes it.

    `closed_under` names that decision (`decision:17`). A report out of a conversation names it, and with `against` the
    side that was reported: not always who posted the ad. `reporter` is set where somebody was signed in, `trusted`
    where they are a trusted flagger; nobody else can be believed to be whose address they type. So `confirmed_at` says
    when whoever reads that mailbox said that the report is theirs; without, it is nobody's.
    """

    class State(models.TextChoices):
        """Whether someone has decided."""

        OPEN = "open", _("We are looking at it")
        ACTED = "acted", _("We acted on it")
        KEPT = "kept", _("We left the ad as it is")

    case_code = models.CharField(max_length=14, unique=True, default=new_case_code, editable=False)
    listing = models.ForeignKey("listings.Listing", on_delete=models.PROTECT, related_name="notices")
    reason = models.CharField(max_length=20, choices=NoticeReason)
    text = models.TextField(max_length=5000, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    good_faith = models.BooleanField(default=False)
    reporter = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    trusted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.TextField(blank=True)
    language = models.CharField(max_length=10, default=acting_language)
    filed_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True)
    closed_under = models.CharField(max_length=80, blank=True, db_index=True)
    conversation = models.ForeignKey(
        "listings.Conversation", on_delete=models.SET_NULL, null=True, related_name="notices"
    )
    against = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["filed_at"], name="notice_open", condition=Q(state="open")),
            models.Index(fields=["email"], name="notice_of_reporter", condition=Q(confirmed_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="confirmed_where_there_is_an_address", condition=Q(confirmed_at=None) | ~Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} about {self.listing_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"notice:{self.pk}"

    @property
    def is_signed(self) -> bool:
        """Whether it is a request to remove an intimate image that bears a name (US TAKE IT DOWN Act, sec. 3)."""
        return self.reason == NoticeReason.INTIMATE and self.good_faith and bool(self.name) and bool(self.email)

    @property
    def shown(self) -> "Notice.State":
        """What whoever has the case code is shown: open until the decision can no longer be taken back."""
        undoable = timedelta(seconds=settings.UNDO_SECONDS)
        if self.closed_at is not None and timezone.now() < self.closed_at + undoable:
            return self.State.OPEN
        return self.State(self.state)

    @property
    def reported_messages(self) -> list[str]:
        """What the reported side wrote in the conversation, the latest last; what the other one wrote is not shown."""
        if self.conversation is None or self.against_id is None:
            return []
        written = self.conversation.messages.filter(author=self.against_id, created_at__lte=self.filed_at)
        return list(written.order_by("-id").values_list("text", flat=True)[:_SHOWN])[::-1]


class TrustedFlagger(models.Model):
    """Somebody whose reports come first (EU DSA, art. 22), named by a senior moderator; they speak for `body`."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    body = models.CharField(max_length=120)
    named_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"trusted flagger {self.user_id}"


class Misuse(models.Model):
    """An address that keeps reporting what is lawful (EU DSA, art. 23): warned first, then suspended for a time."""

    email = models.EmailField(unique=True)
    warned_at = models.DateTimeField(default=timezone.now)
    suspended_until = models.DateTimeField(null=True)
    suspended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suspended_by_a_person", condition=Q(suspended_until=None) | Q(suspended_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"misuse {self.pk}"

    @property
    def is_suspended(self) -> bool:
        """Whether its reports are not worked on now."""
        return self.suspended_until is not None and self.suspended_until > timezone.now()

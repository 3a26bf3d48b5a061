"""Hashes of pictures that must not be shown, and what was found by them, out of everybody's sight."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class BankVersion(models.Model):
    """A name for the banks as they are, new with every change, so that each process knows when its index is old."""

    THE_ONE: ClassVar[int] = 1

    token = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_bank_version")]

    def __str__(self) -> str:
        return f"banks {self.token}"


class BankEntry(models.Model):
    """One hash: `pdq` (64 hexadecimal digits) or `md5` (32), of which bank, why, and who put it there; or retired."""

    class Kind(models.TextChoices):
        """What it is a hash of: what the eye sees, or the bytes of the file."""

        PDQ = "pdq", "PDQ"
        MD5 = "md5", "MD5"

    bank = models.CharField(max_length=120)
    kind = models.CharField(max_length=3, choices=Kind)
    value = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    retired_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value", "bank"], name="hash_once_in_a_bank"),
            models.CheckConstraint(
                name="hash_is_whole",
                condition=Q(kind="pdq", value__regex=r"^[0-9a-f]{64}$") | Q(kind="md5", value__regex=r"^[0-9a-f]{32}$"),
            ),
            models.CheckConstraint(name="hash_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value[:12]}…"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"bank_entry:{self.pk}"


class QuarantinedFile(models.Model):
    """One uploaded file that matched; its bytes lie under `stored` in the quarantine, which nothing serves to others.

    `sha256` and `md5` are those of the file as it came, of which only a copy may be left. `subject` is what it was
    uploaded to, `about` who did, as far as that is known (`person:7`). A person of the child-safety role confirms the
    match, or finds it wrong. `erased_at` is when the bytes went, which nothing kept any more.
    """

    class State(models.TextChoices):
        """What a person found."""

        WAITING = "waiting", "Waits for a person"
        CONFIRMED = "confirmed", "Confirmed"
        CLEARED = "cleared", "A wrong match"

    subject = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=80, blank=True)
    stored = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, db_index=True)
    md5 = models.CharField(max_length=32)
    pdq = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    was_public = models.BooleanField(default=False)
    entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="matches")
    distance = models.PositiveSmallIntegerField()
    hold = models.ForeignKey("custody.PreservationHold", on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(max_length=2000, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="match_is_decided_by_a_person", condition=Q(state="waiting") | Q(decided_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"quarantined {self.pk}"

    @property
    def name(self) -> str:
        """How the ledger names it."""
        return f"quarantine:{self.pk}"


class CyberTipDraft(models.Model):
    """What a report to the CyberTipline needs (18 USC 2258A(b)), as far as the site knows it; people file it."""

    file = models.OneToOneField(QuarantinedFile, on_delete=models.PROTECT, related_name="cybertip")
    fields = models.JSONField()
    drafted_at = models.DateTimeField(default=timezone.now, editable=False)
    ready_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="not_ready_and_withdrawn", condition=Q(ready_at=None) | Q(withdrawn_at=None)),
        ]

    def __str__(self) -> str:
        return f"draft for {self.file_id}"

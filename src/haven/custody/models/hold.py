"""A preservation hold: what it covers is not erased, expired or tidied away while it is in force."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

SOON = timedelta(days=14)
"""What ends within it is shown as ending."""
CHILD_SAFETY = "child_safety"
"""The desk that alone learns of holds on what was reported, or matched a hash bank."""


class PreservationHold(models.Model):
    """An order to keep what it covers, until a day; renewed before that day, or released by two people.

    `reason` names what it rests on (a letter's number, a case's code), never what is in it. Nobody placed it
    where a match in the hash banks did. `desk` names the desk that alone learns of it; empty: the investigators'.
    """

    desk = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=120)
    placed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField()
    renewals = models.PositiveIntegerField(default=0)
    release_asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    released_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="released_by_two",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False, release_asked_by__isnull=False)
                & ~Q(released_by=F("release_asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk} ({self.reason})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"hold:{self.pk}"

    @property
    def in_force(self) -> bool:
        """Whether it blocks anything now."""
        return self.released_at is None and self.until > timezone.now()

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within two weeks unless somebody renews it."""
        return self.in_force and self.until <= timezone.now() + SOON


class HeldSubject(models.Model):
    """One thing that a hold covers, by the name the ledger has for it."""

    hold = models.ForeignKey(PreservationHold, on_delete=models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hold", "subject"], name="held_once")]

    def __str__(self) -> str:
        return f"{self.subject} under {self.hold_id}"


class Snapshot(models.Model):
    """What was there about one thing when a hold came to cover it; it goes with the hold.

    `kind` is the class of data that the item holds (`subscriber`, `records`, `content`), which alone says who may
    ever be given it. The item's subject is the hold, so that nobody else finds it.
    """

    hold = models.ForeignKey(PreservationHold, on_delete=models.PROTECT, related_name="snapshots")
    subject = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=20)
    item = models.OneToOneField("custody.EvidenceItem", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject} for {self.hold_id}"

"""A case and its members."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Case(models.Model):
    """One investigation: what it is for, who leads it. Nobody but its members (and auditors) learns that it exists.

    While it is open its members may look things up for it; a closed one can be read and no more.
    """

    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2000)
    lead = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    closing_words = models.TextField(max_length=2000, blank=True)
    bundles = models.ManyToManyField("custody.EvidenceBundle", related_name="cases")

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="closed_case_says_why",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.title}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether anything may be looked up for it."""
        return self.closed_at is None

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self


class CaseMember(models.Model):
    """Somebody who works on a case; the lead is one, too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in case {self.case_id}"

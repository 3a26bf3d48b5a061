"""A case in four paragraphs, for those who decide and, if two people agree, for everyone."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from haven.evidence.digests import sha256


class Brief(models.Model):
    """One brief: `text` as `haven.cases.brief.text` has it, never changed once it is signed (trigger).

    `drafted_by` says which drafter began it: `rules`, or a model's name; empty where a person did. One that was
    withdrawn is public no more; `withdrawn_why` is for the case alone.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="briefs")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=20_000)
    drafted_by = models.CharField(max_length=80, blank=True)
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    edited = models.BooleanField(default=False)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="brief_signed_then_released_by_another",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False, signed_by__isnull=False)
                & ~Q(released_by=F("signed_by")),
            ),
            models.CheckConstraint(
                name="brief_withdrawn_after_release",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, released_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"brief {self.pk} of case {self.case_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"brief:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everyone may read it."""
        return self.released_at is not None and self.withdrawn_at is None

    @property
    def version(self) -> str:
        """Names its present words, so that whoever edits it can say which ones were there."""
        return sha256(self.text.encode())[:16]

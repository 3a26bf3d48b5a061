"""The second look: a random sample of what was decided, and ads whose right answer is known."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class AuditDraw(models.Model):
    """One drawing: the entries from `size_from` on under the signed head of `size_to`, by its root (see `lots`)."""

    size_from = models.BigIntegerField()
    size_to = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    percent = models.FloatField()
    looked_at = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="draw_goes_forward", condition=Q(size_to__gt=F("size_from")))]

    def __str__(self) -> str:
        return f"draw under {self.size_to}"


class QASample(models.Model):
    """One judgement that a second person looks at, without knowing it.

    `position` is that of its entry in the log; an import's tells of many ads. `first_against` is what was decided: by
    `first_by` and `first_also`, or by screening alone where both are empty. The database lets neither of them be the
    second, nor any of the three settle a disagreement. Without `revision`, the words were erased since; counts stay.
    """

    draw = models.ForeignKey(AuditDraw, on_delete=models.PROTECT, related_name="samples")
    position = models.BigIntegerField()
    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.ForeignKey("moderation.Decision", on_delete=models.SET_NULL, null=True, related_name="+")
    first_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    first_also = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    first_against = models.BooleanField()
    second_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    second_against = models.BooleanField(null=True)
    second_ground = models.SlugField(blank=True)
    second_note = models.TextField(max_length=2000, blank=True)
    second_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    settled_against = models.BooleanField(null=True)
    settled_note = models.TextField(max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="sample_open", condition=Q(second_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["position", "revision"], name="drawn_once"),
            models.CheckConstraint(
                name="second_look_is_whole",
                condition=Q(second_by=None, second_against=None, second_at=None)
                | Q(second_by__isnull=False, second_against__isnull=False, second_at__isnull=False),
            ),
            models.CheckConstraint(
                name="second_look_by_another",
                condition=Q(second_by=None)
                | (Q(first_by=None) | ~Q(second_by=F("first_by")))
                & (Q(first_also=None) | ~Q(second_by=F("first_also"))),
            ),
            models.CheckConstraint(
                name="settled_by_a_third",
                condition=Q(settled_by=None, settled_against=None)
                | Q(settled_against__isnull=False, second_at__isnull=False)
                & ~Q(settled_by=F("second_by"))
                & (Q(first_by=None) | ~Q(settled_by=F("first_by")))
                & (Q(first_also=None) | ~Q(settled_by=F("first_also"))),
            ),
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"

    @property
    def subject(self) -> str:
        """How the ledger and claims name it."""
        return f"sample:{self.pk}"

    @property
    def by_machine(self) -> bool:
        """Whether screening alone had decided."""
        return self.first_by_id is None


class GoldenAd(models.Model):
    """An ad about which two people agree; it is mixed among the samples to see how sure reviewers are.

    `against` is the right answer, `why` is shown to whoever was wrong. Nobody is asked about it before `agreed_by`, a
    second person, has said the same.
    """

    revision = models.OneToOneField("listings.ListingRevision", on_delete=models.CASCADE, related_name="+")
    against = models.BooleanField()
    why = models.TextField(max_length=2000)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    agreed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="golden_by_two",
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("added_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"golden {self.pk}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"golden:{self.pk}"


class GoldenAnswer(models.Model):
    """What one reviewer said of a golden ad, once."""

    golden = models.ForeignKey(GoldenAd, on_delete=models.SET_NULL, null=True, related_name="answers")
    reviewer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    against = models.BooleanField()
    right = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["golden", "reviewer"], name="golden_answered_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

"""The versions of the screening policy, and of the classifier that it may ask."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class PolicyVersion(models.Model):
    """One policy text and its state; at most one is live, and only what another person approved (constraints).

    A version without an author is the one that ships with Haven. The text is final once it leaves the draft (trigger).
    `note` says what changes and why, for who approves it.
    """

    class State(models.TextChoices):
        """Draft → shadow → live → retired; a retired one can be made live again."""

        DRAFT = "draft", "Draft"
        SHADOW = "shadow", "In shadow"
        LIVE = "live", "Live"
        RETIRED = "retired", "Retired"

    text = models.TextField(max_length=200_000)
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(default=timezone.now)
    shadow_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], name="one_live_policy", condition=Q(state="live")),
            models.CheckConstraint(
                name="author_is_not_approver",
                condition=Q(author__isnull=True) | Q(approver__isnull=True) | ~Q(author=F("approver")),
            ),
            models.CheckConstraint(
                name="live_policy_is_approved",
                condition=~Q(state="live") | Q(author__isnull=True) | Q(approver__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"policy {self.pk} ({self.state})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"policy:{self.pk}"


class ClassifierVersion(models.Model):
    """What was learned once from the site's decisions, and its state; at most one is live, put there by a person.

    `model` is the file that `haven.screening.learned.Classifier` reads, never changed (trigger); `card` its model card
    (`haven.screening.learned.card.Card`), without anybody's words but those that many ads share.
    """

    class State(models.TextChoices):
        """Shadow → live → retired; a retired one that was live can be made so again."""

        SHADOW = "shadow", "In shadow"
        LIVE = "live", "Live"
        RETIRED = "retired", "Retired"

    name = models.CharField(max_length=60)
    model = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    card = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.SHADOW)
    approver = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    trained_at = models.DateTimeField(default=timezone.now, editable=False)
    live_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], name="one_live_classifier", condition=Q(state="live")),
            models.CheckConstraint(
                name="live_classifier_is_approved", condition=~Q(state="live") | Q(approver__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"classifier {self.pk} ({self.state})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"classifier:{self.pk}"

    @property
    def threshold(self) -> float | None:
        """The probability from which it fires; None where none is good enough."""
        threshold: float | None = self.card["threshold"]
        return threshold

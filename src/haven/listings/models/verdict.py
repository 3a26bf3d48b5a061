"""What screening said of a revision, and what cleared it for the public."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Verdict(models.Model):
    """Screening's answer for one revision: publish, hold or refuse, with the policy ground the poster may be told.

    `failures` lists signals that could not be computed; then the outcome is never `publish`.
    """

    class Outcome(models.TextChoices):
        """What is to happen to the ad."""

        PUBLISH = "publish"
        HOLD = "hold"
        REFUSE = "refuse"

    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.CASCADE, related_name="verdicts")
    policy = models.ForeignKey("policies.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.SlugField(blank=True)
    ground_sentence = models.TextField(blank=True)
    queue = models.SlugField(blank=True)
    rule = models.CharField(max_length=80, blank=True)
    failures = models.JSONField(default=list)
    microseconds = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.outcome} for revision {self.revision_id}"


class ShadowVerdict(models.Model):
    """What a policy in shadow would have made of a revision, from the same hits; it has no effect."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="shadows")
    policy = models.ForeignKey("policies.PolicyVersion", on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=10, choices=Verdict.Outcome)
    queue = models.SlugField(blank=True)
    rule = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "verdict"], name="shadow_verdict_once")]

    def __str__(self) -> str:
        return f"{self.outcome} in shadow for verdict {self.verdict_id}"


class ShadowScore(models.Model):
    """What a classifier in shadow made of a revision: a probability without effect, or None where it could not."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="scores")
    classifier = models.ForeignKey("policies.ClassifierVersion", on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classifier", "verdict"], name="shadow_score_once")]

    def __str__(self) -> str:
        return f"{self.probability} in shadow for verdict {self.verdict_id}"


class SignalHit(models.Model):
    """One signal that fired; `start` and `end` count characters of the ad's text (title, blank line, body)."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="hits")
    signal = models.SlugField(max_length=60)
    weight = models.FloatField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    why = models.TextField()

    def __str__(self) -> str:
        return f"{self.signal} ({self.weight})"


class Clearance(models.Model):
    """The right of one revision to be public: from a verdict to publish (checked by a trigger) or from a person."""

    revision = models.OneToOneField("listings.ListingRevision", on_delete=models.CASCADE, primary_key=True)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cleared_by_verdict_or_person",
                condition=Q(verdict__isnull=False, decided_by__isnull=True)
                | Q(verdict__isnull=True, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"clearance of revision {self.revision_id}"

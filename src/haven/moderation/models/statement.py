"""The statement of reasons that goes with every decision against an ad (EU DSA, art. 17 and 24(5))."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from haven.moderation.models.decision import Decision


class StatementOfReasons(models.Model):
    """One statement, under the field names of the EU transparency database; `text` is what the poster was sent.

    It belongs to a person's decision, or to a verdict by which screening alone refused an ad; then `appeal_text` is
    what the poster says against it, and a person reads the ad. Everything but these two texts is free of personal data
    as far as the moderator's `decision_facts` are.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, null=True, related_name="statement")
    verdict = models.OneToOneField("listings.Verdict", on_delete=models.CASCADE, null=True, related_name="+")
    appeal_text = models.TextField(max_length=5000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    puid = models.CharField(max_length=500, unique=True)
    decision_visibility = ArrayField(models.CharField(max_length=60), default=list)
    decision_account = models.CharField(max_length=60, blank=True)
    decision_ground = models.CharField(max_length=60)
    illegal_content_legal_ground = models.CharField(max_length=500, blank=True)
    illegal_content_explanation = models.CharField(max_length=2000, blank=True)
    incompatible_content_ground = models.CharField(max_length=500, blank=True)
    incompatible_content_explanation = models.CharField(max_length=2000, blank=True)
    category = models.CharField(max_length=100)
    content_type = ArrayField(models.CharField(max_length=40))
    content_date = models.DateField()
    application_date = models.DateField()
    decision_facts = models.TextField(max_length=5000)
    source_type = models.CharField(max_length=40)
    automated_detection = models.CharField(max_length=3)
    automated_decision = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_of_one_thing",
                condition=Q(decision__isnull=False, verdict=None) | Q(decision=None, verdict__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.puid}"

"""The statement of reasons that goes with every decision against an ad (EU DSA, art. 17 and 24(5))."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from haven.moderation.models.decision import Decision


class StatementOfReasons(models.Model):
    """One statement, under the field names of the EU transparency database; `text` is what the poster was sent.

    Everything but `text` is free of personal data as far as the moderator's `decision_facts` are.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="statement")
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

    def __str__(self) -> str:
        return f"statement {self.puid}"

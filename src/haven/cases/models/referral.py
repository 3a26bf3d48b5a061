"""That a case, or a part of it, was handed to those who can act."""

from django.db import models
from django.utils import timezone


class Referral(models.Model):
    """To whom a case was referred, when and with what, and what they answered.

    `recipient` and `reached_at` are copied from the directory: a referral says later, too, where it really went.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="referrals")
    recipient = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    country = models.CharField(max_length=2)
    reached_at = models.CharField(max_length=200)
    why = models.TextField(max_length=1000)
    bundle = models.ForeignKey("custody.EvidenceBundle", on_delete=models.PROTECT, null=True, related_name="+")
    referred_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    referred_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"referral {self.pk} of case {self.case_id}"

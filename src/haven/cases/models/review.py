"""Somebody says that an ad does not belong into a network."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class LinkReview(models.Model):
    """A request to look again, and what another member decided (constraint): unlinked for good, or kept.

    `asked_for` says on whose request, such as an appeal's number; never a name.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="link_reviews")
    network_id = models.CharField(max_length=40)
    ad_id = models.CharField(max_length=80)
    why = models.TextField(max_length=1000)
    asked_for = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    unlinked = models.BooleanField(null=True)
    words = models.TextField(max_length=1000, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "ad_id"], name="one_open_link_review", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="link_review_by_another",
                condition=Q(decided_at=None, decided_by=None, unlinked=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, unlinked__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.ad_id} in {self.network_id}"

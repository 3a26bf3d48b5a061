"""Somebody takes over a case whose lead has left."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Takeover(models.Model):
    """An investigator asks to lead a case, and somebody else agrees or declines (constraint).

    `lead` is who led it when that was asked: where somebody else does by now, nothing is taken over.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="takeovers")
    lead = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    why = models.TextField(max_length=1000)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    agreed = models.BooleanField(null=True)
    settled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], name="one_takeover_waits", condition=Q(settled_at=None)),
            models.CheckConstraint(
                name="taken_over_by_two",
                condition=Q(settled_at=None, settled_by=None, agreed=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, agreed=False)
                | Q(settled_at__isnull=False, settled_by__isnull=False, agreed=True) & ~Q(settled_by=F("asked_by")),
            ),
            models.CheckConstraint(name="taken_over_with_a_reason", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by_id} asks for case {self.case_id}"

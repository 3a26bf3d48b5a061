"""Who stands behind a pseudonym, for one case."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Reveal(models.Model):
    """A member asks who a person is, and another agrees (constraint); from then on the case shows name and address."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reveals")
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    why = models.TextField(max_length=1000)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    agreed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="asked_once"),
            models.CheckConstraint(
                name="revealed_by_two",
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"reveal {self.pk} of case {self.case_id}"

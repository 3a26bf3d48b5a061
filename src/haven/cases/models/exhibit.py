"""What a case rests on."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone


class Exhibit(models.Model):
    """One thing that a case rests on, numbered from 1, never changed afterwards (trigger).

    `item` is what was captured of it; none once that was erased, which a hold prevents. `subject` is how the ledger
    names the thing itself, `why` what it is to show.
    """

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        AD = "ad", "Ad"
        MESSAGES = "messages", "Reported messages"
        NETWORK = "network", "Network"
        IDENTIFIER = "identifier", "Identifier"
        VIEW = "view", "View of a network"
        FILE = "file", "File"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="exhibits")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=80)
    why = models.TextField(max_length=1000, blank=True)
    item = models.ForeignKey("custody.EvidenceItem", on_delete=models.SET_NULL, null=True, related_name="+")
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="exhibit_number"),
            models.UniqueConstraint(fields=["case", "item"], name="exhibit_once"),
        ]

    def __str__(self) -> str:
        return f"exhibit {self.number} of case {self.case_id}"

    @property
    def title(self) -> str:
        """What it is called; nothing of it stays here once it was erased."""
        return self.item.title if self.item else "erased since"

"""What the members of a case write down and what they have to do."""

from django.db import models
from django.utils import timezone


class CaseNote(models.Model):
    """What somebody wrote down; never changed afterwards (trigger)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"note {self.pk} of case {self.case_id}"


class CaseTask(models.Model):
    """Something to be done, by one of the members or whoever takes it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=200)
    assignee = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    done_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [models.F("done_at").asc(nulls_first=True), models.F("due_on").asc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return f"task {self.pk} of case {self.case_id}"

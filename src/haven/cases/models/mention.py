"""Which contacts stand in reports, so that they are found by their normal forms as those in ads are."""

from django.db import models


class Mention(models.Model):
    """A contact in a report, or in the messages it is about; an empty `kind` marks a report that was read.

    Reports are known by their number alone here.
    """

    notice_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=320, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="mention_of")]
        constraints = [models.UniqueConstraint(fields=["notice_id", "kind", "value"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.kind} in notice {self.notice_id}"

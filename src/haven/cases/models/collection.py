"""Ads from elsewhere, lawfully held, that a case reads and nobody changes."""

from pathlib import Path
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class Collection(models.Model):
    """Files of ads or the result of a sweep, read by the members of one case.

    `files` names each file with its SHA-256 and size; `lawful` says why it is lawfully held, `origin` where it is from.
    What was said and what came is never changed (trigger). The files lie under `place` in the media directory.
    """

    class State(models.TextChoices):
        """Whether it can be read."""

        READING = "reading", "Being read"
        OPEN = "open", "Open"
        FAILED = "failed", "Cannot be opened"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="collections")
    title = models.CharField(max_length=120)
    origin = models.TextField(max_length=500)
    lawful = models.TextField(max_length=1000)
    files = models.JSONField()
    place = models.CharField(max_length=32, unique=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    problem = models.CharField(max_length=500, blank=True)
    ads = models.PositiveIntegerField(default=0)
    networks = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"collection {self.pk} of case {self.case_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"collection:{self.pk}"

    @property
    def directory(self) -> Path:
        """Where its files lie; backups hold them, nothing there is ever served."""
        return Path(settings.MEDIA_ROOT) / "collections" / self.place

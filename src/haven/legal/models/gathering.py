"""A production that is still being put together, and how far that is."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from haven.legal.models.production import new_production_code

MOVES_WITHIN = timedelta(minutes=3)
"""A step of it takes no longer, even with the largest part on a busy machine."""


class Gathering(models.Model):
    """What somebody asked to have put together, worked off by the worker; whole, it is the `Production` of its code.

    `items` is how many there will be (None until counted), `gathered` and `sealed` how many of them are kept, and are
    in a part; `bundles` are the parts so far. `run` names the only run of the worker that may add to it: a later one
    takes it over. While it runs, whom the request is about stays, and it becomes a production only whole (triggers).
    """

    class State(models.TextChoices):
        """How it stands."""

        RUNNING = "running", "being put together"
        WHOLE = "whole", "put together"
        FAILED = "failed", "could not be put together"
        STOPPED = "stopped", "stopped"

    code = models.CharField(max_length=10, unique=True, default=new_production_code, editable=False)
    request = models.ForeignKey("legal.LegalRequest", on_delete=models.PROTECT, related_name="gatherings")
    classes = models.JSONField()
    moments = models.JSONField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    problem = models.CharField(max_length=500, blank=True)
    run = models.CharField(max_length=16, blank=True)
    items = models.PositiveIntegerField(null=True)
    gathered = models.PositiveIntegerField(default=0)
    sealed = models.PositiveIntegerField(default=0)
    bundles = models.JSONField(default=list)
    concerned = models.JSONField(default=list)
    moved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request"], name="gathering_one_runs", condition=Q(state="running")),
            models.CheckConstraint(
                name="gathering_whole",
                condition=~Q(state="whole")
                | Q(items__isnull=False, items__gt=0, gathered=F("items"), sealed=F("items")),
            ),
        ]

    def __str__(self) -> str:
        return f"gathering {self.code} for {self.request_id}"

    @property
    def subject(self) -> str:
        """Whose its items are; the same as of the production that it becomes."""
        return f"production:{self.code}"

    @property
    def runs(self) -> bool:
        """Whether the worker is at it."""
        return self.state == self.State.RUNNING

    @property
    def is_gathered(self) -> bool:
        """Whether all items are kept, and only parts are still to be made of them."""
        return self.items is not None and self.gathered == self.items

    @property
    def stands_still(self) -> bool:
        """Whether nothing has happened for longer than a step takes."""
        return self.runs and timezone.now() - self.moved_at > MOVES_WITHIN

    @property
    def steps(self) -> int:
        """Of how many steps it consists: each item is kept, and sealed."""
        return 2 * (self.items or 0)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return self.gathered + self.sealed

    @property
    def percent(self) -> int:
        """The same, of a hundred; all of them only when it is whole."""
        return 100 if self.state == self.State.WHOLE else min(99, 100 * self.done // self.steps) if self.steps else 0

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self

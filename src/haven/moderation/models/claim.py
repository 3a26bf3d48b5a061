"""Who is at work on what, so that no two people decide the same."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

LASTS = timedelta(minutes=10)
"""How long a claim holds unless it is renewed; an open page renews it."""


class Claim(models.Model):
    """One item in one person's hands: `subject` is unique, so the database lets nobody else have it.

    A claim that has run out is worth nothing: the next person takes it over.
    """

    subject = models.CharField(max_length=80, unique=True)
    holder = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.holder_id} has {self.subject}"


class Skill(models.Model):
    """A lane of the queue that a person works on; whoever has none works on all of them."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="skills")
    lane = models.SlugField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "lane"], name="skill_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.lane}"

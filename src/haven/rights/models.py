"""Erasures that were asked for."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Erasure(models.Model):
    """A person who wanted to be erased.

    `address`, `others` (the account's further addresses) and `name` are kept only while something of the person has to
    stay, because that must say whose it is; they are emptied with `done_at`, when nothing is left.
    """

    person = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="erasure")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    address = models.EmailField(blank=True)
    others = models.JSONField(default=list)
    name = models.CharField(max_length=60, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erased_without_address", condition=Q(done_at=None) | Q(address="", others=[], name="")
            )
        ]

    def __str__(self) -> str:
        return f"erasure of person {self.person_id}"

"""Whom we call back, and what came of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Authority(models.Model):
    """An authority with the number under which it is called.

    From the reviewed file, or found by one person and confirmed by another. Its facts never change (trigger): another
    number is another row.
    `phone` is E.164. `source` is the page of the authority's own that says so, `checked_on` when somebody read it.
    """

    class Kind(models.TextChoices):
        """What sort of authority it is."""

        POLICE = "police", "Police"
        PROSECUTOR = "prosecutor", "Prosecutor"
        COURT = "court", "Court"
        REGULATOR = "regulator", "Regulator"

    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind)
    phone = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    from_file = models.BooleanField(default=False)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["country", "name", "id"]
        constraints = [
            models.CheckConstraint(
                name="authority_by_two",
                condition=Q(from_file=True, proposed_by=None, confirmed_by=None, confirmed_at__isnull=False)
                | Q(from_file=False, proposed_by__isnull=False, confirmed_by=None, confirmed_at=None)
                | Q(from_file=False, proposed_by__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="authority_phone", condition=Q(phone__regex=r"^\+[0-9]{7,15}$")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"authority:{self.pk}"

    @property
    def may_be_called(self) -> bool:
        """Whether a call to its number counts."""
        return self.confirmed_at is not None and self.retired_at is None


class CallBack(models.Model):
    """One call to an authority about a request, never changed afterwards (trigger).

    The number is that of the directory's entry and stands nowhere else: no other can be written down. `judicial`: they
    said that a judge or court issued or validated the instrument; that the request says so proves nothing.
    """

    class Result(models.TextChoices):
        """What whoever answered said."""

        CONFIRMED = "confirmed", "It is theirs, exactly as we have it"
        DIFFERS = "differs", "They sent one, but not this: number, people or data differ"
        DENIED = "denied", "They know nothing of it"
        WITHDRAWN = "withdrawn", "It was theirs, and they take it back"
        UNREACHED = "unreached", "Nobody answered who could say"

    request = models.ForeignKey("legal.LegalRequest", on_delete=models.PROTECT, related_name="calls")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="calls")
    called_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_by = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=10, choices=Result)
    judicial = models.BooleanField(default=False)
    words = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="call_says_who_answered", condition=Q(result="unreached") | ~Q(answered_by="")),
        ]

    def __str__(self) -> str:
        return f"call about {self.request_id}: {self.result}"

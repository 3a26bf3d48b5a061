"""What is given, who agreed, and who is told."""

import secrets
from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from haven.custody.models import EvidenceBundle

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_production_code() -> str:
    """Ten letters, under which its items are kept."""
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


class Production(models.Model):
    """A selection of data for one request, frozen when it is prepared: what is approved is what is handed over.

    The database refuses it for a request that no call has confirmed, or with a class of data that is not entitled;
    and its approval by who prepared it or made that call (triggers). `manifest` is the SHA-256 of the list of all its
    items (`haven.legal.parts`), which stands in each of its parts. `concerned` are the accounts that it is about,
    from when it was gathered; `withdrawn_at` is when the confirmation behind it was taken back: it leaves no more.
    """

    code = models.CharField(max_length=10, unique=True, default=new_production_code, editable=False)
    request = models.ForeignKey("legal.LegalRequest", on_delete=models.PROTECT, related_name="productions")
    classes = models.JSONField()
    manifest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    declined_words = models.TextField(max_length=1000, blank=True)
    concerned = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    delivered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    delivered_at = models.DateTimeField(null=True)
    delivered_how = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="production_by_two",
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(name="production_settled_once", condition=Q(approved_at=None) | Q(declined_at=None)),
            models.CheckConstraint(
                name="production_delivered_once_approved",
                condition=Q(delivered_at=None, delivered_by=None)
                | Q(delivered_at__isnull=False, delivered_by__isnull=False, approved_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["request"],
                name="production_one_waits",
                condition=Q(approved_at=None, declined_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"production {self.code} for {self.request_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it, and whose its items are."""
        return f"production:{self.code}"

    @cached_property
    def bundles(self) -> list[EvidenceBundle]:
        """What is handed over, part by part, in their order."""
        return [part.bundle for part in self.parts.select_related("bundle")]

    @property
    def waits(self) -> bool:
        """Whether the second person has to look at it."""
        return self.approved_at is None and self.declined_at is None and self.withdrawn_at is None

    @property
    def may_leave(self) -> bool:
        """Whether it can be saved and handed over."""
        return self.approved_at is not None and self.withdrawn_at is None

    @property
    def may_be_saved(self) -> bool:
        """Whether what it rests on still holds: what was handed over stays, but is not given again once denied."""
        asked = self.request
        stands = asked.state in {asked.State.VERIFIED, asked.State.ANSWERED}
        return self.may_leave and stands and set(self.classes) <= set(asked.entitled)

    @property
    def may_be_taken_back(self) -> bool:
        """Whether its approval can be: until it was saved or handed over."""
        return self.may_leave and self.delivered_at is None and not self.exports.exists()

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self


class ProductionPart(models.Model):
    """One of the bundles that a production consists of; never changed, and none is added once it waits no more."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    bundle = models.OneToOneField("custody.EvidenceBundle", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["production", "number"], name="part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.production_id}"


class Export(models.Model):
    """That a part of a production was saved; the database refuses it unless all that it rests on still holds."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, related_name="exports")
    part = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"export of {self.production_id}"


class UserNotice(models.Model):
    """That somebody is told what was given about them: at once, or when the gag ends. Sent by the clock, by nobody."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    nowhere = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["production", "person"], name="told_once")]
        indexes = [models.Index(fields=["due_at"], name="notice_due", condition=Q(sent_at=None, nowhere=False))]

    def __str__(self) -> str:
        return f"notice about {self.production_id}"

"""What a closing needs beside its dates: for whom it is sealed, its parts, and who agreed.

People are named as the ledger names them (`person:7`), not by foreign keys: their accounts go, and this stays.
"""

from typing import ClassVar, Self

import rfc8785
from django.db import models
from django.utils import timezone

from haven.evidence.digests import sha256


class Sealing(models.Model):
    """For whom, and what was fixed when the sealing began, so that it can be gone on with and is the same.

    `certificate` is the custodian's (PEM), for whom everything is then enveloped; `restricted` that of whoever keeps
    what child safety reported: without it that stays where it is. `head` is the signed head of the log that all proofs
    lead to; `manifest` the SHA-256 of the list of all files, which two people agree to before anything is erased.
    """

    closing = models.OneToOneField("site.Closing", on_delete=models.PROTECT, related_name="sealing")
    custodian = models.CharField(max_length=120)
    address = models.TextField(max_length=400)
    certificate = models.TextField(max_length=20_000, blank=True)
    restricted = models.TextField(max_length=20_000, blank=True)
    named_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True)
    head = models.TextField(blank=True)
    keys = models.TextField(blank=True)
    manifest = models.CharField(max_length=64, blank=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    def __str__(self) -> str:
        return f"sealing for {self.custodian}"

    @property
    def digest(self) -> str:
        """Of for whom it is: what two people agree to before anything is sealed."""
        return sha256(rfc8785.dumps([self.custodian, self.address, self.certificate, self.restricted]))


class SealedPart(models.Model):
    """One bundle of a sealing: its exhibits, in order, and the SHA-256 of its file once that is written."""

    sealing = models.ForeignKey(Sealing, on_delete=models.PROTECT, related_name="parts")
    is_restricted = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    items = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["is_restricted", "number"]
        constraints = [models.UniqueConstraint(fields=["sealing", "is_restricted", "number"], name="sealed_part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.sealing_id}"

    @property
    def path(self) -> str:
        """Of its file below the directory, without the ending of an envelope."""
        return f"parts/part-{self.number:03d}.zip"


class Agreement(models.Model):
    """That a person agreed to a step, and to what exactly: it counts for nothing once that is something else."""

    class Step(models.TextChoices):
        """What needs two people."""

        SEAL = "seal", "Sealing"
        ERASE = "erase", "Erasing"

    closing = models.ForeignKey("site.Closing", on_delete=models.PROTECT, related_name="agreements")
    step = models.CharField(max_length=5, choices=Step)
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "step", "digest", "by"], name="agreed_once")]

    def __str__(self) -> str:
        return f"{self.by} agreed to {self.step}"

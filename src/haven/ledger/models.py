"""The log's tables; the database itself refuses to change or delete what was written (see the migrations).

No foreign key is a constraint here: what refers to an entry must not be what keeps it, nor slow its writing down.
"""

import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone


def new_salt() -> bytes:
    """16 random bytes beside an entry: its hash, which is public, must not confirm a guess at the entry."""
    return secrets.token_bytes(16)


class LedgerEntry(models.Model):
    """One thing that was done or read.

    `actor` is `person:<id>`, `visitor` or `machine:<part>`; `action` is `<noun>.<past participle>`; `subject` is
    `<kind>:<identifier>`. None is a foreign key: entries outlive what they name.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["action", "at"]),
            models.Index(fields=["actor", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.action} {self.subject}"


class UnsequencedEntry(models.Model):
    """An entry that has no place in the tree yet; a trigger writes the row in the transaction of the entry."""

    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"entry {self.entry_id}"


class Leaf(models.Model):
    """The place of an entry in the tree, from 0, for good; `salt` is hashed with it."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(LedgerEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="leaf")
    salt = models.BinaryField(default=new_salt)

    def __str__(self) -> str:
        return f"entry {self.entry_id} at {self.position}"


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree, one after the other; it only ever grows."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_tile")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}"


class TreeHead(models.Model):
    """How many entries have a place; the one row is locked by whoever gives out the next ones."""

    THE_ONE: ClassVar[int] = 1

    size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_tree")]

    def __str__(self) -> str:
        return f"{self.size} entries"


class SignedCheckpoint(models.Model):
    """A head of the log that was signed; `note` is all of it, with the cosignatures that came since."""

    size = models.BigIntegerField(db_index=True)
    note = models.TextField()
    signed_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class Witness(models.Model):
    """A witness as we know it: by its address; `size` is the largest head it cosigned for us."""

    url = models.CharField(max_length=200, primary_key=True)
    size = models.BigIntegerField(default=0)
    cosigned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.url


class Alarm(models.Model):
    """Something is wrong with the log, now; gone again when it is not. `source` is `log` or a witness's address."""

    class Kind(models.TextChoices):
        """How bad it is: silence may be a cable; the others mean that history was changed or lost."""

        SILENT = "silent"
        REFUSED = "refused"
        BROKEN = "broken"

    source = models.CharField(max_length=200, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    since = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"{self.source}: {self.text}"

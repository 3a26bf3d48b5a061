"""What was captured: one item for each thing as it was at one time, with the files that show it."""

import secrets
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from haven.evidence.digests import salted_digest


def new_salt() -> bytes:
    """16 random bytes for the digest that the ledger keeps of an item."""
    return secrets.token_bytes(16)


class EvidenceItem(models.Model):
    """Something as it was when it was written, never changed afterwards (trigger).

    `subject` is what it shows, `about` whose it is (`person:7`); `manifest` is canonical JSON with each file's SHA-256.
    The ledger's `entry` holds `digest`: with the salt, and the entry's place in the log, anyone can check that nothing
    was changed since. What became of it is told by the entries about its own `name`.
    """

    subject = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    title = models.CharField(max_length=200)
    manifest = models.TextField()
    sha256 = models.CharField(max_length=64)
    salt = models.BinaryField(default=new_salt)
    captured_at = models.DateTimeField(default=timezone.now, editable=False)
    entry_id = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.name} of {self.subject}"

    @property
    def name(self) -> str:
        """How the ledger names it."""
        return f"evidence:{self.pk}"

    @property
    def digest(self) -> str:
        """What the ledger keeps of it."""
        return salted_digest(bytes(self.salt), {"sha256": self.sha256})


class EvidenceFile(models.Model):
    """A file of an item; files with the same bytes are stored once, under their digest."""

    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["item", "path"], name="evidence_path")]

    def __str__(self) -> str:
        return f"{self.path} of {self.item_id}"


class EvidenceBundle(models.Model):
    """A selection of items as it was handed over, never changed afterwards (trigger); built anew, it is the same bytes.

    `site` is the site's address, `checkpoint` the signed head that its proofs lead to; they, the log's keys, the key
    that signed, the signature, and an authority's timestamp if there is one, are kept as they were; so are, in `seen`,
    the first witnessed heads with the items' entries: note → items. `desk` names the desk that alone learns of it;
    empty: the investigators'.
    """

    desk = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=120)
    purpose = models.TextField(max_length=2000)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    items = models.JSONField(default=list)
    site = models.CharField(max_length=200)
    checkpoint = models.TextField()
    seen = models.JSONField(default=dict)
    keys = models.TextField()
    signer = models.TextField()
    signature = models.BinaryField()
    timestamp = models.BinaryField(default=bytes)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    def __str__(self) -> str:
        return f"bundle {self.pk}: {self.title}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"bundle:{self.pk}"


class BundleRelease(models.Model):
    """That a second person let a bundle go out; before that it leaves for nobody."""

    bundle = models.OneToOneField(EvidenceBundle, on_delete=models.PROTECT, primary_key=True, related_name="release")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"release of {self.bundle_id}"

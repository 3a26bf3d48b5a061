"""What was said in an ad at one time; never changed afterwards, by order of the database."""

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

if TYPE_CHECKING:
    from haven.listings.models.photo import RevisionPhoto


def new_salt() -> bytes:
    """16 random bytes for the digest that the ledger keeps of a revision."""
    return secrets.token_bytes(16)


class ListingRevision(models.Model):
    """One submitted text of an ad, immutable (trigger). The ledger keeps its salted digest.

    `folded_sha256` is that of the folded text: equal for texts that a reader would call the same. `details` holds the
    values of the category's fields by name, as `haven.listings.fields` reads them.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    category = models.ForeignKey("listings.Category", on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    body = models.TextField()
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    details = models.JSONField(default=dict, blank=True)
    place = models.ForeignKey("listings.Place", on_delete=models.PROTECT, null=True)
    place_words = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    folded_sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    salt = models.BinaryField(default=new_salt, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.listing_id}"

    @cached_property
    def first_photo(self) -> "RevisionPhoto | None":
        """The photo that lists show; set by whoever has read it for many."""
        return next(iter(self.shown_photos.all()), None)

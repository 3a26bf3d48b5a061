"""What the search indexes of the site's hosts have yet to learn of; see `haven.listings.searching`."""

import uuid

from django.db import models
from django.utils import timezone


class SearchIndex(models.Model):
    """An index that is told of changes; its files are on the host that keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.id.hex


class SearchChange(models.Model):
    """An ad that changed and that an index has not seen since; written by triggers alone.

    `listing_id` is no foreign key: that an ad was deleted is a change, too.
    """

    index = models.ForeignKey(SearchIndex, on_delete=models.CASCADE, related_name="changes", db_index=False)
    listing_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["index", "id"], name="search_change_order")]

    def __str__(self) -> str:
        return f"listing {self.listing_id} for {self.index_id}"


class Stemming(models.Model):
    """The language whose word forms PostgreSQL keeps of one kind of row, as `german`.

    `up_to` is the number of the last row that was brought into it since it was chosen; None when all are.
    """

    kind = models.CharField(max_length=20, unique=True)
    language = models.CharField(max_length=20)
    up_to = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"

"""What people at the desk tell each other about an ad."""

from django.db import models
from django.utils import timezone


class Note(models.Model):
    """One remark, for the desk only: neither posters nor reporters ever read it."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note {self.pk} about {self.listing_id}"

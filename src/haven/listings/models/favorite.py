"""Ads that somebody with an account keeps an eye on."""

from django.db import models
from django.utils import timezone


class Favorite(models.Model):
    """One ad that a person keeps.

    `code` is the ad's, without a foreign key: it stays when the ad is edited, and when the ad is erased its reader can
    still be told that it is gone.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="favorites")
    code = models.CharField(max_length=10)
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="kept_once")]

    def __str__(self) -> str:
        return f"{self.code}, kept by {self.person_id}"

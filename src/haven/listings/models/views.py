"""How often ads are looked at: a number a day, nothing about who looked."""

from django.db import models


class DailyViews(models.Model):
    """How often one ad's page was opened on one day of the site's time. Nothing is kept of the visitor."""

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="daily_views")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.views} views of {self.listing_id} on {self.day}"

"""Where an ad can stand: its category and its place."""

from django.db import models


class Category(models.Model):
    """A shelf of the market. Two levels: `housing` holds `rooms`; ads stand in the lower ones.

    Filled from `packs/*.yaml` at every migration. There is none for sexual services (ADR 0001).
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    icon = models.SlugField(default="tag")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Its slug below its parent's, `jobs/hospitality`: what policies and signals go by."""
        return f"{self.parent.slug}/{self.slug}" if self.parent else self.slug


class Place(models.Model):
    """A town of the GeoNames gazetteer; `id` is its geonameid, coordinates in degrees (WGS 84)."""

    id = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="place_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["latitude", "longitude"]),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.country}"

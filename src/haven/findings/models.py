"""The tables of what was found. `ad_id` is a listing's public code everywhere here."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone


class TextKeys(models.Model):
    """The smallest hashes of an ad's word 3-grams: ads that share some are worth comparing (see `keys.py`)."""

    ad_id = models.CharField(max_length=80, primary_key=True)
    keys = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="text_keys")]

    def __str__(self) -> str:
        return f"keys of {self.ad_id}"


class Identifier(models.Model):
    """A contact in its normal form: `phone` +441134960101, `email` …, `handle` telegram:@name …"""

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=320)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class Sighting(models.Model):
    """An identifier seen in an ad."""

    identifier = models.ForeignKey(Identifier, on_delete=models.CASCADE, related_name="sightings")
    ad_id = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identifier", "ad_id"], name="sighting_once")]

    def __str__(self) -> str:
        return f"{self.identifier_id} in {self.ad_id}"


class Network(models.Model):
    """Ads that belong together. `id` is stable while most of its ads stay together; `score` is in bits saved."""

    id = models.CharField(max_length=40, primary_key=True)
    size = models.PositiveIntegerField()
    score = models.FloatField()
    ties = models.JSONField(default=list)
    first_seen = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    contacts = models.JSONField(default=list)
    hubs = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    places = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-score", "id"]

    def __str__(self) -> str:
        return f"{self.id} ({self.size} ads)"


class Membership(models.Model):
    """Which network an ad is in; an ad is in one at most."""

    ad_id = models.CharField(max_length=80, primary_key=True)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")

    def __str__(self) -> str:
        return f"{self.ad_id} in {self.network_id}"


class Link(models.Model):
    """Why two ads of a network belong together: kind, strength (0 to 1), and a sentence for a person."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="links")
    a = models.CharField(max_length=80)
    b = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    strength = models.FloatField()
    why = models.TextField()

    class Meta:
        ordering = ["-strength", "a", "b"]

    def __str__(self) -> str:
        return f"{self.a}–{self.b}: {self.kind}"


class Template(models.Model):
    """A text that ads of a network share.

    `columns` is a list of `{"constant": words}` or `{"fillers": [words per ad]}`, left to right.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="templates")
    ads = models.JSONField()
    columns = models.JSONField()
    saved_bits = models.FloatField()

    class Meta:
        ordering = ["-saved_bits"]

    def __str__(self) -> str:
        return f"template of {self.network_id}"

"""The tables of what was found. `ad_id` is a listing's public code everywhere here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class IndexedAd(models.Model):
    """An ad that others can be compared with: the words of its text as numbers, and its keys (see `index.py`).

    `id` grows with time. `tokens` are little-endian 32-bit numbers, `keys` the rows of `TextKey` that are this ad's.
    """

    id = models.AutoField(primary_key=True)
    ad_id = models.CharField(max_length=80, unique=True)
    tokens = models.BinaryField()
    keys = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"index of {self.ad_id}"


class TextKey(models.Model):
    """One key of an ad's text. The primary key's index is all that is ever read.

    `ad` is an `IndexedAd`; no foreign key, for it would need an index of its own on a table of many rows per ad.
    """

    pk = models.CompositePrimaryKey("key", "ad")
    key = models.IntegerField()
    ad = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.key} of {self.ad}"


class Identifier(models.Model):
    """A contact in its normal form: `phone` +441134960101, `email` …, `handle` telegram:@name …

    `hub` says that the last sweep that met it found it on so many unrelated ads that it ties none.
    """

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=320)
    hub = models.BooleanField(default=False)

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


class Apart(models.Model):
    """That a person found an ad not to belong with another; it lasts, whatever is swept and however often."""

    ad_id = models.CharField(max_length=80)
    other_id = models.CharField(max_length=80, db_index=True)
    marked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ad_id", "other_id"], name="apart_once")]

    def __str__(self) -> str:
        return f"{self.ad_id} not with {self.other_id}"


class Renewal(models.Model):
    """That a case needs a finding for longer; `network_id` outlives the row it names, `subject` names the case."""

    network_id = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()
    subject = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.network_id} until {self.until:%Y-%m-%d}"

"""The tables of settings and terms."""

from datetime import UTC, date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

_HEX = r"^#[0-9a-f]{6}$"


class SiteSettings(models.Model):
    """What the operator decided in the administration: one row at most. What is empty comes from the environment.

    `logo` is a PNG that Haven wrote itself, `logo_width` × `logo_height` its pixels. Colours are `#rrggbb`. Lists have
    commas between: `countries` ISO 3166-1 (the first is home), `languages` and `page_languages` ISO 639-1,
    `currencies` ISO 4217.
    """

    name = models.CharField(max_length=60, blank=True)
    logo = models.BinaryField(null=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    theme = models.SlugField(max_length=20, blank=True)
    accent_light = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    countries = models.CharField(max_length=60, blank=True)
    languages = models.CharField(max_length=60, blank=True)
    page_languages = models.CharField(max_length=60, blank=True, default="", db_default="")
    currencies = models.CharField(max_length=60, blank=True)
    operator = models.CharField(max_length=120, blank=True)
    address = models.TextField(max_length=400, blank=True)
    represented_by = models.CharField(max_length=120, blank=True)
    register = models.CharField(max_length=120, blank=True)
    vat_number = models.CharField(max_length=40, blank=True)
    contact = models.EmailField(blank=True)
    contact_authorities = models.EmailField(blank=True)
    contact_flaggers = models.EmailField(blank=True)
    contact_languages = models.CharField(max_length=120, blank=True)
    privacy_authority = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["SiteSettings"]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_site", condition=Q(pk=1)),
            models.CheckConstraint(
                name="site_colours",
                condition=(Q(accent_light="") | Q(accent_light__regex=_HEX))
                & (Q(accent_dark="") | Q(accent_dark__regex=_HEX)),
            ),
        ]

    def __str__(self) -> str:
        return f"settings of {self.name or 'the site'}"


class TermsVersion(models.Model):
    """Terms as they are in force from a day on; the next version ends them. Never changed (a trigger).

    `text` is Markdown. `sha256` is that of its UTF-8 bytes, hexadecimal.
    """

    valid_from = models.DateField(unique=True)
    text = models.TextField(max_length=60_000)
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["TermsVersion"]] = models.Manager()

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"terms of {self.day}"

    @property
    def day(self) -> str:
        """The version's name: the day from which it is in force, as 2026-11-26."""
        return self.valid_from.isoformat()

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"terms:{self.day}"

    def is_ahead(self, today: date) -> bool:
        """Whether it is announced, but not yet in force."""
        return self.valid_from > today


class Closing(models.Model):
    """That the site winds itself down, and how far it is: one at most that was not called off.

    `ends_on` is the first day on which nobody can use it. Each `…_at` is when a step was done, whole: what was begun is
    gone on with until it is. `told_up_to` is the number of the last account that the mail was written to,
    `searches_told_up_to` that of the last saved search without an account. No person is a foreign key: accounts go,
    and this stays.
    """

    ends_on = models.DateField()
    announced_at = models.DateTimeField(default=timezone.now, editable=False)
    told_up_to = models.BigIntegerField(default=0)
    searches_told_up_to = models.BigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    erasing_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Closing"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce("called_off_at", Value(datetime(1970, 1, 1, tzinfo=UTC))), name="one_closing_at_a_time"
            ),
            models.CheckConstraint(
                name="nothing_erased_is_called_off", condition=Q(called_off_at=None) | Q(erasing_at=None)
            ),
            models.CheckConstraint(
                name="closing_erases_what_is_sealed",
                condition=Q(erasing_at=None) | Q(sealed_at__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"closing on {self.ends_on}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"closing:{self.pk}"

    @property
    def is_closed(self) -> bool:
        """Whether the day has come."""
        return timezone.localdate() >= self.ends_on

"""What people at the desk see of their own work, and nobody else: the rows do not say whose they are.

`owner` is a keyed digest of the person (`owner_of`), so that no query, list or join finds out from these tables whose
numbers they are; who asks for their own can compute it. `WorkRules` alone is the lead's, and about nobody.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from haven.accounts.models import User
from haven.moderation.shifts import LONGEST, Limits

_SALT = "haven.moderation.work"


def owner_of(user: User) -> str:
    """Under which name a person's own numbers are kept."""
    return salted_hmac(_SALT, str(user.pk), algorithm="sha256").hexdigest()


def item_of_owner(user: User, subject: str) -> str:
    """What tells an item from others among a person's own, without naming it."""
    return salted_hmac(f"{_SALT}.item", f"{user.pk} {subject}", algorithm="sha256").hexdigest()[:32]


class WorkSpan(models.Model):
    """One item in hand: whether it was hard, from when to when."""

    owner = models.CharField(max_length=64)
    item = models.CharField(max_length=32)
    hard = models.BooleanField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-seen_at"], name="own_work")]
        constraints = [models.CheckConstraint(name="work_goes_forward", condition=Q(seen_at__gte=F("began_at")))]

    def __str__(self) -> str:
        return f"work from {self.began_at:%H:%M} to {self.seen_at:%H:%M}"


class WorkBreak(models.Model):
    """A break until `until`, or the wish to carry on until then (`postponed`)."""

    owner = models.CharField(max_length=64, db_index=True)
    began_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    postponed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{'no ' if self.postponed else ''}break until {self.until:%H:%M}"


class WorkWish(models.Model):
    """What a person asks for: less hard material than the lead allows, and kinds that they do not take. No reasons."""

    owner = models.CharField(max_length=64, unique=True)
    items = models.PositiveIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    refused = ArrayField(models.SlugField(max_length=64), default=list)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"wishes of {self.changed_at:%d %B}"


class DayNote(models.Model):
    """How a person says they are on a day."""

    class Feeling(models.IntegerChoices):
        """From well to not well."""

        WELL = 1, "Well"
        ALL_RIGHT = 2, "All right"
        SO_SO = 3, "So-so"
        WORN = 4, "Worn"
        NOT_WELL = 5, "Not well"

    owner = models.CharField(max_length=64)
    day = models.DateField()
    feeling = models.PositiveSmallIntegerField(choices=Feeling)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "day"], name="one_feeling_a_day")]

    def __str__(self) -> str:
        return f"{self.get_feeling_display()} on {self.day}"


class KeptWords(models.Model):
    """What somebody had typed about an item when they let it go or took a break; it is there when they come back."""

    holder = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    fields = models.JSONField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "subject"], name="words_kept_once")]

    def __str__(self) -> str:
        return f"words about {self.subject}"


def _within(name: str) -> Q:
    return Q(**{f"{name}__gte": 1, f"{name}__lte": LONGEST[name]})


class WorkRules(models.Model):
    """What a lead has set for everybody at the desk; the last row counts."""

    items = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    in_a_row = models.PositiveIntegerField()
    work_minutes = models.PositiveIntegerField()
    break_minutes = models.PositiveIntegerField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(name=f"rule_{name}_can_be", condition=_within(name)) for name in LONGEST]

    def __str__(self) -> str:
        return f"rules of {self.set_at:%d %B}"

    @property
    def limits(self) -> Limits:
        """The numbers alone."""
        return Limits(**{name: getattr(self, name) for name in LONGEST})

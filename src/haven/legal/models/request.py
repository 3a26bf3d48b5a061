"""What an authority asks for."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.accounts.models import acting_language

if TYPE_CHECKING:
    from haven.legal.models.gathering import Gathering

LONGEST_GAG = 3 * 366
"""Days for which people can be kept from being told, from the day on which an authority says so."""
MOST_LINES = 100
"""Lines of a request that are looked up; no form takes more."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """`LR-K7QM-2XPA-9HTE`: 59 random bits, so that nobody finds another's request by counting."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return f"LR-{letters[:4]}-{letters[4:8]}-{letters[8:]}"


class Instrument(models.TextChoices):
    """By what right an authority asks."""

    PRESERVATION_LETTER = "preservation_letter", _("Preservation letter")
    SUBPOENA = "subpoena", _("Subpoena")
    COURT_ORDER = "court_order", _("Court order")
    WARRANT = "warrant", _("Warrant")
    EMERGENCY = "emergency", _("Emergency: somebody’s life or safety is in danger now")
    EU_PRODUCTION = "eu_production", _("European Production Order")
    EU_PRESERVATION = "eu_preservation", _("European Preservation Order")
    DSA_9 = "dsa_9", _("Order to act against illegal content (Digital Services Act, art. 9)")
    DSA_10 = "dsa_10", _("Order to provide information (Digital Services Act, art. 10)")


class DataClass(models.TextChoices):
    """What kinds of data there are, the least revealing first."""

    SUBSCRIBER = "subscriber", _("Subscriber: name, e-mail address, since when")
    RECORDS = "records", _("Records: which ads and messages, and when, without their words")
    CONTENT = "content", _("Content: the words and photos")


class LegalRequest(models.Model):
    """One request, as it was sent in. What the authority says of itself proves nothing.

    `about` has an ad's address, account, number or address a line. `country` is what they say; what they are entitled
    to goes by the directory's entry that was called. `entitled` are the classes of data that the instrument gives,
    from the moment of `verified_by`, the call that confirmed it. The database refuses a production without it.
    `file_sha256` is that of the instrument's file as it came; `document` is empty where the file is not, or no longer,
    kept. `reminded` is of what the desk was mailed last. `numbers` are all digits that it names, also in words: none of
    them is called because a request brought it.
    """

    class State(models.TextChoices):
        """How far it is."""

        RECEIVED = "received", "to be called back"
        VERIFIED = "verified", "verified"
        ANSWERED = "answered", "answered"
        REFUSED = "refused", "refused"
        WITHDRAWN = "withdrawn", "taken back by the authority"

    class Reminder(models.IntegerChoices):
        """Of what the desk is mailed, once each."""

        NONE = 0, "nothing yet"
        NEW = 1, "new"
        SOON = 2, "due soon"
        LATE = 3, "late"

    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    typed_in_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    instrument = models.CharField(max_length=20, choices=Instrument)
    judicial = models.BooleanField(default=False)
    authority_said = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    officer = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    file_number = models.CharField(max_length=80)
    legal_basis = models.CharField(max_length=300)
    about = models.TextField(max_length=4000)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    wanted = models.JSONField(default=list)
    words = models.TextField(max_length=5000, blank=True)
    answer_by = models.DateField(null=True)
    gag_until = models.DateField(null=True)
    numbers = models.TextField(blank=True)
    document = models.ForeignKey("custody.EvidenceItem", on_delete=models.SET_NULL, null=True, related_name="+")
    file_sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, default=acting_language)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField()
    reminded = models.PositiveSmallIntegerField(choices=Reminder, default=Reminder.NONE, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    verified_by = models.OneToOneField("legal.CallBack", on_delete=models.PROTECT, null=True, related_name="+")
    entitled = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    closing_words = models.TextField(max_length=2000, blank=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="legal_due", condition=Q(closed_at=None))]
        constraints = [
            models.CheckConstraint(
                name="legal_state",
                condition=Q(state="received", verified_by=None, closed_at=None, entitled=[])
                | Q(state="verified", verified_by__isnull=False, closed_at=None)
                | Q(state="answered", verified_by__isnull=False, closed_at__isnull=False)
                | Q(state__in=["refused", "withdrawn"], closed_at__isnull=False) & ~Q(closing_words=""),
            ),
            models.CheckConstraint(
                name="legal_most_that_is_entitled",
                condition=(
                    ~Q(entitled__contains="content") | Q(instrument__in=["warrant", "emergency", "eu_production"])
                )
                & (
                    ~Q(entitled__contains="records")
                    | Q(instrument__in=["warrant", "emergency", "eu_production", "court_order"])
                )
                & (~Q(instrument__in=["preservation_letter", "eu_preservation", "dsa_9"]) | Q(entitled=[])),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"legal:{self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        """Whether it should have been answered."""
        return self.is_open and self.due_at < timezone.now()

    @property
    def reminder(self) -> "LegalRequest.Reminder":
        """Of what the desk has to know by now: it is due soon in the last quarter of its time."""
        left = self.due_at - timezone.now()
        if left <= timedelta():
            return self.Reminder.LATE
        return self.Reminder.SOON if left <= (self.due_at - self.received_at) / 4 else self.Reminder.NEW

    @property
    def lines(self) -> list[str]:
        """What it is about, a line each."""
        return [line.strip() for line in self.about.splitlines() if line.strip()]

    @property
    def gathered_now(self) -> "Gathering | None":
        """What is being put together for it, if anything is."""
        return self.gatherings.filter(state="running").first()

    def lock(self) -> Self:
        """Read the row anew and hold it until the transaction ends."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        return self


class Target(models.Model):
    """An account or ad that somebody found a request to be about; `named_by` is the line that led to it."""

    request = models.ForeignKey(LegalRequest, on_delete=models.PROTECT, related_name="targets")
    subject = models.CharField(max_length=80)
    named_by = models.CharField(max_length=400)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "subject"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.subject} of {self.request_id}"

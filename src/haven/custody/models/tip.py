"""A report to those who act on crimes against children, written by a person of the child-safety role."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class CyberTip(models.Model):
    """One report: what is said in it, where it goes, how far it has come. Never changed once it is filed (trigger).

    `draft` is that of a file that matched; none where an ad alone is reported. `token` is that of the form it was
    written on, so that a second click writes nothing. `fields` is what the report says about ad, account and file;
    `report` and `details` are the documents as they are sent, `receipt` what was answered.
    """

    class Route(models.TextChoices):
        """To whom it goes."""

        CYBERTIPLINE = "cybertipline", "CyberTipline (NCMEC)"
        NCA = "nca", "National Crime Agency (UK), through its portal"

    class State(models.TextChoices):
        """Whether it is there."""

        WAITING = "waiting", "Not filed yet"
        REFUSED = "refused", "Refused: needs a person"
        FILED = "filed", "Filed"

    class Step(models.TextChoices):
        """How far the sending has come; each step is kept, so that the next try goes on from there."""

        NONE = "", "not begun"
        SUBMITTED = "submitted", "opened"
        UPLOADED = "uploaded", "file uploaded"
        DESCRIBED = "described", "file described"

    draft = models.OneToOneField("custody.CyberTipDraft", on_delete=models.PROTECT, null=True, related_name="tip")
    token = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=80, db_index=True)
    about = models.CharField(max_length=80, blank=True)
    route = models.CharField(max_length=12, choices=Route, default=Route.CYBERTIPLINE)
    incident = models.CharField(max_length=80)
    happened_at = models.DateTimeField()
    words = models.TextField(max_length=2500, blank=True)
    urgent = models.TextField(max_length=1000, blank=True)
    classification = models.CharField(max_length=2, blank=True)
    fields = models.JSONField()
    report = models.TextField()
    details = models.TextField(blank=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    hold = models.ForeignKey("custody.PreservationHold", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=10, choices=Step, blank=True, default="")
    endpoint = models.CharField(max_length=200, blank=True)
    report_id = models.CharField(max_length=60, blank=True)
    file_id = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    tried_at = models.DateTimeField(null=True)
    try_after = models.DateTimeField(default=timezone.now)
    alarmed_at = models.DateTimeField(null=True)
    receipt = models.TextField(blank=True)
    filed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["token"], name="tip_once_a_form", condition=~Q(token="")),
            models.UniqueConstraint(
                fields=["subject", "incident"],
                name="tip_waits_once",
                condition=Q(draft=None) & ~Q(state="filed"),
            ),
            models.CheckConstraint(
                name="tip_filed_has_its_number",
                condition=Q(state="filed", filed_at__isnull=False) & ~Q(report_id="")
                | ~Q(state="filed") & Q(filed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} ({self.state})"

    @property
    def name(self) -> str:
        """How the ledger names it."""
        return f"tip:{self.pk}"

    @property
    def by_hand(self) -> bool:
        """Whether a person files it themselves and notes that here."""
        return self.route == self.Route.NCA

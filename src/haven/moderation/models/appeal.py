"""What a poster or a reporter says against a decision."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haven.moderation.models.decision import Decision


class Appeal(models.Model):
    """One appeal; answered by another person than those who decided (trigger).

    Without a `notice` it is the poster's, against a restriction; with one it is that reporter's, against letting the
    ad be. While the desk waits for an answer of theirs (`waits_until`) it is out of the queue. `restored` says that a
    reversal brought back what was taken, `removal` is the decision by which it took a reported ad down: what undoing
    the answer within the minute takes back.
    """

    class State(models.TextChoices):
        """`upheld`: the decision stands; `reversed`: it was wrong."""

        OPEN = "open", _("Someone else will look at it")
        UPHELD = "upheld", _("The decision stands")
        REVERSED = "reversed", _("The decision was reversed")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, null=True, related_name="appeals")
    text = models.TextField(max_length=5000)
    filed_at = models.DateTimeField(default=timezone.now, editable=False)
    waits_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=5000, blank=True)
    restored = models.BooleanField(default=False)
    removal = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["filed_at"], name="appeal_open", condition=Q(state="open"))]
        constraints = [
            models.CheckConstraint(
                name="answered_appeal_has_answer",
                condition=Q(state="open", answered_by=None) | ~Q(state="open") & Q(answered_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["decision"], name="one_appeal_of_the_poster", condition=Q(notice__isnull=True)
            ),
            models.UniqueConstraint(fields=["decision", "notice"], name="one_appeal_of_a_reporter"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk} against decision {self.decision_id}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"appeal:{self.pk}"

    @property
    def topic(self) -> str:
        """What the mails about its answer are cancelled by."""
        return f"{self.subject}:answer"

    @property
    def final_at(self) -> datetime | None:
        """When the answer can no longer be undone, and its mails leave; None before there is one."""
        return self.answered_at + timedelta(seconds=settings.UNDO_SECONDS) if self.answered_at else None

    @property
    def seconds_left(self) -> int:
        """Whole seconds in which the answer can still be undone."""
        return max(0, int((self.final_at - timezone.now()).total_seconds())) if self.final_at else 0

    @property
    def shown(self) -> "Appeal.State":
        """What who appealed is shown: open until the answer can no longer be taken back."""
        undoable = self.final_at is not None and timezone.now() < self.final_at
        return self.State.OPEN if undoable else self.State(self.state)

    @property
    def is_reporters(self) -> bool:
        """Whether a reporter appeals, as against the poster."""
        return self.notice_id is not None


class AppealMessage(models.Model):
    """One turn of the dialogue about an appeal; without `author` it is the appellant's."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=5000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"message {self.pk} of appeal {self.appeal_id}"

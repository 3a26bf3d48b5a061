"""What a policy would have done to the ads of the last days."""

from django.db import models
from django.utils import timezone


class BacktestRun(models.Model):
    """One run of one version; `result` is what `queries.backtest` made of it, without anybody's words.

    With a `classifier` it is as if that one had been in force, else as it was then.
    """

    class State(models.TextChoices):
        """Whether it is finished."""

        WAITING = "waiting", "Waits for the worker"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    policy = models.ForeignKey("policies.PolicyVersion", on_delete=models.CASCADE, related_name="backtests")
    classifier = models.ForeignKey(
        "policies.ClassifierVersion", on_delete=models.CASCADE, null=True, related_name="backtests"
    )
    sha256 = models.CharField(max_length=64)
    days = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"backtest of {self.policy_id} over {self.days} days"

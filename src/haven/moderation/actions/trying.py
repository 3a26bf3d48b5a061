"""Asking what a policy would have done; the worker finds out."""

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.moderation.models import BacktestRun
from haven.moderation.tasks import run_backtest
from haven.policies.errors import PoliciesError
from haven.policies.models import ClassifierVersion, PolicyVersion
from haven.screening import load_policy

MOST_DAYS = 366


@transaction.atomic
def ask_backtest(
    *, version: PolicyVersion, days: int, asked_by: User, classifier: ClassifierVersion | None = None
) -> BacktestRun:  # fmt: skip
    """Queue a run over the ads of the last `days`; with a `classifier`, as if that one had been in force.

    Raises:
        PoliciesError: the days are out of range, or the classifier has no threshold from which it would fire.
        PolicyError: the text has faults.
    """
    if not 1 <= days <= MOST_DAYS:
        raise PoliciesError(f"Choose between 1 and {MOST_DAYS} days.")
    if classifier is not None and classifier.threshold is None:
        raise PoliciesError("No threshold of this classifier was right often enough, so it would find nothing.")
    load_policy(version.text)
    run = BacktestRun.objects.create(
        policy=version, sha256=version.sha256, days=days, asked_by=asked_by, classifier=classifier
    )
    tried = {"classifier": classifier.pk} if classifier else {}
    record(actor=person(asked_by.pk), action="backtest.asked", subject=version.subject, days=days, **tried)
    run_backtest.defer(run_id=run.pk)
    return run

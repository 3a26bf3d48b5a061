"""Asking what a policy would have done; the worker finds out."""

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.moderation.models import BacktestRun
from haven.moderation.tasks import run_backtest
from haven.policies.errors import PoliciesError
from haven.policies.models import PolicyVersion
from haven.screening import load_policy

MOST_DAYS = 366


@transaction.atomic
def ask_backtest(*, version: PolicyVersion, days: int, asked_by: User) -> BacktestRun:
    """Queue a run over the ads of the last `days`.

    Raises:
        PoliciesError: the days are out of range.
        PolicyError: the text has faults.
    """
    if not 1 <= days <= MOST_DAYS:
        raise PoliciesError(f"Choose between 1 and {MOST_DAYS} days.")
    load_policy(version.text)
    run = BacktestRun.objects.create(policy=version, sha256=version.sha256, days=days, asked_by=asked_by)
    record(actor=person(asked_by.pk), action="backtest.asked", subject=version.subject, days=days)
    run_backtest.defer(run_id=run.pk)
    return run

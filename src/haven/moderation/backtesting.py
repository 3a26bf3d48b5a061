"""Finding out what a policy would have done; the worker's part."""

from django.db import transaction

from haven.ledger.actions import machine, record
from haven.moderation.models import BacktestRun
from haven.moderation.queries.backtest import backtest
from haven.screening import load_policy


@transaction.atomic
def finish_backtest(*, run: BacktestRun) -> BacktestRun:
    """Do it, and keep what came of it; a run that is finished is left alone."""
    run = BacktestRun.objects.select_for_update().select_related("policy").get(pk=run.pk)
    if run.state != BacktestRun.State.WAITING:
        return run
    if run.sha256 != run.policy.sha256:
        run.state, run.problem = BacktestRun.State.FAILED, "The draft was changed before its turn came. Ask again."
    else:
        found = backtest(load_policy(run.policy.text), days=run.days)
        run.result, run.state = found.as_json(), BacktestRun.State.DONE
    run.save()
    record(actor=machine("backtest"), action="backtest.finished", subject=run.policy.subject, state=run.state)
    return run

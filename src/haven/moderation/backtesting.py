"""Finding out what a policy would have done; the worker's part."""

from django.db import transaction

from haven.ledger.actions import machine, record
from haven.moderation.models import BacktestRun
from haven.moderation.queries.backtest import backtest
from haven.screening import load_policy
from haven.screening.learned import Classifier
from haven.screening.learned.classifier import ClassifierError


@transaction.atomic
def finish_backtest(*, run: BacktestRun) -> BacktestRun:
    """Do it, and keep what came of it; a run that is finished is left alone."""
    rows = BacktestRun.objects.select_for_update(of=("self",)).select_related("policy", "classifier")
    run = rows.get(pk=run.pk)
    if run.state != BacktestRun.State.WAITING:
        return run
    if run.sha256 != run.policy.sha256:
        run.state, run.problem = BacktestRun.State.FAILED, "The draft was changed before its turn came. Ask again."
    else:
        _decide_anew(run)
    run.save()
    record(actor=machine("backtest"), action="backtest.finished", subject=run.policy.subject, state=run.state)
    return run


def _decide_anew(run: BacktestRun) -> None:
    try:
        classifier = Classifier.load(bytes(run.classifier.model), run.classifier.sha256) if run.classifier else None
    except ClassifierError as error:
        run.state, run.problem = BacktestRun.State.FAILED, str(error)[:300]
        return
    found = backtest(load_policy(run.policy.text), days=run.days, classifier=classifier)
    run.result, run.state = found.as_json(), BacktestRun.State.DONE

"""What the desk leaves to the worker."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from haven.moderation.backtesting import finish_backtest
from haven.moderation.models import BacktestRun


@app.task(queue="desk", retry=RetryStrategy(max_attempts=3, exponential_wait=4), pass_context=False)
def run_backtest(*, run_id: int) -> None:
    """Decide anew about the ads of a run; nothing where it was done already."""
    run = BacktestRun.objects.filter(pk=run_id).first()
    if run is not None:
        finish_backtest(run=run)

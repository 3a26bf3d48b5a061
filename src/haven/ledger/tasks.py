"""The log's clock: every minute what is new gets its place, is signed and cosigned."""

from procrastinate.contrib.django import app

from haven.ledger.witnessing import tend


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="ledger.tend")
def tend_log(timestamp: int) -> None:
    """Sequence, sign and have cosigned; may run twice."""
    tend()

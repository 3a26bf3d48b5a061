"""The log's clock: what is new gets its place, is signed and cosigned; what is old is compared with what was hashed."""

from procrastinate.contrib.django import app

from haven.ledger.checking import check_entries
from haven.ledger.witnessing import tend


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="ledger.tend")
def tend_log(timestamp: int) -> None:
    """Sequence, sign and have cosigned; may run twice."""
    tend()


@app.periodic(cron="23 * * * *")
@app.task(queue="clock", queueing_lock="ledger.check")
def check_log(timestamp: int) -> None:
    """Look for entries that were changed, removed or hidden in the database; may run twice."""
    check_entries()

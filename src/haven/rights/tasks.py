"""What the worker does every night about what is kept too long."""

from procrastinate.contrib.django import app

from haven.rights.actions.erasing import finish_erasures
from haven.rights.actions.retention import keep_no_longer


@app.periodic(cron="23 2 * * *")
@app.task(queue="clock", queueing_lock="rights.retention")
def keep_no_longer_nightly(timestamp: int) -> None:
    """Delete what is too old, and finish erasures that something held up."""
    while any(keep_no_longer().values()):
        pass
    finish_erasures()

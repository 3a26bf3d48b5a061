"""What the worker does every night about what is kept too long, and every hour about whom a hold has let go."""

from procrastinate.contrib.django import app

from haven.rights.actions.erasing import finish_erasures
from haven.rights.actions.retention import keep_no_longer


@app.periodic(cron="23 2 * * *")
@app.task(queue="clock", queueing_lock="rights.retention")
def keep_no_longer_nightly(timestamp: int) -> None:
    """Delete what is too old."""
    while any(keep_no_longer().values()):
        pass


@app.periodic(cron="47 * * * *")
@app.task(queue="clock", queueing_lock="rights.finish_erasures")
def finish_erasures_hourly(timestamp: int) -> None:
    """Finish erasures that a hold held up: also where the policy of how long things are kept cannot be read."""
    finish_erasures()

"""What the worker does for investigators."""

from procrastinate.contrib.django import app

from haven.investigations.actions.mentions import read_notices
from haven.investigations.actions.reviews import forget_old_findings
from haven.investigations.actions.watches import check_watches


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="investigations.follow")
def follow(timestamp: int) -> None:
    """Read what is new, and tell members of cases what has come back."""
    while read_notices():
        pass
    check_watches()


@app.periodic(cron="41 3 * * *")
@app.task(queue="clock", queueing_lock="investigations.expire")
def expire_networks(timestamp: int) -> None:
    """Forget findings that are old and that no case needs."""
    forget_old_findings()

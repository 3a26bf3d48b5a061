"""What the worker does for investigators."""

from procrastinate.contrib.django import app

from haven.investigations.actions.mentions import read_notices


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="investigations.follow")
def follow(timestamp: int) -> None:  # noqa: ARG001 — procrastinate hands every periodic task its time
    """Read what is new."""
    while read_notices():
        pass

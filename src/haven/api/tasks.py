"""What the worker does for the API."""

from procrastinate.contrib.django import app

from haven.api.actions import forget_answers


@app.periodic(cron="11 * * * *")
@app.task(queue="api", queueing_lock="api.forget")
def forget(timestamp: int) -> None:
    """Delete old answers."""
    forget_answers()

"""What the worker does for a closing: goes on with what was begun, and ends the ads on the day."""

from procrastinate.contrib.django import app

from haven.closing.actions.announcing import end_ads, tell_people
from haven.site.models import Closing


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="closing.go_on")
def go_on(timestamp: int) -> None:  # noqa: ARG001 — procrastinate hands every periodic task its time
    """Tell who is not told, end what is live; may run twice."""
    closing = Closing.objects.filter(called_off_at=None).first()
    if closing is None:
        return
    while tell_people(closing=closing):
        pass
    if closing.is_closed:
        while end_ads(closing=closing):
            pass

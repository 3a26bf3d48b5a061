"""What the worker does for a closing: goes on with what was begun, ends the ads on the day, erases on schedule."""

from procrastinate.contrib.django import app

from haven.closing.actions.announcing import end_ads, tell_people
from haven.closing.actions.finishing import erase_due
from haven.site.models import Closing


@app.periodic(cron="*/5 * * * *")
@app.task(queue="clock", queueing_lock="closing.go_on")
def go_on(timestamp: int) -> None:
    """Tell who is not told, end what is live; may run twice."""
    closing = Closing.objects.filter(called_off_at=None).first()
    if closing is None:
        return
    while tell_people(closing=closing):
        pass
    if closing.is_closed:
        while end_ads(closing=closing):
            pass


@app.periodic(cron="47 2 * * *")
@app.task(queue="clock", queueing_lock="closing.erase")
def erase_on_schedule(timestamp: int) -> None:
    """Erase what may go by now, once two people had the erasure begun; may run twice."""
    closing = Closing.objects.filter(called_off_at=None, over_at=None).exclude(erasing_at=None).first()
    if closing is not None:
        erase_due(closing=closing)

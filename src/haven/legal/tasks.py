"""What the worker does for the legal desk."""

from procrastinate.contrib.django import app

from haven.legal.actions.holding import extend_holds, remind_of_holds
from haven.legal.actions.telling import tell_people


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="legal.follow")
def follow_requests(timestamp: int) -> None:
    """Cover what has come to name a held identifier, and tell people whose notice is due."""
    extend_holds()
    while tell_people():
        pass


@app.periodic(cron="7 7 * * *")
@app.task(queue="clock", queueing_lock="legal.remind")
def remind_daily(timestamp: int) -> None:
    """Remind the desk of holds that end soon."""
    remind_of_holds()

"""What the worker does for the legal desk."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from haven.ledger.actions import machine
from haven.legal.actions.gathering import gather, settle_gathering
from haven.legal.actions.holding import extend_holds
from haven.legal.actions.reminding import remind_of_holds, remind_of_requests
from haven.legal.actions.telling import tell_people
from haven.legal.models import Gathering
from haven.legal.queries import standing_still


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="legal.follow")
def follow_requests(timestamp: int) -> None:
    """Tell the desk what is new or due, cover what has come to name a held identifier, tell people whose notice is due.

    What stands still is gone on with.
    """
    remind_of_requests()
    extend_holds()
    while tell_people():
        pass
    for code in standing_still():
        have_put_together(code)


@app.periodic(cron="7 7 * * *")
@app.task(queue="clock", queueing_lock="legal.remind")
def remind_daily(timestamp: int) -> None:
    """Remind the desk of holds that end soon."""
    remind_of_holds()


@app.task(queue="desk", lock="legal.put_together")
def put_together(*, code: str) -> None:
    """Put a production together, one after another, so that the other half of the worker stays free."""
    try:
        gather(code=code)
    except Exception as error:
        problem = f"Haven itself failed ({type(error).__name__}); the worker’s log says more."
        settle_gathering(code=code, state=Gathering.State.FAILED, problem=problem, actor=machine("legal"))
        raise


def have_put_together(code: str) -> None:
    """Have the worker do it, unless it waits to already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        put_together.configure(queueing_lock=f"legal.put_together:{code}").defer(code=code)

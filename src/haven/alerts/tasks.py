"""What the worker does for saved searches, off the request's path."""

from procrastinate.contrib.django import app

from haven.alerts.actions.saving import restem_searches
from haven.alerts.actions.telling import forget_finds, tell
from haven.alerts.matching import match_new_ads
from haven.alerts.models import Every
from haven.listings.searching.stemming import is_settled


@app.periodic(cron="* * * * *")
@app.task(queue="alerts", queueing_lock="alerts.match")
def match_waiting(timestamp: int) -> None:
    """Match the ads that were published since, then tell who wants to know at once.

    New ads wait while ads and searches are brought into another language: until then, they do not find each other.
    """
    while is_settled() and match_new_ads():
        pass
    while tell(every=Every.INSTANT):
        pass


@app.periodic(cron="* * * * *")
@app.task(queue="alerts", queueing_lock="alerts.restem")
def follow_language(timestamp: int) -> None:
    """Keep the words of searches in the language that the operator chose; mails go on meanwhile."""
    while restem_searches():
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(queue="alerts", queueing_lock="alerts.digests")
def tell_digests(timestamp: int) -> None:
    """The day's and the week's mails; often, so that a site that was down when they were due sends them late."""
    for every in (Every.DAILY, Every.WEEKLY):
        while tell(every=every):
            pass


@app.periodic(cron="47 3 * * *")
@app.task(queue="alerts", queueing_lock="alerts.forget")
def forget(timestamp: int) -> None:
    """Delete what is old."""
    forget_finds()

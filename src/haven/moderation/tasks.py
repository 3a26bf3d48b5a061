"""What the desk leaves to the worker."""

from contextlib import suppress

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from haven.custody.matching import find_match
from haven.listings.actions.quarantining import quarantine_message_photo, quarantine_photo
from haven.listings.models import MessagePhoto, Photo
from haven.moderation.backtesting import finish_backtest
from haven.moderation.counting import count_anew
from haven.moderation.drawing import draw_sample
from haven.moderation.models import BacktestRun


@app.task(queue="desk", retry=RetryStrategy(max_attempts=3, exponential_wait=4), pass_context=False)
def run_backtest(*, run_id: int) -> None:
    """Decide anew about the ads of a run; nothing where it was done already."""
    run = BacktestRun.objects.filter(pk=run_id).first()
    if run is not None:
        finish_backtest(run=run)


@app.periodic(cron="41 2 * * *")
@app.task(queue="desk", queueing_lock="moderation.count_signals")
def count_signals(timestamp: int) -> None:
    """Count every night how the signals do."""
    count_anew()


@app.periodic(cron="7 * * * *")
@app.task(queue="desk", queueing_lock="moderation.draw_sample")
def draw_second_looks(timestamp: int) -> None:
    """Draw every hour what a second person looks at."""
    draw_sample()


@app.task(queue="desk", queueing_lock="moderation.match_photos")
def match_photos() -> None:
    """Look for every photo of the site in the hash banks, as after they grew: those of ads, and those of messages."""
    for photo in Photo.objects.select_related("listing__poster").order_by("id").iterator(500):
        match = find_match(md5=photo.md5, pdq=photo.pdq, sha256=photo.sha256)
        if match is not None:
            quarantine_photo(photo=photo, match=match)
    sent_photos = MessagePhoto.objects.select_related("message__author", "message__conversation__listing__poster")
    for sent in sent_photos.order_by("id").iterator(500):
        match = find_match(md5=sent.md5, pdq=sent.pdq, sha256=sent.sha256)
        if match is not None:
            quarantine_message_photo(photo=sent, match=match)


def request_matching() -> None:
    """Have the worker run `match_photos`, unless it is waiting already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        match_photos.defer()

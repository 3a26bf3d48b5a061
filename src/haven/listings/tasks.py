"""What the worker does for ads, off the request's path."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from haven.findings.actions import link_ad, rebuild, unlink_ad
from haven.listings.encoding import add_avif
from haven.listings.models import Listing
from haven.listings.records import submitted_records, to_record
from haven.site.queries import site

_SWEEPS = "listings.sweeps"
"""Sweeps wait for each other in the database anyway; waiting as jobs they leave the worker's other place to mail."""


@app.task(queue="findings", lock=_SWEEPS)
def link_listing(*, code: str) -> None:
    """Find which ads this one belongs with; one that is gone is taken out of the findings."""
    listing = Listing.objects.select_related("revision__category__parent", "revision__place").filter(code=code).first()
    if listing is None or listing.revision is None:
        unlink_ad(ad_id=code)
        return
    link_ad(ad=to_record(listing.revision), fetch=submitted_records, region=site().region)


@app.task(queue="photos")
def encode_photo(*, key: str) -> None:
    """Write the lighter copies of a photo; see `add_avif`."""
    add_avif(key=key)


@app.task(queue="findings", lock=_SWEEPS, queueing_lock="listings.relink_all")
def relink_all() -> None:
    """Sweep all ads at once, as after an import."""
    rebuild(ads=submitted_records(None), region=site().region)


def request_relink() -> None:
    """Have the worker run `relink_all`, unless it is waiting already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        relink_all.defer()

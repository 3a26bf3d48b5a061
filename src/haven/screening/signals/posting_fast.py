"""Signal: very many ads in one day."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, whole

MANY = 20
"""Ads in 24 hours: twice what the busiest private posters of the rental corpus wrote."""


def find(_reading: Reading, context: Context) -> Iterable[Finding]:
    """At least `MANY` ads in the last 24 hours."""
    ads = context.author_ads_last_day
    return whole(f"The poster wrote {ads} other ads in the last 24 hours.") if ads >= MANY else []


SIGNAL = Signal(
    slug="posting-fast",
    title="Very many ads in a day",
    looks_for="More ads of one poster within a day than a person writes. Dealers do it too.",
    sources=(Source("US Federal Trade Commission", "Rental Listing Scams (consumer advice)"),),
    ground="repetition",
    weight=15,
    languages=(),
    fires=(Example("Bright flat.", "housing", context=Context(author_ads_last_day=40)),),
    silent=(
        Example("Bright flat.", "housing"),
        Example("Bright flat.", "housing", context=Context(author_ads_last_day=6)),
    ),
    find=find,
)

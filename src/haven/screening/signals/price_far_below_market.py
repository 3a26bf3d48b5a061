"""Signal: a price far below the site's own like ads near by."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, whole

# A room, a week, a garage: priced by another measure than the homes around.
_OTHER_KIND = Phrases("""
    room for|furnished|available|to, rooms are|available|for|from,
    private|nice|quiet|single|furnished|spare|shared room, flatshare, roommate*|housemate*|flatmate*, sublet*,
    short term, weekly, nightly, daily, per|a week|night|day, semanal*, storage,
    office|desk|garage|parking for? rent, mobile home*|homes, deposit only, zimmer in|frei|zu, wg, zwischenmiete,
    untermiete, pro woche|nacht|tag, stellplatz|lager zu
""")


def find(reading: Reading, context: Context) -> Iterable[Finding]:
    """A price under half the median and well under the lowest tenth; under 3 % of the median is a placeholder."""
    if reading.price is None or context.category_price_quantiles is None:
        return []
    low, median, _ = context.category_price_quantiles
    if not (0.03 * median < reading.price < 0.5 * median and reading.price < 0.75 * low):
        return []
    if reading.has(_OTHER_KIND):
        return []
    return whole(f"The price is {reading.price / median:.0%} of the middle price of like ads near by.")


_NEAR_BY = Context(category_price_quantiles=(900, 1300, 2200))

SIGNAL = Signal(
    slug="price-far-below-market",
    title="Price far below like ads near by",
    looks_for="A price under half the median and under three quarters of the lowest tenth of the site's own ads of "
    "that category and place. Silent without enough such ads, for placeholder prices, and for rooms, weeks, storage "
    "and the like.",
    sources=(
        Source("US Federal Trade Commission", "Rental Listing Scams (consumer advice)"),
        Source("Better Business Bureau", "Is That Rental Listing Real? A BBB Study of Rental Scams", 2019),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Two-room flat in the old town.", "housing", price=450, context=_NEAR_BY),
        Example("Helle Wohnung in der Altstadt.", "housing", language="de", price=450, context=_NEAR_BY),
    ),
    silent=(
        Example("Two-room flat in the old town.", "housing", price=800, context=_NEAR_BY),
        Example("Quiet room in a shared flat in the old town.", "housing", price=450, context=_NEAR_BY),
        Example("Zimmer in einer WG frei.", "housing", language="de", price=350, context=_NEAR_BY),
        Example("Two-room flat, ask for the price.", "housing", price=1, context=_NEAR_BY),
        Example("Two-room flat.", "housing", price=450),
        Example("Two-room flat.", "housing", context=_NEAR_BY),
    ),
    find=find,
)

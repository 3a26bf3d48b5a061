"""Signal: an amount of money in a message."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_CURRENCY = r"(?:rs\.?|inr|₹|[£$€]|usdt?|gbp|eur|trx|euros?|dollars?|pounds?)"
_AMOUNT = re.compile(rf"{_CURRENCY} ?\d[\d.,]{{0,9}}(?!\w)|(?<![\w.,])\d[\d.,]{{0,9}} ?k? ?{_CURRENCY}(?![a-z])")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The first amount with a currency."""
    return [Finding(*span, "An amount of money.") for span in reading.matches(_AMOUNT)[:1]]


SIGNAL = Signal(
    slug="money-amount",
    title="An amount of money",
    looks_for="Any amount with a currency. Nearly all are honest, so its weight is the least there is: it tells which "
    "offers name their price.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="fraud",
    weight=5,
    languages=(),
    fires=(Example("The lamp is $40, the shade 15 euros."),),
    silent=(Example("Forty is a lot for a lamp."), Example("Gate 15, row 40.")),
    find=find,
)

"""Signal: a telephone number in a message."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_NUMBER = re.compile(r"(?<![\d.,])\+?\d(?:[ ()/-]{0,2}\d){8,13}(?!\d)")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The first run of nine to fourteen figures."""
    return [Finding(*span, "A telephone number.") for span in reading.matches(_NUMBER)[:1]]


SIGNAL = Signal(
    slug="number-given",
    title="A telephone number",
    looks_for="Any telephone number. Nearly all are honest, so its weight is the least there is: it tells which other "
    "words come with a way to act on them.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="contact-rules",
    weight=5,
    languages=(),
    fires=(Example("It is 202 555 0142, ask for Jo."),),
    silent=(Example("Row 40, seats 11 and 12."), Example("Half past nine, platform 4.")),
    find=find,
)

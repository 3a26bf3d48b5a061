"""Signal: a crowd of pictures and signs among the words."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

ENOUGH = 4
_PICTURE = re.compile(
    "[\u2190-\u21ff\u2460-\u24ff\u2580-\u27bf\u2b00-\u2bff\U0001f100-\U0001f64f\U0001f680-\U0001faff]"
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """At least four such signs; from the first to the fourth is marked."""
    found = [match.start() for _, match in zip(range(ENOUGH), _PICTURE.finditer(reading.text), strict=False)]
    return [Finding(found[0], found[0] + 1, "A crowd of pictures and signs.")] if len(found) == ENOUGH else []


SIGNAL = Signal(
    slug="picture-crowd",
    title="A crowd of pictures and signs",
    looks_for="At least four emoji, arrows, boxes or ticks in one message. Friends send them for fun: it counts only "
    "beside a mark of a trick.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="fraud",
    weight=5,
    languages=(),
    fires=(Example("✅ Lamps ✅ Shades ✅ Bulbs ✅"),),
    silent=(Example("Happy birthday 🎂"), Example("Lamps, shades, bulbs.")),
    find=find,
)

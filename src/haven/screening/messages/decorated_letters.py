"""Signal: whole words in letters that were made for formulas."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

# Mathematical letters, and letters in circles or squares, eight or more with spaces between.
_DECORATED = re.compile("(?:[\U0001d400-\U0001d7ff\U0001f110-\U0001f189\u24b6-\u24e9][ '\u2019.,!-]{0,3}){8,400}")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A stretch of such letters in the raw text."""
    match = _DECORATED.search(reading.text)
    return [Finding(*match.span(), "Words in letters that filters do not read.")] if match else []


SIGNAL = Signal(
    slug="decorated-letters",
    title="Words in decorated letters",
    looks_for="A stretch of words in mathematical or circled letters, which people read and simple filters do not. "
    "Some write so for beauty: it counts with others only.",
    sources=(Source("Unicode Consortium", "Unicode Technical Standard #39, Unicode Security Mechanisms"),),
    ground="contact-rules",
    weight=15,
    languages=(),
    fires=(
        Example("𝐈 𝐰𝐢𝐥𝐥 𝐭𝐞𝐩𝐞"),
        Example("Ⓛⓐⓜⓟⓢ ⓕⓞⓡ ⓐⓛⓛ"),
    ),
    silent=(Example("The formula says 𝑥 + 𝑦 = 𝑧."), Example("Plain words, plain letters.")),
    find=find,
)

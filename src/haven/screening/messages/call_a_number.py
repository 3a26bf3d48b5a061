"""Signal: the reader is to call a number to get something."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_SERVICE = r"(?:\+?44|0)[ -]?(?:[89]\d|1[0-9]|20|70)\d?(?:[ -]?\d){6,9}(?!\d)"
_CALL = re.compile(
    "|".join(
        (
            rf"\b(?:call|callin|ring|phone|dial|cal;l|tel|contact)\b[^\n.!?]{{0,50}}?{_SERVICE}",
            r"\bcall ?now ?0?\d{6}",
            r"\bfree ?(?:phone|fone)\b",
            r"\b(?:help ?line|customer ?(?:care|services?)|cust ?care|operator)\b[^\n]{0,12}?0\d{2,4}[ -]?\d{3}",
            r"\blive operator\b",
            r"\b(?:from|use|using) (?:a |your |ur |any )?land ?line\b",
            r"\bcall (?:free|the mobile|mobile ?upd8|mobilesdirect|2 ?opt ?out)\b",
            r"\breply or call\b",
            r"(?<!\d)0800[ -]?\d{3}[ -]?\d{3,4}(?!\d)",
        )
    )
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A service number to be called, or an operator or freephone line that waits."""
    return [Finding(*span, "A service number is to be called.") for span in reading.matches(_CALL)[:2]]


SIGNAL = Signal(
    slug="call-a-number",
    title="Call a service number",
    looks_for="A request to call a service number (freephone, national rate, premium) or a live operator. Silent where "
    "a person asks to be called on a mobile or at home.",
    sources=(
        Source("Ofcom", "The National Telephone Numbering Plan"),
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en",),
    fires=(
        Example("Please call our line now on 0800 555 0199, it will not wait."),
        Example("Ring from a landline, a live operator is there."),
    ),
    silent=(
        Example("Call me when you are home, 07700 900321."),
        Example("I will ring you from the office at three."),
    ),
    find=find,
)

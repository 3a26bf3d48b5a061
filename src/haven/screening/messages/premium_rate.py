"""Signal: a number or a price per message that costs more than a call."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

# Premium and revenue-share numbers of the United Kingdom and personal numbers (07 0), US 900 numbers.
_NUMBER = re.compile(
    r"(?<![\d£$€.])(?:(?:\+?44|0)[ -]?)?(?:9(?:0[0-9]|1[0-9])|87[0-3]|84[3-5])[ -]?\d{3}[ -]?\d{3,5}(?!\d)"
    r"|(?<!\d)070[ -]?\d{3,4}[ -]?\d{4,5}(?!\d)|(?<!\d)1[ -]900[ -]\d{3}[ -]\d{4}(?!\d)"
)
_UNIT = r"(?:msg|mesg|mess|message|txt|text|tone|sms|min|minute|mt|rcv|call|wk|week|day|mth|month|pic|question|go)"
_PRICE = re.compile(
    "|".join(
        (
            rf"(?<![\d.])\d{{1,3}} ?p(?:ence)? ?(?:/|per|a|each) ?{_UNIT}",
            r"(?<![\d.])\d{2,3} ?pp?[ /]?m(?:in|sg|ess|t)?(?![a-z]{3})",
            r"(?<![\d.])\d{2,3}p(?:per|/|p)",
            rf"[£$€]? ?\d[.,]\d\d ?(?:/|per|a|p) ?{_UNIT}",
            rf"[£$€]\d ?(?:/|per|a) ?{_UNIT}",
            rf"\d[.,]\d\d to {_UNIT}",
            r"\d{2,3}p(?: only)?(?=[ .]*$)",
            r"(?:norm|std|standard|network|national) ?(?:operator )?(?:txt |text |msg |call )?(?:rates?|chgs|charges)",
            r"(?:norm|charged?|costs?|billed)(?: at| you)? ?(?:£|gbp)? ?(?:\d\d\d? ?p|\d[.,]\d\d)(?![a-z]{4})",
            r"gbp ?\d[.,]?\d{0,2} ?(?:/|p|per)",
            r"\d[.,]?\d{0,2} ?gbp(?:/|p| per|\b)",
        )
    )
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Premium-rate numbers, and prices by the message or minute."""
    numbers = [Finding(*span, "A number that costs extra.") for span in reading.matches(_NUMBER)[:2]]
    return [*numbers, *(Finding(*span, "A price by the message or minute.") for span in reading.matches(_PRICE)[:2])]


SIGNAL = Signal(
    slug="premium-rate",
    title="Premium-rate number or price",
    looks_for="A premium-rate, revenue-share or personal number (UK 09, 087, 084, 070; US 1-900), or a price for each "
    "message or minute. Silent for ordinary numbers and prices.",
    sources=(
        Source("Ofcom", "The National Telephone Numbering Plan"),
        Source("Phone-paid Services Authority", "Code of Practice, 14th edition", 2016),
    ),
    ground="fraud",
    weight=35,
    languages=("en",),
    fires=(
        Example("Somebody left you a note, ring 0909 555 0123 to hear it."),
        Example("Our daily joke for your phone, 150p per msg."),
    ),
    silent=(
        Example("Ring me on 020 7946 0958 after six, the desk costs 15 pounds."),
        Example("My number is 07700 900123, see you at half past nine."),
        Example("Tea was 80p and the cake 1.50, lovely place."),
    ),
    find=find,
)

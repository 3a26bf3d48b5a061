"""Signal: the small print of messages sent to thousands."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_CONDITIONS = r"\bt(?:'?s)? ?(?:&|n) ?c'?s?(?![a-z])|\btn?cs\b|\bt'?s? (?:and |& ?)?c'?s\b|\bterms (?:&|and) cond"
_FOOTER = re.compile(
    _CONDITIONS + r"|\bopt[ -]?(?:out|in)\b|\b2 ?(?:opt ?out|stop)|\bunsub(?:scribed?)?\b|\bstop\?"
    r"|\b(?:to|2|please) ?(?:stop|e£?nd|cancel|opt)[^\n.]{0,22}(?:txt|text|reply|send)"
    r"|\b(?:txt|text|reply|send) ?stop|\bstop ?(?:txt|sms)|\bp\.? ?o\.? ?box ?\d|\bbox ?\d{2,5}[a-z]{0,4}"
    r"|\b(?:16|18) ?(?:\+|yrs?|years? or over|only)|\bage ?1[68]|\badult 18\b"
    r"|\bcust(?:omer)? ?care|\bmin term\b|\bsae\b|\bltd\b|\boffer ends\b|\bexpires\b|\bskillgame"
    r"|\b(?:identifier|claim|promo(?:tion)?|quoting|discount)[a-z]* (?:code|number)"
    r"|\bref(?:erence)?[:. ](?:no\.? ?|number )?[a-z]?\d{3,8}|\bvalid ?(?:for )?1?2 ?hrs?"
    r"|\bsubscri(?:ptions?|bed to)\b|\bno subscription|\bfree ?-?m(?:sg|essage|essg)\b|\bfreemsg"
    r"|\bdload|\bwap\b|\brecpt\b"
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Small print: conditions, ways out, ages, box numbers, reference codes."""
    return [Finding(*span, "Small print of a mass message.") for span in reading.matches(_FOOTER)[:3]]


SIGNAL = Signal(
    slug="mass-text-footer",
    title="Small print of a mass message",
    looks_for="Conditions, opt-outs, age limits, box numbers and reference codes: what stands in messages sent to "
    "thousands and in none between two people.",
    sources=(
        Source("Phone-paid Services Authority", "Code of Practice, 14th edition", 2016),
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en",),
    fires=(
        Example("A lamp for every room, T&Cs apply, 18+ only."),
        Example("Win a kettle. To opt out text STOP."),
    ),
    silent=(
        Example("Stop it, you two. See you at the tea room."),
        Example("The box is in the hall, the terms of the lease are fine."),
    ),
    find=find,
)

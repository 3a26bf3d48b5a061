"""Signal: the reader is to text a word to a short number."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_VERB = r"\b(?:txt|text|txts|texting|txting|send|sms|reply|msg|message|answer|ans|ansr)\b"
_KEY = r"(?:yes|no|stop|go|win|claim|call|chat|name|sub|more|real\d?|get|sing|a)"
_TEXT_TO = re.compile(
    "|".join(
        (
            rf"{_VERB}[^\n]{{0,60}}?\b(?:to|2|on)(?: no)?[: ]{{0,2}}\d{{4,6}}(?!\d)",
            rf"\b(?:reply|txt)(?:ing)?(?: back)?(?: with)?(?: the word)? [\"']?{_KEY}\b",
            r"\b(?:reply|replying|text|txt)(?: back)?(?: with)? (?:the|ur|your|this) (?:key ?word|word|answer)\b",
            r"\breply 2 this text\b",
            r"\b(?:by replying|simply (?:reply|text|txt)|just (?:reply|txt))(?:ing)?\b",
            r"\btext (?:yes|stop|win|claim|play|go)\b",
            r"\bsend (?:stop[a-z]{0,8}|go|help|hide|a, ?b or c)\b",
            r"(?<![\d£$])8\d{4}(?!\d)(?=[: ])",
        )
    )
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A word to be sent to a number of four to six figures, or a key word to reply with."""
    return [Finding(*span, "A key word is to be sent to a short number.") for span in reading.matches(_TEXT_TO)[:2]]


SIGNAL = Signal(
    slug="short-code",
    title="Text a word to a short number",
    looks_for="A request to send a key word to a number of four to six figures, or to reply with one: how paid "
    "services and prize draws are joined. Silent where somebody is to be texted or a text sent to a person.",
    sources=(Source("Phone-paid Services Authority", "Code of Practice, 14th edition", 2016),),
    ground="fraud",
    weight=30,
    languages=("en",),
    fires=(Example("For a new picture each day text LAMP to 85550."), Example("To go on reply YES, or send STOP.")),
    silent=(
        Example("Text me when you get to the station, gate 4."),
        Example("I sent it to 12 people, nobody answered yet."),
    ),
    find=find,
)

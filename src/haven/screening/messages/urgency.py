"""Signal: the reader is to act at once."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_NOW = Phrases("""
    urgent, urgently, urgent please,
    call|reply|text|txt|order|register|join|claim|click|apply|contact|book .. now|today|immediately|asap,
    act|hurry now|fast|up|today, hurry, last|final chance|notice|attempt|call|day,
    limited time|seats|offer|slots|period|places, offer|offers ends|end|expires|valid, today only, only today,
    dont miss, before .. close|closes|ends|expires|midnight, expires, await|awaits|awaiting, immediately,
    important information|notice|message|announcement,
    dear .. customer|user|holder|member|subscriber|winner|friend|sir, attention, dringend, sofort, nur heute,
    letzte chance|mahnung
""")
_LOUD = re.compile(r"!{2,9}|[!?]{3,9}")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Words of hurry, or rows of exclamation marks."""
    spans = reading.stated(_NOW)
    hurried = [found for span in spans[:2] for found in at(reading, span, "The reader is to act at once.")]
    return hurried or [Finding(*span, "A loud message.") for span in reading.matches(_LOUD)[:1]]


SIGNAL = Signal(
    slug="urgency",
    title="Act at once",
    looks_for="Words of hurry, last chances and alarms, or rows of exclamation marks. People in a hurry write so too: "
    "it counts only beside a mark of a trick.",
    sources=(Source("US Federal Trade Commission", "How To Avoid a Scam (consumer advice)"),),
    ground="fraud",
    weight=5,
    languages=("en", "de"),
    fires=(Example("Last chance, it ends today!!"), Example("Dringend, nur heute gültig.", language="de")),
    silent=(
        Example("No need to rush, Tuesday is fine."),
        Example("Keine Eile, Dienstag passt.", language="de"),
    ),
    find=find,
)

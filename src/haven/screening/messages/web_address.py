"""Signal: a web address in a message."""

from collections.abc import Iterable

from haven.records.contacts import ContactKind
from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_WEB = frozenset({ContactKind.URL, ContactKind.DOMAIN})


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The first web address."""
    links = [contact for contact in reading.contacts if contact.kind in _WEB]
    return [Finding(link.start, link.end, "A web address.") for link in links[:1]]


SIGNAL = Signal(
    slug="web-address",
    title="A web address",
    looks_for="Any web address. Most are honest, so its weight is the least there is: it tells which other words come "
    "with a way to act on them.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="contact-rules",
    weight=5,
    languages=(),
    fires=(Example("See www.lamps.example for all of them."), Example("Photos: https://pictures.example/42")),
    silent=(Example("See you at the lamp shop."), Example("Write to lamps@example.com, please.")),
    find=find,
)

"""Signal: a contact detail written so that machines do not see it."""

from collections.abc import Iterable

from haven.records.contacts import ContactKind
from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_A = {
    ContactKind.PHONE: "A phone number",
    ContactKind.EMAIL: "An e-mail address",
    ContactKind.URL: "A web address",
    ContactKind.DOMAIN: "A web address",
    ContactKind.HANDLE: "A name on a messenger",
    ContactKind.WALLET: "The address of a wallet",
}


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Contacts that `haven.records.contacts` had to unmask."""
    masked = [contact for contact in reading.contacts if contact.disguised]
    return [Finding(c.start, c.end, f"{_A[c.kind]} written in disguise: {c.value}") for c in masked[:3]]


SIGNAL = Signal(
    slug="disguised-contact",
    title="Contact details in disguise",
    looks_for="A phone number, address or handle in words, with letters for digits or with odd characters between. "
    "People also do it to escape spam, so it says little alone.",
    sources=(Source("Polaris", "On-Ramps, Intersections, and Exit Routes", 2018),),
    ground="contact-rules",
    weight=15,
    languages=("en", "de"),
    fires=(
        Example("Room to let. Write to flat.hunter (at) example (dot) com", "housing"),
        Example("Zimmer frei. Schreib an zimmer.frei (at) example (punkt) com", "housing", language="de"),
    ),
    silent=(
        Example("Room to let. Write to room@example.com or call (202) 555-0142.", "housing"),
        Example("Three rooms, two baths, one garage, zero worries; meet at the dot on the map.", "housing"),
        Example("Zimmer frei, room@example.com, Treffpunkt am Marktplatz.", "housing", language="de"),
    ),
    find=find,
)

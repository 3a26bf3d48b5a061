"""Signal: a link that hides where it leads."""

from collections.abc import Iterable

from haven.records.contacts import Contact, ContactKind
from haven.records.contacts.domains import registrable_domain
from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source

_SHORTENERS = frozenset({
    "bit.ly", "tinyurl.com", "t.ly", "goo.gl", "ow.ly", "is.gd", "v.gd", "cutt.ly", "rebrand.ly", "shorturl.at",
    "rb.gy", "tiny.cc", "bl.ink", "s.id", "t.co",
})  # fmt: skip
# Names that such ads borrow for trust: travel, payment, post, and other marketplaces.
_NAMES = frozenset({
    "airbnb", "booking", "vrbo", "expedia", "paypal", "venmo", "zelle", "cashapp", "klarna", "westernunion",
    "moneygram", "dhl", "fedex", "usps", "hermes", "zillow", "craigslist", "ebay", "kleinanzeigen", "immoscout24",
    "immobilienscout24", "facebook", "whatsapp", "telegram", "amazon",
})  # fmt: skip
_DIGITS = str.maketrans("013457", "oleast")


def _fault(contact: Contact) -> str | None:
    """Why a link is deceptive, or None."""
    host = contact.value.split("/")[0].split(":")[0].lower()
    domain = registrable_domain(host) or host
    name, beneath = domain.split(".")[0], host.removesuffix(domain).replace(".", "-")
    if domain in _SHORTENERS:
        return f"A short link ({domain}) that hides where it leads."
    if "xn--" in host or not host.isascii():
        return "A web address with letters that look like others."
    pieces = {*name.split("-"), *beneath.split("-")}
    if name not in _NAMES and (borrowed := sorted({p.translate(_DIGITS) for p in pieces} & _NAMES)):
        return f"A web address that borrows the name {borrowed[0]}."
    return None


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Short links, look-alike letters, and well-known names inside other domains."""
    links = [contact for contact in reading.contacts if contact.kind in {ContactKind.URL, ContactKind.DOMAIN}]
    faults = [(contact, _fault(contact)) for contact in links]
    return [Finding(contact.start, contact.end, why) for contact, why in faults if why][:3]


SIGNAL = Signal(
    slug="deceptive-link",
    title="Links that hide where they lead",
    looks_for="Link shorteners, web addresses with look-alike letters, and addresses that carry the name of a "
    "well-known travel, payment or parcel firm without being it.",
    sources=(
        Source("Unicode Consortium", "Unicode Technical Standard #39, Unicode Security Mechanisms"),
        Source("US Federal Trade Commission", "How To Recognize and Avoid Phishing Scams (consumer advice)"),
    ),
    ground="contact-rules",
    weight=20,
    languages=(),
    fires=(
        Example("Photos and booking: https://airbnb-secure-stay.example.com/flat", "housing"),
        Example("More pictures at https://bit.ly/3abcdef", "goods"),
        Example("Pay safely at https://paypa1.com/order", "goods"),
    ),
    silent=(
        Example("Also on https://www.airbnb.com/rooms/1 and https://www.airbnb.de/rooms/1", "housing"),
        Example("Our site: https://booking.smallhotel.example", "housing"),
        Example("See https://example.com/flat", "housing"),
    ),
    find=find,
)

"""All kinds of contacts in one pass over a text."""

import re

from haven.records.contacts.addresses import find_addresses
from haven.records.contacts.contact import Contact
from haven.records.contacts.handles import find_handles
from haven.records.contacts.phones import find_phones
from haven.records.contacts.wallets import find_wallets
from haven.records.text import Folded, fold

# Han is not parted by spaces: its runs end where another script begins.
_RUN = re.compile(r"[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[^\W\d_])+")
_TYPOGRAPHY = str.maketrans("‐‑‒–—\u00a0\u202f", "-----  ")
_BLANK = {code: " " for code in range(128) if not chr(code).isalpha()}
SCANNED = 100_000
"""Characters of a text that are searched; nobody reads an ad beyond."""


def find_contacts(text: str, *, region: str = "US", phones: bool = True) -> list[Contact]:
    """The contact details in a text, in the order in which they stand.

    Args:
        text: raw, as written; only the first `SCANNED` characters are searched.
        region: ISO 3166 code of the country in which phone numbers without country code are read.
        phones: look for phone numbers that are written out, too, which takes longest.

    Never fails, takes time linear in the text's length. Spans are those of the raw text.
    """
    folded = fold(text[:SCANNED])
    letters = _letters(folded.text)
    taken = find_wallets(text[:SCANNED])
    found = [_in_raw(contact, folded) for contact in find_addresses(folded.text, region=region)]
    found = [contact for contact in found if not _overlaps(contact, taken)]
    taken += found
    numbers = find_phones(folded.text, letters, region=region) if phones else []
    for group in (find_handles(folded.text, letters), numbers):
        raw = [_in_raw(contact, folded) for contact in group]
        taken += [contact for contact in raw if not _overlaps(contact, taken)]
    return sorted(taken, key=lambda contact: (contact.start, contact.end))


def _letters(folded: str) -> list[str]:
    """The text's runs of letters. Many times a sweep, so the common case does without a regular expression."""
    if folded.isascii():
        return folded.translate(_BLANK).split()
    return _RUN.findall(folded)


def _overlaps(contact: Contact, taken: list[Contact]) -> bool:
    return any(contact.start < other.end and other.start < contact.end for other in taken)


def _in_raw(contact: Contact, folded: Folded) -> Contact:
    """The contact with the span of the raw text; disguised too if folding changed more than case and typography."""
    start, end = folded.raw_span(contact.start, contact.end)
    changed = folded.raw[start:end].lower().translate(_TYPOGRAPHY) != folded.text[contact.start : contact.end]
    return Contact(contact.kind, contact.value, start, end, contact.disguised or changed)

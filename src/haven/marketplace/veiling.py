"""Contact details in the words of an ad, hidden until somebody asks for them.

Owns: what is hidden, and what stands there instead. Programs that collect addresses read pages and press no buttons.
Must not know: requests, who may see what.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from haven.listings.fields import AnyField, Fact, Text, fields_of
from haven.listings.models import ListingRevision
from haven.records.contacts import ContactKind, find_contacts
from haven.site.queries import site

_HIDDEN = {
    ContactKind.PHONE: "phone number",
    ContactKind.EMAIL: "e-mail address",
    ContactKind.HANDLE: "messenger name",
}
# Nine digits or more in a row, however they are parted: what finds contacts to link ads by is more careful than that.
_NUMBER = re.compile(r"(?<![\w£$€])\+?\d(?:[ ()./\-\u00a0]{0,2}\d){8,14}(?!\w)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words as written, or with `hidden` what stands there instead of a contact detail."""

    text: str
    hidden: str = ""


def stretches(text: str) -> Iterator[Stretch]:
    """The text in order, cut at the contact details that are hidden; joined without them hidden it is the text."""
    at = 0
    for start, end, hidden in _contacts(text):
        if start < at:
            continue
        if start > at:
            yield Stretch(text[at:start])
        yield Stretch(text[start:end], hidden)
        at = end
    if at < len(text):
        yield Stretch(text[at:])


def _contacts(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name of every detail, the longer one first where two begin alike."""
    contacts = find_contacts(text, region=site().region)
    found = [(c.start, c.end, _HIDDEN[c.kind]) for c in contacts if c.kind in _HIDDEN]
    found += [(*match.span(), _HIDDEN[ContactKind.PHONE]) for match in _NUMBER.finditer(text)]
    return sorted(found, key=lambda detail: (detail[0], -detail[1]))


def has_contacts(text: str) -> bool:
    """Whether anything in it is hidden."""
    return any(stretch.hidden for stretch in stretches(text))


def hides_something(revision: ListingRevision) -> bool:
    """Whether anything is hidden in the ad's text, or in a fact that somebody wrote freely (an employer's name)."""
    free = (str(revision.details.get(field.name, "")) for field in fields_of(revision.category) if _is_free(field))
    return has_contacts(revision.body) or any(has_contacts(words) for words in free)


def veiled_fact(fact: Fact) -> str:
    """A fact's words; what somebody wrote freely loses its contact details."""
    return veiled(fact.words) if _is_free(fact.field) else fact.words


def _is_free(field: AnyField) -> bool:
    return isinstance(field, Text)


def veiled(text: str) -> str:
    """The text with every hidden detail replaced by what it is in brackets: for cards, feeds and descriptions."""
    return "".join(f"[{stretch.hidden}]" if stretch.hidden else stretch.text for stretch in stretches(text))

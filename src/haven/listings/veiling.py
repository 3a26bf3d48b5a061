"""Contact details in the words of an ad, hidden until somebody asks for them.

Owns: what is hidden, and what stands there instead. Programs that collect addresses read pages and press no buttons.
Must not know: requests, who may see what.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from haven.listings.fields import AnyField, Fact, Text, fields_of
from haven.listings.models import Listing
from haven.records.contacts import ContactKind, find_contacts
from haven.site.queries import site

_HIDDEN = {
    ContactKind.PHONE: _("phone number"),
    ContactKind.EMAIL: _("e-mail address"),
    ContactKind.HANDLE: _("messenger name"),
}
# Nine digits or more in a row, however they are parted: what finds contacts to link ads by is more careful than that.
_NUMBER = re.compile(r"(?<![\w£$€])\+?\d(?:[ ()./\-\u00a0]{0,2}\d){8,14}(?!\w)")
# In a title such a row is more often a model, a year and a mileage: only one that is unbroken or begins like a number
# that is dialled. Nothing is dialled that begins like the number of a book.
_DIALLED = re.compile(r"[+0]|(?!97[89])\d{9,15}$")
_LONGEST = 300  # characters of a contact detail

Detail = tuple[int, int, Promise | str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words as written, or with `hidden` what stands there instead of a contact detail."""

    text: str
    hidden: Promise | str = ""


def stretches(text: str) -> Iterator[Stretch]:
    """The text in order, cut at the contact details that are hidden; joined without them hidden it is the text."""
    return iter(_cut_text(text, site().region))


@lru_cache(256)  # one page veils an ad's text in five places, and asks first whether there is anything to veil
def _cut_text(text: str, region: str) -> tuple[Stretch, ...]:
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    return tuple(_cut(text, _contacts(text, numbers, region)))


def _cut(text: str, details: list[Detail]) -> Iterator[Stretch]:
    at = 0
    for start, end, hidden in details:
        if start > at:
            yield Stretch(text[at:start])
        if end > at:
            yield Stretch(text[max(start, at) : end], hidden)
            at = end
    if at < len(text):
        yield Stretch(text[at:])


def _contacts(text: str, numbers: list[tuple[int, int]], region: str) -> list[Detail]:
    """Start, end and name of every detail, the longer one first where two begin alike."""
    found = [(c.start, c.end, _HIDDEN[c.kind]) for c in find_contacts(text, region=region) if c.kind in _HIDDEN]
    found += [(*span, _HIDDEN[ContactKind.PHONE]) for span in numbers]
    return sorted(found, key=lambda detail: (detail[0], -detail[1]))


def has_contacts(text: str) -> bool:
    """Whether anything in it is hidden."""
    return any(stretch.hidden for stretch in stretches(text))


def hides_something(listing: Listing) -> bool:
    """Whether anything is hidden of what the poster wrote: title, text, facts, place, photos' descriptions, name."""
    revision = listing.revision
    if revision is None:
        return False
    if veiled_title(revision.title) != revision.title or has_contacts(revision.body):
        return True
    few = [str(revision.details.get(field.name, "")) for field in fields_of(revision.category) if _is_free(field)]
    few += [shown.alt for shown in revision.shown_photos.all()]
    few += [revision.place_words if revision.place is None else "", listing.poster.name if listing.poster else ""]
    return any(veiled_words(words) != words for words in few)


def veiled_fact(fact: Fact) -> str:
    """A fact's words; what somebody wrote freely loses its contact details."""
    return veiled_words(fact.words) if _is_free(fact.field) else fact.words


def _is_free(field: AnyField) -> bool:
    return isinstance(field, Text)


def veiled(text: str) -> str:
    """The text with every hidden detail replaced by what it is in brackets: for cards, feeds and descriptions."""
    return _bracketed(stretches(text))


def veiled_beginning(text: str, most: int) -> str:
    """The first `most` characters, veiled before they are cut: a number that is parted is not known as one."""
    words = veiled(text[: most + _LONGEST])
    return words if len(words) <= most else f"{words[: most - 1]}…"


def veiled_words(words: str) -> str:
    """The same of a few words that somebody typed: of a photo, a place, a name, a fact."""
    return _bracketed(_cut_words(words, site().region)) if words else ""


_cut_words = lru_cache(8192)(_cut_text.__wrapped__)  # like titles they stand on many pages


def veiled_title(title: str) -> str:
    """The same of a title: wherever the public reads one, in pages, feeds, mails and what programs are given."""
    return _bracketed(_cut_title(title, site().region))


@lru_cache(8192)  # a title stands on many pages, and more of it is read than of a text
def _cut_title(title: str, region: str) -> tuple[Stretch, ...]:
    numbers = [match.span() for match in _NUMBER.finditer(title) if _DIALLED.match(match[0])]
    return tuple(_cut(title, _contacts(title, numbers, region)))


def _bracketed(parts: Iterable[Stretch]) -> str:
    return "".join(f"[{part.hidden}]" if part.hidden else part.text for part in parts)

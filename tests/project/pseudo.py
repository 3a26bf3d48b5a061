"""Languages that are none: every sentence of the catalogues in brackets, so that what stands outside was forgotten; or
in letters that are read from right to left, so that it is seen what was not turned.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import allauth
import django
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from lxml import html

from haven.listings.fields import packs
from scripts.catalogues import as_mo, template

_BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
_UNTOUCHED = re.compile(r"(%\([^)]*\)\w|%%|<[^>]*>|&\w+;|\{[^}]*\})")
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיקקלמנוףרשסתוווכיז")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMES = {"Haven", "Leipzig", "English", "Deutsch", "Español", "Français", "GBP", "EUR", "CHF", "USD", "MB"}
_READ_OUT = ("aria-label", "placeholder", "title", "alt", "data-on", "data-off", "data-done")


def in_brackets(sentence: str) -> str:
    """What is outside was forgotten."""
    return f"⟦{sentence}⟧"


def from_right_to_left(sentence: str) -> str:
    """Latin letters become Hebrew ones; values and markup stay."""
    parts = _UNTOUCHED.split(sentence)
    return "".join(part if n % 2 else part.casefold().translate(_HEBREW) for n, part in enumerate(parts))


def write_catalogue(directory: Path, language: str, say: Callable[[str], str] = in_brackets) -> None:
    """A compiled catalogue of our own messages, of Django's and of allauth's."""
    catalog = Catalog(locale=language)
    for message in template():
        if message.id:
            catalog.add(message.id, _forms(message.id, catalog, say), context=message.context)
    for package in (django, allauth):
        paths = ["conf/locale/de/LC_MESSAGES/django.mo", "locale/de/LC_MESSAGES/django.mo"]
        for path in (Path(package.__path__[0]) / part for part in paths):
            if path.exists():
                with path.open("rb") as file:
                    for message in read_mo(file):
                        told = tuple(message.id) if isinstance(message.id, list) else message.id
                        if told and catalog.get(told, message.context) is None:
                            catalog.add(told, _forms(told, catalog, say), context=message.context)
    target = directory / language / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(as_mo(catalog))


def unbracketed(page: str) -> list[str]:
    """What a page says outside brackets, in words or in what screen readers say, but names, days and pack labels."""
    while _BRACKETED.search(page):  # in the markup: a sentence in brackets may have links in it
        page = _BRACKETED.sub("", page)
    tree = html.fromstring(page)
    for element in tree.xpath("//script|//style|//time|//svg//text|//dl|//*[contains(@class, 'mono')]"):
        element.drop_tree()
    said = [str(text) for text in tree.xpath("//text()|//meta[@name='description']/@content")]
    for name in _READ_OUT:
        said += [str(value) for value in tree.xpath(f"//@{name}")]
    return [words for words in (_outside(text) for text in said) if words]


def _outside(text: str) -> str:
    for label in sorted(_labels(), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(label)}(?!\w)", "", text)
    return " ".join(word for word in text.split() if _WORD.search(word) and word.strip(".,()·") not in _NAMES)


@cache
def _labels() -> set[str]:
    """What packs say in English: a pseudo language has no packs."""
    found: set[str] = set()
    for pack in packs():
        found |= {pack.label["en"], *(label["en"] for label in pack.categories.values())}
        for field in pack.fields:
            found |= {words["en"] for words in (field.label, field.fact, field.help) if words}
            found |= {label["en"] for label in getattr(field, "choices", {}).values()}
    months = Locale.parse("eo").months["format"]
    found |= {"Yes", *months["wide"].values(), *months["abbreviated"].values()}
    return {label for label in found if len(label) > 2}


def _forms(
    original: str | tuple[str, ...] | list[str], catalog: Catalog, say: Callable[[str], str]
) -> str | tuple[str, ...]:
    if isinstance(original, str):
        return say(original)
    return tuple(say(original[min(n, 1)]) for n in range(catalog.num_plurals))

"""Picking a column's value out of an element: the words that dialects are written in.

Owns: paths, markup to text, days before months. Must not know: any dialect.

A path names elements one inside the other, whatever their namespace, and an attribute behind an @: `geo/land@iso_land`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from lxml import etree, html

Element: TypeAlias = etree._Element  # noqa: SLF001 - the class has no other name
Pick: TypeAlias = Callable[[Element], str | list[str] | None]
Words: TypeAlias = Callable[[Element], str | None]

_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def parts_of(name: str) -> tuple[str, str]:
    """The namespace and the local name of an element or attribute, however badly written: `QName` refuses `:feed`."""
    space, _, local = name.rpartition("}")
    return space.removeprefix("{"), local


def _all(element: Element, path: str) -> list[str]:
    """What the places say that a path leads to, empty ones left out."""
    steps, _, attribute = path.partition("@")
    places = element.findall("/".join(f"{{*}}{step}" for step in steps.split("/"))) if steps else [element]
    if attribute:
        found = [value for place in places for name, value in place.attrib.items() if parts_of(name)[1] == attribute]
    else:
        found = ["".join(place.itertext()) for place in places]
    return [text for text in map(str.strip, found) if text]


def first(*paths: str) -> Words:
    """What the first of the paths says that says anything."""
    return lambda element: next((text for path in paths for text in _all(element, path)), None)


def every(*paths: str) -> Pick:
    """Everything that the paths say, each thing once."""
    return lambda element: list(dict.fromkeys(text for path in paths for text in _all(element, path)))


def joined(between: str, *paths: str) -> Words:
    """What the paths say, one behind the other."""
    return lambda element: between.join(text for path in paths for text in _all(element, path)[:1]) or None


def known(pick: Words, meanings: Mapping[str, str]) -> Words:
    """What it says in Haven's words; nothing where it says anything else. Case makes no difference."""
    return lambda element: meanings.get((pick(element) or "").lower())


def either(*picks: Words) -> Words:
    """What the first says that says anything."""
    return lambda element: next((text for pick in picks if (text := pick(element))), None)


def unmarked(pick: Words) -> Words:
    """Without HTML: its paragraphs, list items and breaks are lines."""
    return lambda element: _plain(pick(element))


def days_first(pick: Words) -> Words:
    """A day, with or without a time, that is written `28/2/2011`; anything else as it is."""
    return lambda element: _iso(pick(element))


def _iso(text: str | None) -> str | None:
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text or "", form).isoformat()  # noqa: DTZ007 - a feed names no zone
        except ValueError:
            continue
    return text


def _plain(text: str | None) -> str | None:
    if not text or "<" not in text:
        return text
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError):
        return text
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        breaks = element.tag in _BREAKS
        if event == "start":
            parts += ["\n"] if breaks else []
            parts.append((isinstance(element.tag, str) and element.text) or "")
        else:
            parts += ["\n"] if breaks and element.tag != "br" else []
            parts.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line) or None

"""Why two ads are linked, in one sentence for a person. Must not know: how links are found."""

import functools

import numpy as np
import phonenumbers

from haven.networks.passages import Passages
from haven.networks.result import MARK, LinkKind

_LINKS: dict[str, LinkKind] = {"photo": "photo", MARK: MARK}
_SHOWN = 3
_LONGEST = 40
_NOUNS = {
    "phone": "phone",
    "email": "e-mail address",
    "url": "web address",
    "domain": "web site",
    "handle": "handle",
    "wallet": "wallet",
}


@functools.lru_cache(4096)
def written(kind: str, value: str) -> str:
    """A contact as a person writes it."""
    if kind != "phone":
        return value
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def kind_of_link(kind: str) -> LinkKind:
    """The kind of link that a shared thing of some kind makes."""
    return _LINKS.get(kind, "contact")


def shared_thing(kind: str, value: str) -> str:
    """Why two ads that show one contact or photo are linked."""
    if kind == MARK:
        return "An analyst marked them as belonging together"
    if kind == "photo":
        return "Both show the same photo"
    return f"Both name the {_NOUNS.get(kind, kind)} {written(kind, value)}"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[: _LONGEST - 1]}…”" if len(text) > _LONGEST else f"“{text}”"


def shared_words(passages: Passages, a: int, b: int) -> str:
    """Why two ads of like words are linked: how many words they share, and where they differ."""
    row = passages.match(a, b)
    total = len(row)
    differ = (row < 0) | (passages.figures(a) != passages.figures(b)[row])
    same = int(total - differ.sum())
    if same == total == passages.count(b):
        return f"The same {total} words in the same order"
    begins = np.flatnonzero(differ & ~np.concatenate([[False], differ[:-1]]))
    parts = []
    for begin in begins[:_SHOWN]:
        end = begin
        while end < total and differ[end]:
            end += 1
        parts.append(_quoted(passages.raw(a, int(begin), int(end))))
    where = f"; differs in {', '.join(parts)}" if parts else "; the other says more"
    more = f" and {len(begins) - _SHOWN} more places" if len(begins) > _SHOWN else ""
    return f"{same} of {total} words in the same order{where}{more}"

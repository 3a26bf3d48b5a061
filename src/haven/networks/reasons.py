"""Why two ads are linked, in one sentence for a person. Must not know: how links are found."""

import functools
from collections.abc import Iterator

import phonenumbers

from haven.networks.arrays import I64
from haven.networks.passages import Differences, Passages
from haven.networks.result import MARK, LinkKind

_LINKS: dict[str, LinkKind] = {"photo": "photo", MARK: MARK}
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


def shared_words(passages: Passages, ads: I64, others: I64, *, workers: int = 1) -> Iterator[str]:
    """Why two ads of like words are linked: how many words they share, and where they differ.

    Args:
        passages: the ads' words.
        ads: one ad of each pair, whose words are told.
        others: the other one.
        workers: threads.
    """
    found = passages.differences(ads, others, workers=workers)
    for ad, other, differences in zip(ads.tolist(), others.tolist(), found, strict=True):
        yield _in_words(passages, ad, other, differences)


def _in_words(passages: Passages, ad: int, other: int, found: Differences) -> str:
    total = passages.count(ad)
    if found.same == total == passages.count(other):
        return f"The same {total} words in the same order"
    parts = [_quoted(passages.raw(ad, begin, end)) for begin, end in found.spans]
    where = f"; differs in {', '.join(parts)}" if parts else "; the other says more"
    left = found.breaks - len(parts)
    more = f" and {left} more places" if left > 0 else ""
    return f"{found.same} of {total} words in the same order{where}{more}"

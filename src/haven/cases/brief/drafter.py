"""The embedded drafter: sentences by rule from the structure of the exhibits; no model, the same each time.

Owns which sentence says which fact. It never uses what anybody wrote freely (titles, texts, messages), so that no word
of an ad can steer it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from haven.cases.brief.grounds import Grounds
from haven.cases.brief.text import SECTIONS, Sentence, write

_SHARED = {
    "phone": "phone number", "email": "e-mail address", "url": "web address", "domain": "web site",
    "handle": "account", "wallet": "wallet", "photo": "photo", "text": "text",
}  # fmt: skip
"""What the points of a view are that several ads are tied by."""

_HAPPENED, _MATTERS, _UNKNOWN, _NEXT = SECTIONS


@dataclass(frozen=True, slots=True)
class Related:
    """Another case that shares something with an exhibit of this one; `kind` is what it shares."""

    number: int
    kind: str
    exhibit: int


def draft(exhibits: Sequence[Grounds], *, places: Collection[str] = (), related: Sequence[Related] = ()) -> str:
    """A brief from these exhibits, one at least.

    Args:
        exhibits: what it is about.
        places: names that are places indeed; what else somebody typed as a place is left out.
        related: other cases.
    """
    sentences = [sentence for one in exhibits for sentence in _happened(one, places)]
    sentences += list(_together(exhibits))
    sentences += [sentence for one in exhibits for sentence in _matters(one)]
    everything = tuple(one.number for one in exhibits)
    sentences += list(_unknown(exhibits, everything))
    sentences += [
        Sentence(_NEXT, f"Another case shares one {_noun(other.kind)} with exhibit {other.exhibit}.", (other.exhibit,))
        for other in related
    ]
    return write(list(dict.fromkeys(sentences)))


def _noun(kind: object) -> str:
    return _SHARED.get(str(kind), str(kind or "contact"))


def _day(written: str) -> str:
    moment = datetime.fromisoformat(written)
    return f"{moment.day} {moment:%B %Y}"


def _happened(one: Grounds, places: Collection[str]) -> Iterator[Sentence]:
    cites, day = (one.number,), _day(one.captured_at)
    what = {
        "ad": "is an ad",
        "network": f"is a network of {one.counts.get('ads', 0)} ads",
        "identifier": f"lists {one.counts.get('named_in', 0)} ads that share one {_noun(one.facts.get('kind'))}",
        "messages": f"contains {one.counts.get('messages', 0)} messages that were reported",
        "view": f"shows {_many(one.counts.get('ad points', 0), 'ad')} of a network, as drawn",
    }.get(one.kind, "is a file")
    yield Sentence(_HAPPENED, f"Exhibit {one.number} {what}, captured on {day}.", cites)
    if one.posted:
        first, last = (f"{moment.day} {moment:%B %Y}" for moment in (one.posted[0], one.posted[-1]))
        when = f"on {first}" if first == last else f"from {first} to {last}"
        yield Sentence(_HAPPENED, f"What exhibit {one.number} shows was posted {when}.", cites)
    if outside := one.counts.get("ads outside", 0):
        verbs = ("stands", "was") if outside == 1 else ("stand", "were")
        words = f"{outside} {verbs[0]} outside the network and {verbs[1]} drawn beside it."
        yield Sentence(_HAPPENED, f"Of the ads of exhibit {one.number}, {words}", cites)
    named = [place for place in dict.fromkeys(one.places) if place in places][:4]
    if named:
        yield Sentence(
            _HAPPENED, f"Exhibit {one.number} names the place{'s' if len(named) > 1 else ''} {_list(named)}.", cites
        )


def _together(exhibits: Sequence[Grounds]) -> Iterator[Sentence]:
    """Ads of the case that a network of the case holds."""
    ads = {str(one.facts.get("ad")): one.number for one in exhibits if one.kind == "ad"}
    for one in exhibits:
        if one.kind == "network":
            inside = sorted(number for code, number in ads.items() if code in one.facts.get("ads", []))
            if inside:
                named = _list([str(number) for number in inside])
                word = "Exhibit" if len(inside) == 1 else "Exhibits"
                verb = "belongs" if len(inside) == 1 else "belong"
                cites = tuple(sorted({*inside, one.number}))
                yield Sentence(_HAPPENED, f"{word} {named} {verb} to the network of exhibit {one.number}.", cites)


def _matters(one: Grounds) -> Iterator[Sentence]:
    cites = (one.number,)
    counts = [(one.counts.get(f"{kind} ties", 0), kind) for kind in ("contact", "photo", "text")]
    ties = [f"{_many(count, 'tie')} by {kind}" for count, kind in counts if count]
    if ties:
        yield Sentence(_MATTERS, f"The network of exhibit {one.number} rests on {_list(ties)}.", cites)
    drawn = ((one.counts.get(f"{kind} points", 0), noun) for kind, noun in _SHARED.items())
    shared = [_many(count, noun) for count, noun in drawn if count]
    if shared:
        yield Sentence(_MATTERS, f"Several of the ads of exhibit {one.number} share {_list(shared)}.", cites)
    if one.facts.get("templates"):
        count = one.counts["templates"]
        texts = "one text that several ads share" if count == 1 else f"{count} texts that several ads share"
        yield Sentence(_MATTERS, f"Exhibit {one.number} contains {texts}.", cites)
    if one.kind == "identifier":
        hub = "is a hub and ties nothing" if one.facts.get("hub") else "is no hub: few unrelated ads share it"
        yield Sentence(_MATTERS, f"The {_noun(one.facts.get('kind'))} of exhibit {one.number} {hub}.", cites)


def _unknown(exhibits: Sequence[Grounds], everything: tuple[int, ...]) -> Iterator[Sentence]:
    if not any(one.kind in {"network", "identifier"} or list(_matters(one)) for one in exhibits):
        yield Sentence(_MATTERS, "The exhibits stand together in one case.", everything)
    yield Sentence(_UNKNOWN, "The exhibits do not say who wrote the texts.", everything)
    leads = tuple(one.number for one in exhibits if one.kind in {"network", "view"})
    if leads:
        yield Sentence(_UNKNOWN, "A network is a lead, not an accusation.", leads)
    for one in exhibits:
        if one.number in leads and (one.facts.get("hubs") or "hub points" in one.counts):
            words = f"Some of the ads of exhibit {one.number} name a hub, which ties nothing."
            yield Sentence(_UNKNOWN, words, (one.number,))
        if one.kind == "file":
            yield Sentence(_UNKNOWN, f"Where exhibit {one.number} comes from is not known here.", (one.number,))


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]

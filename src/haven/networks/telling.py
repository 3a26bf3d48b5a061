"""An explanation as lines for a person. Must not know: where it comes from, the terminal."""

from collections.abc import Iterator

from haven.networks.explain import Column, Explanation, Shared
from haven.networks.likeness import Likeness
from haven.networks.parameters import Parameters
from haven.networks.reasons import shared_thing

_PHRASES, _LONG = 3, 100


def tell(found: Explanation) -> list[str]:
    """The answer, then what it rests on."""
    return [*_verdict(found), *_chain(found), *_things(found), *_template(found.template, found), *_words(found)]


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONG else words[: _LONG - 1] + "…"


def _verdict(found: Explanation) -> Iterator[str]:
    if found.together:
        yield f"{found.a} and {found.b} are together in {found.network_a}."
        return
    yield f"{found.a} and {found.b} are not together."
    for ad, network in ((found.a, found.network_a), (found.b, found.network_b)):
        yield f"  {ad} is in {network or 'no network'}."


def _chain(found: Explanation) -> Iterator[str]:
    if not found.chain:
        return
    links = "one link" if len(found.chain) == 1 else f"{len(found.chain)} links"
    yield f"From one to the other by {links}:"
    here = found.a
    for link in found.chain:
        there = link.b if link.a == here else link.a
        yield f"  {here} – {there}  {link.kind}, strength {link.strength:.2f}. {link.why}."
        here = there


def _things(found: Explanation) -> Iterator[str]:
    if not found.shared:
        yield "They share no contact and no photo."
    for thing in found.shared:
        yield f"{shared_thing(thing.kind, thing.value)}{_weight(thing, found)}."


def _weight(thing: Shared, found: Explanation) -> str:
    if thing.hub:
        return f", but that is a hub and ties no one together: {thing.hub[0].lower()}{thing.hub[1:]}"
    if found.together:
        return ""
    return ", but that alone ties them not: unrelated people name it, or it is unusual among the ads of its text"


def _template(columns: tuple[Column, ...], found: Explanation) -> Iterator[str]:
    if not columns:
        return
    yield "Both are written from one template:"
    for column in columns:
        if column.constant is not None:
            yield f"  {_cut(column.constant)}"
        elif column.a == column.b:
            yield f"  [{_cut(column.a) or 'nothing'}]  in both"
        else:
            yield f"  [{_cut(column.a) or 'nothing'}]  in {found.b}: [{_cut(column.b) or 'nothing'}]"


def _figures(like: Likeness) -> str:
    shares = f"{100 * like.share:.0f} % of the lesser text, {100 * like.share_long:.0f} % of the other"
    return f"{like.bits:.0f} bits, {shares}"


def _needed(parameters: Parameters) -> str:
    shares = f"{100 * parameters.min_share:.0f} % and {100 * parameters.min_share_long:.0f} %"
    return f"a link by text needs {parameters.min_bits:.0f} bits, {shares}"


def _words(found: Explanation) -> Iterator[str]:
    like = found.likeness
    if like is None:
        yield "Their words were not compared: the result keeps no texts; name the swept files with --ads."
        return
    told = f"{like.words} words in the same order ({_figures(like)}; {_needed(found.parameters)})"
    if like.phrases:
        quoted = ", ".join(f"“{_cut(phrase)}”" for phrase in like.phrases[:_PHRASES])
        yield f"They share {told}, longest: {quoted}."
    else:
        yield f"They share no phrase of three words; {told}."
    if like.words > found.parameters.min_bits / 2 and like.bits < found.parameters.min_bits:
        yield "Common words, and phrases that unrelated ads use, count little."
    if not found.together and found.nearest is not None:
        yield from _nearest(found.nearest, found)


def _nearest(like: Likeness, found: Explanation) -> Iterator[str]:
    enough = like.is_link(found.parameters)
    verdict = "enough by this measure, but the sweep left them apart" if enough else "too little"
    yield f"Nearest between one and the other's network: {like.a} – {like.b} ({_figures(like)}): {verdict}."

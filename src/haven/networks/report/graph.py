"""The link graph of a network: ads as numbered discs, links as lines, hubs as rings, a table behind it.

Must not know: where the ads are placed and why, the other networks.
"""

from collections.abc import Mapping, Sequence
from math import atan2, cos, pi, sin

from haven.networks.reasons import written
from haven.networks.report.layout import Places, place_ads
from haven.networks.result import Link, LinkKind
from haven.runs.markup import Html, element, number, shortened, text

MOST_ADS = 40
_HUBS = 4
_DISC, _HUB, _MARGIN, _LETTER = 9, 11, 14, 6.4
_KINDS: dict[LinkKind, str] = {"text": "words", "contact": "contact", "photo": "photo", "mark": "analyst's mark"}

_Point = tuple[float, float]


def _line(link: Link, ends: tuple[_Point, _Point], nth: int, row: int) -> Html:
    """One link, to be chosen for its row of the table; further ones between the same ads are bent aside."""
    (x1, y1), (x2, y2) = ends
    bend = 0.22 * nth
    x, y = (x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)
    path = f"M{x1:.0f} {y1:.0f}" + (f"Q{x:.0f} {y:.0f} {x2:.0f} {y2:.0f}" if nth else f"L{x2:.0f} {y2:.0f}")
    drawn = f'<path class="{link.kind}" d="{path}" stroke-width="{0.8 + 2.7 * link.strength:.1f}"/>'
    return _choice("edge", f'<path class="hit" d="{path}"/>{drawn}', f"Link by {_KINDS[link.kind]}", row=row)


def _choice(kind: str, content: Html, label: str, **about: object) -> Html:
    """A part of the drawing that can be chosen, with a pointer or the keyboard, to be told about (`report.js`)."""
    told = {f"data-{name}": value for name, value in about.items()}
    return element("g", content, class_=kind, tabindex=-1, role="button", aria_label=label, **told)


def _lines(links: Sequence[Link], at: Mapping[str, _Point]) -> Html:
    nth: dict[tuple[str, str], int] = {}
    lines = []
    for row, link in enumerate(links):
        ends = (link.a, link.b)
        lines.append(_line(link, (at[link.a], at[link.b]), nth.setdefault(ends, 0), row))
        nth[ends] += 1
    return "".join(lines)


def _discs(at: Mapping[str, _Point]) -> Html:
    return "".join(
        _choice(
            "ad",
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{_DISC}"/><text x="{x:.0f}" y="{y + 3:.0f}">{k}</text>',
            f"Ad {k}",
            ad=k,
        )
        for k, (x, y) in enumerate(at.values(), 1)
    )


def _around(hubs: Mapping[str, Sequence[str]], places: Places) -> dict[str, _Point]:
    """A place for each hub outside the ads, towards those that name it, none on another."""
    taken: list[float] = []
    found = {}
    for hub, ads in hubs.items():
        x, y = (sum(places.at[ad][axis] for ad in ads) for axis in (0, 1))
        angle = atan2(y, x)
        while any(abs((angle - other + pi) % (2 * pi) - pi) < pi / 4 for other in taken):
            angle += pi / 8
        taken.append(angle)
        reach = places.radius + 44
        found[hub] = (reach * cos(angle), reach * sin(angle))
    return found


def _rings(hubs: Mapping[str, Sequence[str]], at: Mapping[str, _Point], ads: Mapping[str, _Point]) -> tuple[Html, Html]:
    """Dotted lines to the ads that name a hub, and the rings with their names."""
    lines = [
        f'<path class="hub" d="M{at[hub][0]:.0f} {at[hub][1]:.0f}L{ads[ad][0]:.0f} {ads[ad][1]:.0f}"/>'
        for hub, named in hubs.items()
        for ad in named
    ]
    numbers = {ad: k for k, ad in enumerate(ads, 1)}
    rings = [
        _choice(
            "hub",
            f'<circle class="hub" cx="{x:.0f}" cy="{y:.0f}" r="{_HUB}"/>'
            f'<text class="hub" x="{x:.0f}" y="{y + _HUB + 13:.0f}">{text(_name(hub))}</text>',
            f"Hub {_name(hub)}",
            hub=_name(hub),
            ads=" ".join(str(numbers[ad]) for ad in hubs[hub]),
        )
        for hub, (x, y) in at.items()
    ]
    return "".join(lines), "".join(rings)


def _name(hub: str) -> str:
    kind, _, value = hub.partition(":")
    return "a photo" if kind == "photo" else shortened(written(kind, value), 24)


def _frame(points: Sequence[_Point], names: Mapping[str, _Point]) -> tuple[float, float, float, float]:
    """Left, top, width, height that hold all of it."""
    wide = [(x + side * len(_name(hub)) * _LETTER / 2, y) for hub, (x, y) in names.items() for side in (-1, 1)]
    low = [(x, y + 14) for x, y in names.values()]
    xs, ys = zip(*points, *wide, *low, strict=True)
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    return left, top, max(xs) + _MARGIN - left, max(ys) + _MARGIN - top


def _caption(kinds: Sequence[LinkKind], drawn: int, size: int, hubs: int) -> Html:
    keys = [f'<span class="key {kind}">{_KINDS[kind]}</span>' for kind in kinds]
    told = f"Linked by {', '.join(keys)}; the broader the line, the stronger the link"
    if hubs:
        told += ". Rings are hubs, which tie no one together"
    if drawn < size:
        told += f". Drawn are {number(drawn)} of {number(size)} ads, those nearest to the one with most links"
    return element("figcaption", told + ".")


def draw_graph(links: Sequence[Link], hubs: Mapping[str, Sequence[str]], size: int) -> Html:
    """The graph and the table of its links; nothing without links.

    Args:
        links: the network's links, strongest first.
        hubs: "kind:value" of each hub that its ads name, with those ads.
        size: how many ads the network has.
    """
    if not links:
        return ""
    places = place_ads(links, most=MOST_ADS)
    at = places.at
    drawn = [link for link in links if link.a in at and link.b in at]
    named = {hub: [ad for ad in ads if ad in at] for hub, ads in hubs.items()}
    named = dict([(hub, ads) for hub, ads in named.items() if ads][:_HUBS])
    around = _around(named, places)
    dotted, rings = _rings(named, around, at)
    kinds = [kind for kind in _KINDS if any(link.kind == kind for link in drawn)]
    left, top, width, height = _frame([*at.values(), *around.values()], around)
    picture = element(
        "svg",
        f"<title>{len(at)} ads and the links between them; the table below says the same</title>"
        + dotted + _lines(drawn, at) + _discs(at) + rings,
        viewBox=f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}", width=round(width), height=round(height),
        role="group",
    )  # fmt: skip
    asked = element("p", "Choose an ad, a line or a ring to see why it is there.", class_="why", role="status")
    return element("figure", picture + asked + _caption(kinds, len(at), size, len(named)), class_="graph")


def number_ads(links: Sequence[Link]) -> dict[str, int]:
    """The ads that the graph of a network shows, with the numbers on their discs."""
    return {ad: k for k, ad in enumerate(place_ads(links, most=MOST_ADS).at, 1)} if links else {}


def list_links(links: Sequence[Link]) -> Html:
    """The links that the graph shows, strongest first, with their reasons."""
    if not links:
        return ""
    numbers = number_ads(links)
    drawn = [link for link in links if link.a in numbers and link.b in numbers]
    rows = "".join(
        f'<tr><th scope="row">{numbers[link.a]} {text(link.a)}</th><td>{numbers[link.b]} <b>{text(link.b)}</b></td>'
        f'<td>{_KINDS[link.kind]}</td><td data-value="">{link.strength:.2f}</td><td>{text(link.why)}</td></tr>'
        for link in drawn
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("ad", "ad", "linked by", "strength", "why"))
    table = element("div", f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", class_="wide")
    return element("details", f"<summary>Why these ads: the links as a table</summary>{table}", class_="links")

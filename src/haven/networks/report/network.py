"""One network in detail. Must not know: the other networks, the page around it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from haven.networks.reasons import written
from haven.networks.report.atlas import Spot, draw_map
from haven.networks.report.graph import draw_graph, list_links, number_ads
from haven.networks.report.template import draw_template
from haven.networks.report.timeline import draw_timeline
from haven.networks.result import Link, Network, Template
from haven.runs.markup import Html, day, element, number, shortened, text

_TEMPLATES, _LISTED, _NAMES = 4, 12, 8
# Letters of an ad that can be read here: of those listed, and of the others in the graph.
_WHOLE, _SOME = 1200, 240


class Ad(NamedTuple):
    """What the report shows of an ad."""

    id: str
    words: str
    category: str
    place: str
    posted_at: datetime | None
    latitude: float | None = None
    longitude: float | None = None


class Detail(NamedTuple):
    """What the report shows of a network; `hubs` are "kind:value" with the ads that name them."""

    network: Network
    ads: Sequence[Ad]
    links: Sequence[Link]
    templates: Sequence[Template]
    hubs: Mapping[str, Sequence[str]]


def told(contact: str) -> str:
    """A "kind:value" as a person reads it."""
    kind, _, value = contact.partition(":")
    return f"{kind} {written(kind, value)}"


def _facts(network: Network) -> Html:
    rows = {
        "Ads": number(network.size),
        "Score": f"{number(network.score)} bits saved",
        "Tied by": ", ".join(network.ties),
        "Seen": f"{day(network.first_seen)} to {day(network.last_seen)}" if network.first_seen else "",
        "Shared contacts": ", ".join(told(c) for c in network.contacts[:_NAMES]),
        "Hubs it names": ", ".join(told(c) for c in network.hubs[:_NAMES]),
        "Categories": ", ".join(network.categories[:_NAMES]),
        "Places": ", ".join(network.places[:_NAMES]),
    }
    cells = "".join(f"<div><dt>{name}</dt><dd>{text(value)}</dd></div>" for name, value in rows.items() if value)
    return element("dl", cells, class_="facts")


def _ad(ad: Ad, number: int | None, most: int) -> Html:
    """An ad as one line that opens to its words."""
    name = f'<b class="number">{number}</b> ' if number else ""
    told = element("span", text(" · ".join(filter(None, _about(ad)))), class_="soft")
    head = f'{name}<code>{text(ad.id)}</code> {told} <span dir="auto">{text(shortened(ad.words, 110))}</span>'
    words = element("p", text(ad.words[:most] + ("…" if len(ad.words) > most else "")), dir="auto", class_="words")
    return element("li", element("details", f"<summary>{head}</summary>{words}"), data_ad=number)


def _ads(detail: Detail) -> Html:
    """The ads: those of the graph by their numbers, then others."""
    numbers = number_ads(detail.links)
    order = sorted(detail.ads, key=lambda ad: numbers.get(ad.id, len(numbers) + 1))
    first = "".join(_ad(ad, numbers.get(ad.id), _WHOLE) for ad in order[:_LISTED])
    drawn = [ad for ad in order[_LISTED:] if ad.id in numbers]
    more = element("ul", "".join(_ad(ad, numbers[ad.id], _SOME) for ad in drawn), class_="plain")
    more = element("details", f"<summary>The other {len(drawn)} in the graph</summary>{more}") if drawn else ""
    rest = detail.network.size - min(len(order), _LISTED) - len(drawn)
    others = element("p", f"and {number(rest)} more: see found.parquet", class_="soft") if rest > 0 else ""
    return f'<h3>Ads</h3><ul class="plain ads">{first}</ul>{more}{others}'


def _about(ad: Ad) -> tuple[str, str, str]:
    return (day(ad.posted_at) if ad.posted_at else "", ad.category, ad.place)


def _pictures(detail: Detail) -> Html:
    spots = [
        Spot(ad.latitude, ad.longitude, ad.place)
        for ad in detail.ads
        if ad.latitude is not None and ad.longitude is not None
    ]
    graph = draw_graph(detail.links, detail.hubs, detail.network.size)
    return element("div", graph + draw_map(spots, detail.network.size), class_="pictures")


def draw_network(detail: Detail) -> Html:
    """The network: facts, timeline, graph, map, templates, ads, reasons."""
    network = detail.network
    templates = "".join(draw_template(template) for template in detail.templates[:_TEMPLATES])
    rest = len(detail.templates) - _TEMPLATES
    if rest > 0:
        templates += element("p", f"and {rest} more templates: see templates.parquet", class_="soft")
    moments = [ad.posted_at for ad in detail.ads if ad.posted_at]
    name = f'<small class="soft"><code>{text(network.id)}</code></small>'
    head = element("h2", f'<span dir="auto">{text(shortened(detail.ads[0].words, 70))}</span> {name}')
    body = _facts(network) + draw_timeline(moments) + _pictures(detail) + templates + _ads(detail)
    body += list_links(detail.links)
    back = '<p class="back soft"><a href="#find">Back to all networks</a></p>'
    return element("section", head + body + back, id=network.id, class_="network")

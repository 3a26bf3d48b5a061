"""One network in detail. Must not know: the other networks, the page around it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from haven.networks.reasons import written
from haven.networks.report.template import draw_template
from haven.networks.report.timeline import draw_timeline
from haven.networks.result import Link, Network, Template
from haven.runs.markup import Html, day, element, number, shortened, text

_TEMPLATES, _LISTED, _NAMES = 4, 12, 8


class Ad(NamedTuple):
    """What the report shows of an ad."""

    id: str
    words: str
    category: str
    place: str
    posted_at: datetime | None


class Detail(NamedTuple):
    """What the report shows of a network."""

    network: Network
    ads: Sequence[Ad]
    links: Sequence[Link]
    templates: Sequence[Template]


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


def _ads(detail: Detail) -> Html:
    rows = "".join(
        f'<li><b>{text(ad.id)}</b> <span class="soft">{text(" · ".join(filter(None, _about(ad))))}</span> '
        f'<span dir="auto">{text(shortened(ad.words, 160))}</span></li>'
        for ad in detail.ads[:_LISTED]
    )
    rest = detail.network.size - min(len(detail.ads), _LISTED)
    more = f'<li class="soft">and {rest} more: see found.parquet</li>' if rest > 0 else ""
    return f"<h3>Ads</h3><ul class=plain>{rows}{more}</ul>"


def _about(ad: Ad) -> tuple[str, str, str]:
    return (day(ad.posted_at) if ad.posted_at else "", ad.category, ad.place)


def _links(links: Sequence[Link]) -> Html:
    rows = "".join(
        f"<li><b>{text(link.a)}</b> – <b>{text(link.b)}</b> "
        f'<meter min="0" max="1" value="{link.strength:.2f}" title="strength {link.strength:.2f}"></meter> '
        f"{text(link.why)}</li>"
        for link in links
    )
    return element("details", f"<summary>Why these ads</summary><ul class=plain>{rows}</ul>") if rows else ""


def draw_network(detail: Detail) -> Html:
    """The network: facts, timeline, templates, ads, reasons."""
    network = detail.network
    templates = "".join(draw_template(template) for template in detail.templates[:_TEMPLATES])
    rest = len(detail.templates) - _TEMPLATES
    if rest > 0:
        templates += element("p", f"and {rest} more templates: see templates.parquet", class_="soft")
    moments = [ad.posted_at for ad in detail.ads if ad.posted_at]
    head = element("h2", f'{text(shortened(detail.ads[0].words, 70))} <small class="soft">{text(network.id)}</small>')
    body = _facts(network) + draw_timeline(moments) + templates + _ads(detail) + _links(detail.links)
    return element("section", head + body, id=network.id, class_="network")

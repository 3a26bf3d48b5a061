"""The page as a whole: overview, table of networks, the first of them in detail, hubs.

Owns: what is shown and how much of it. Must not know: where the page goes.
"""

from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa

from haven.networks.report.network import Ad, Detail, draw_network, told
from haven.networks.result import Link, Network, Sweep
from haven.runs.bad_rows import tell_bad_rows
from haven.runs.markup import Html, day, element, number, shortened, text
from haven.runs.page import page

IN_TABLE, IN_DETAIL = 2000, 200
_ADS, _LINKS, _HUBS = 500, 400, 100
_SHOWN = ["id", "category", "place", "posted_at", "latitude", "longitude"]


@cache
def _part(name: str) -> str:
    return files("haven.networks.report").joinpath(name).read_text(encoding="utf-8")


def _ads(found: Sweep, networks: list[Network]) -> dict[str, Ad]:
    """By their ids the ads that are shown of the networks."""
    wanted = {ad for network in networks for ad in network.ads[:_ADS]}
    rows = [i for i, ad in enumerate(found.ads["id"].to_pylist()) if ad in wanted]
    return {
        row["id"]: Ad(
            row["id"], found.corpus.text(i), row["category"] or "", row["place"] or "", row["posted_at"],
            row["latitude"], row["longitude"],
        )
        for i, row in zip(rows, found.ads.select(_SHOWN).take(pa.array(rows, pa.int64())).to_pylist(), strict=True)
    }  # fmt: skip


def _first_links(found: Sweep, networks: list[Network]) -> dict[str, list[Link]]:
    """The strongest links of each network; the table is sorted by network and then by strength."""
    names = found.link_table["network"].combine_chunks().dictionary_encode()
    number = names.indices.to_numpy()
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    ends = np.append(starts, len(number))[1:]
    wanted = {network.id for network in networks}
    links: dict[str, list[Link]] = {network.id: [] for network in networks}
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        name = names.dictionary[int(number[start])].as_py()
        if name in wanted:
            rows = found.link_table.slice(start, min(end - start, _LINKS)).drop_columns(["network"])
            links[name] = [Link(**row) for row in rows.to_pylist()]
    return links


def _hub_ads(found: Sweep, networks: list[Network]) -> dict[str, dict[str, list[str]]]:
    """For each network the hubs that its ads name, with those ads."""
    home = {ad: network.id for network in networks for ad in network.ads}
    named: dict[str, dict[str, list[str]]] = {network.id: {} for network in networks}
    for row in found.contact_table.filter(found.contact_table["hub"]).to_pylist():
        if row["ad"] in home:
            named[home[row["ad"]]].setdefault(f"{row['kind']}:{row['value']}", []).append(row["ad"])
    return named


def _details(found: Sweep) -> list[Detail]:
    networks = found.networks[:IN_DETAIL]
    ads = _ads(found, networks)
    links, hubs = _first_links(found, networks), _hub_ads(found, networks)
    templates = {network.id: [t for t in found.templates if t.network == network.id] for network in networks}
    return [Detail(n, [ads[ad] for ad in n.ads[:_ADS]], links[n.id], templates[n.id], hubs[n.id]) for n in networks]


def _overview(found: Sweep) -> Html:
    grouped = int((found.label >= 0).sum())
    share = 100 * grouped / max(len(found.label), 1)
    figures = {
        "ads": number(len(found.label)),
        "networks": number(len(found.networks)),
        "ads in networks": f"{number(grouped)} ({share:.1f} %)",
        "largest network": number(max((n.size for n in found.networks), default=0)),
        "hubs": number(len(found.hubs)),
    }
    return element("dl", "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in figures.items()), class_="figures")


def _row(network: Network, words: str) -> Html:
    name = text(network.id)
    link = f'<a href="#{name}">{name}</a>' if words else name
    contact = told(network.contacts[0]) if network.contacts else ""
    cells = [
        f'<td data-value="{network.size}">{number(network.size)}</td>',
        f'<td data-value="{network.score}">{number(network.score)}</td>',
        f"<td>{', '.join(network.ties)}</td>",
        f"<td>{day(network.first_seen)}</td><td>{day(network.last_seen)}</td>",
        f"<td>{text(contact)}</td><td>{text(', '.join(network.places[:2]))}</td>",
        f'<td dir="auto">{text(shortened(words, 70))}</td>',
    ]
    return f'<tr data-ties="{" ".join(network.ties)}"><th scope="row">{link}</th>{"".join(cells)}</tr>'


def _search(networks: list[Network]) -> Html:
    """The fields by which the table is narrowed."""
    ties = sorted({tie for network in networks for tie in network.ties})
    boxes = "".join(f'<label><input type="checkbox" value="{tie}"> {tie}</label>' for tie in ties)
    chosen = f'<fieldset id="ties"><legend>Tied by</legend>{boxes}</fieldset>' if len(ties) > 1 else ""
    field = '<label for="find">Find <input id="find" type="search" placeholder="word, number, place, id"></label>'
    return f'<div class="search">{field}{chosen}<p id="shown" class="soft" role="status"></p></div>'


def _table(found: Sweep, details: list[Detail]) -> Html:
    words = {detail.network.id: detail.ads[0].words for detail in details}
    heads = ("network", "ads", "score", "tied by", "first seen", "last seen", "contact", "place", "begins")
    head = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in heads)
    rows = "".join(_row(network, words.get(network.id, "")) for network in found.networks[:IN_TABLE])
    table = f'<table id="networks"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return _search(found.networks[:IN_TABLE]) + element("div", table, class_="wide")


def _limits(found: Sweep) -> Html:
    count = len(found.networks)
    if count <= IN_DETAIL:
        return ""
    listed = f"The table lists the {number(min(count, IN_TABLE))} highest of {number(count)} networks"
    words = f"{listed}; the first {IN_DETAIL} are shown in detail. All of them are in networks.parquet."
    return element("p", words, class_="note")


def _hubs(found: Sweep) -> Html:
    if not found.hubs:
        return ""
    rows = "".join(f"<li><b>{text(told(f'{h.kind}:{h.value}'))}</b> – {text(h.why)}</li>" for h in found.hubs[:_HUBS])
    more = (
        f"<li class=soft>and {len(found.hubs) - _HUBS} more: see hubs.parquet</li>" if len(found.hubs) > _HUBS else ""
    )
    words = "Contacts and photos on many unrelated ads, such as an agency's number. They tie no one together."
    return f'<section id="hubs"><h2>Hubs</h2><p>{words}</p><ul class=plain>{rows}{more}</ul></section>'


def render(found: Sweep, *, title: str) -> Html:
    """The report as one HTML page."""
    details = _details(found)
    notice = "Being in a network is a lead, not an accusation: look at the ads before you conclude anything."
    body = (
        _overview(found)
        + tell_bad_rows(found.summary)
        + (_table(found, details) if found.networks else "<p>No two ads belong together.</p>")
        + _limits(found)
        + "".join(draw_network(detail) for detail in details)
        + _hubs(found)
    )
    return page(f"Networks in {title}", notice, body, style=_part("report.css"), script=_part("report.js"))

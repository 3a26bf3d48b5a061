"""Why two ads of a written result are together, or why not.

Owns: gathering the answer: the chain of links, shared contacts, the template both fill, how alike the words are. Must
not know: how the answer is told, the command line.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import pyarrow as pa

from haven.networks.likeness import Likeness, Yardstick
from haven.networks.parameters import Parameters
from haven.networks.result import Link
from haven.networks.stored import StoredResult

# Of each network so many ads are held against the other ad.
_HELD = 200


class Shared(NamedTuple):
    """A contact or photo that both ads show; `hub` says why it ties no one together, or is None."""

    kind: str
    value: str
    hub: str | None


class Column(NamedTuple):
    """One column of a template: what every ad says here, or what each of the two does."""

    constant: str | None
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why ads `a` and `b` are together, or not.

    Attributes:
        a: id of one ad.
        b: id of the other.
        network_a: the network that `a` is in.
        network_b: the network that `b` is in.
        chain: the fewest links from `a` to `b`, in this order; empty where they are not together.
        shared: contacts and photos that both show.
        template: the columns of the template that both fill; empty where there is none.
        likeness: how alike their words are; None where the texts are not known.
        nearest: of pairs between one ad and the other's network, the one most alike; None where both are together.
        parameters: what the sweep counted as belonging together.
    """

    a: str
    b: str
    network_a: str | None
    network_b: str | None
    chain: tuple[Link, ...]
    shared: tuple[Shared, ...]
    template: tuple[Column, ...]
    likeness: Likeness | None
    nearest: Likeness | None
    parameters: Parameters

    @property
    def together(self) -> bool:
        """Whether both are in one network."""
        return self.network_a is not None and self.network_a == self.network_b


def _chain(links: Sequence[Link], a: str, b: str) -> tuple[Link, ...]:
    """The fewest links from `a` to `b`; of ways equally long one by stronger links (they are given strongest first)."""
    ways: dict[str, list[Link]] = {}
    for link in links:
        ways.setdefault(link.a, []).append(link)
        ways.setdefault(link.b, []).append(link)
    came: dict[str, Link | None] = {a: None}
    queue = deque([a])
    while queue and b not in came:
        here = queue.popleft()
        for link in ways.get(here, []):
            there = link.b if link.a == here else link.a
            if there not in came:
                came[there] = link
                queue.append(there)
    found: list[Link] = []
    while (back := came.get(b)) is not None:
        found.append(back)
        b = back.a if back.b == b else back.b
    return tuple(reversed(found))


def _shared(result: StoredResult, a: str, b: str) -> tuple[Shared, ...]:
    shown: dict[str, set[tuple[str, str]]] = {a: set(), b: set()}
    for row in result.contacts([a, b]):
        shown[row["ad"]].add((row["kind"], row["value"]))
    hubs = result.hubs()
    return tuple(Shared(kind, value, hubs.get((kind, value))) for kind, value in sorted(shown[a] & shown[b]))


def _template(result: StoredResult, network: str, a: str, b: str) -> tuple[Column, ...]:
    """The first template that both fill."""
    rows: dict[int, list[Column]] = {}
    filled: set[int] = set()
    for row in result.columns(network):
        said = {filler["ad"]: filler["text"] for filler in row["fillers"]}
        rows.setdefault(row["template"], []).append(Column(row["text"], said.get(a, ""), said.get(b, "")))
        if a in said and b in said:
            filled.add(row["template"])
    return tuple(rows[min(filled)]) if filled else ()


def _measured(
    result: StoredResult, pair: tuple[str, str], networks: tuple[str | None, str | None], ads: Iterable[pa.RecordBatch]
) -> tuple[Likeness | None, Likeness | None]:
    """How alike the two ads are, and the most alike pair between one and the other's network."""
    a, b = pair
    fellows = [list(islice(result.members(n), _HELD)) if n else [] for n in networks]
    parameters, wanted = result.parameters, {a, b, *fellows[0], *fellows[1]}
    ruler = Yardstick(
        ads, wanted=wanted, total=result.summary["ads"], membership=result.membership, parameters=parameters
    )
    alike = ruler.nearest([pair])
    if networks[0] == networks[1]:
        return alike, None
    between = [(a, other) for other in fellows[1] if other != b] + [(b, other) for other in fellows[0] if other != a]
    return alike, ruler.nearest(between)


def explain(result: StoredResult, a: str, b: str, *, ads: Iterable[pa.RecordBatch] | None = None) -> Explanation:
    """Why two ads are together, or why not.

    Args:
        result: a written result.
        a: id of one ad.
        b: id of the other.
        ads: the swept ads, where the result keeps no texts; without either, words are not compared.

    Raises:
        UnknownAdError: the result has no ad of that id.
        ResultError: the result cannot be read.
    """
    networks = result.network_of(a), result.network_of(b)
    if ads is None and result.keeps_texts:
        ads = result.ads()
    likeness, nearest = _measured(result, (a, b), networks, ads) if ads is not None else (None, None)
    together = networks[0] if networks[0] == networks[1] else None
    return Explanation(
        a=a,
        b=b,
        network_a=networks[0],
        network_b=networks[1],
        chain=_chain(result.links(together), a, b) if together else (),
        shared=_shared(result, a, b),
        template=_template(result, together, a, b) if together else (),
        likeness=likeness,
        nearest=nearest,
        parameters=result.parameters,
    )

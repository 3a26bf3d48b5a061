"""Which network an ad would join, and why: the quick answer, asked before an ad is published.

Owns: comparing one ad with the few stored ones that could be tied to it. Must not know: the sweep, which settles
afterwards what becomes of the networks.

The engine's kernels are imported at the first look-up: only processes that look up pay for them (`warm_up`).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from haven.findings.index import Bearer, Entry, Similar, bearers, entry, similar
from haven.records import AdRecord

if TYPE_CHECKING:
    from haven.networks import Link, Parameters

_MOST_SIMILAR = 16
_MOST_BEARERS = 32
# Unrelated people link to one page all the time: such addresses tie only inside one network.
_WEAK = {"url", "domain"}


@dataclass(frozen=True, slots=True)
class Joining:
    """What an ad would join.

    Attributes:
        network: id of the network, the largest of those it would tie together; None where there is none yet.
        size: ads of the network there would be, this one included; 1 where nothing is tied to it.
        links: from this ad to stored ones, strongest first.
        joined: the ids of all networks it would tie together.
    """

    network: str | None
    size: int
    links: "tuple[Link, ...]"
    joined: tuple[str, ...]

    @property
    def others(self) -> int:
        """How many ads there are in it beside this one."""
        return self.size - 1


def look_up(ad: AdRecord, *, region: str) -> Joining:
    """The network an ad would join. Reads only; the ad need not be stored, and is not compared with itself.

    Args:
        ad: the ad; its id is its public code.
        region: country (ISO 3166) whose phone numbers need no prefix.
    """
    from haven.networks import Parameters  # noqa: PLC0415 - see above

    parameters = Parameters(region=region)
    return look_up_entry(entry(ad, parameters), parameters)


def look_up_entry(one: Entry, parameters: "Parameters") -> Joining:
    """As `look_up`, of what the index keeps of an ad."""
    like, shown = similar(one, most=_MOST_SIMILAR), bearers(one, most=_MOST_BEARERS)
    near = [(other.ad, other.network, other.others) for other in like]
    near += [(other.ad, other.network, other.others) for other in shown]
    network_of = {ad: network for ad, network, _ in near}
    links = [*_text_links(one, like, parameters), *_contact_links(one, shown)]
    links.sort(key=lambda link: (-link.strength, link.kind, link.b))
    tied = {link.b: network_of[link.b] for link in links}
    joined = {network for network in tied.values() if network}
    sizes = {network: others for _, network, others in near if network in joined}
    alone = sum(network is None for network in tied.values())
    network = min(sizes, key=lambda name: (-sizes[name], name), default=None)
    return Joining(network, 1 + alone + sum(sizes.values()), tuple(links), tuple(sorted(joined)))


def written_like(words: str, *, region: str, most: int = 256) -> list[str]:
    """The ads whose text is as much like these words as those of one network are; at most so many, by their codes."""
    from haven.networks import Parameters  # noqa: PLC0415

    parameters = Parameters(region=region)
    one = entry(AdRecord(id="", body=words), parameters)
    return [link.b for link in _text_links(one, similar(one, most=most), parameters)]


def warm_up() -> None:
    """Import and compile the kernels, so that the first look-up need not wait for them."""
    from haven.networks import Parameters  # noqa: PLC0415
    from haven.networks.pairs import alike, fingerprints  # noqa: PLC0415

    parameters = Parameters()
    words = " ".join(f"word{chr(97 + i)}" for i in range(20))
    texts = [words, *(f"{words} {chr(97 + i)}" for i in range(8))]
    tokens = [each.tokens for each in fingerprints(texts, parameters)]
    alike(tokens[0], tokens[1:], list(range(8)), parameters)


def _text_links(one: Entry, like: list[Similar], parameters: "Parameters") -> "list[Link]":
    from haven.networks import Link  # noqa: PLC0415
    from haven.networks.pairs import alike  # noqa: PLC0415

    # Those in no network count as one group: the worker may not have linked them yet.
    number: dict[str | None, int] = {}
    groups = [number.setdefault(other.network, len(number)) for other in like]
    found = alike(one.tokens, [other.tokens for other in like], groups, parameters)
    return [Link(one.ad, like[k].ad, "text", share, why) for k, share, why in found]


def _contact_links(one: Entry, shown: list[Bearer]) -> "list[Link]":
    from haven.networks import Link  # noqa: PLC0415
    from haven.networks.reasons import shared_thing  # noqa: PLC0415

    networks: dict[tuple[str, str], set[str | None]] = {}
    for bearer in shown:
        networks.setdefault(bearer.contact, set()).add(bearer.network)
    return [
        Link(one.ad, bearer.ad, "contact", 0.5 if bearer.contact[0] in _WEAK else 1.0, shared_thing(*bearer.contact))
        for bearer in shown
        if not bearer.hub
        and (bearer.contact[0] not in _WEAK or (len(networks[bearer.contact]) == 1 and bearer.network))
    ]

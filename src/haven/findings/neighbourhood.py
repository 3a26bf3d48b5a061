"""The part of the site that one ad's networks depend on, and the sweep of it.

Owns: which ads are swept together with one, so that what comes out for its networks is what a sweep of all ads would
say. Must not know: how networks are stored.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from haven.findings.index import Entry, bearers, similar, some
from haven.findings.marks import marks_among
from haven.findings.models import Membership, Network
from haven.records import AdRecord

if TYPE_CHECKING:
    from haven.networks import Network as FoundNetwork
    from haven.networks import Parameters, Previous, Sweep

Fetch = Callable[[Iterable[str]], list[AdRecord]]

_MOST_SIMILAR = 64
_MOST_BEARERS = 160
# Ads at random, by which the engine tells what is common: words, phrases, categories.
_BACKGROUND = 300


class Around(NamedTuple):
    """A sweep of an ad and its surroundings.

    `networks` are those that hold ads of the core; they hold no ads of others. `core` are the codes of its ads, with
    all members of the networks they are in as stored.
    """

    found: "Sweep"
    networks: "list[FoundNetwork]"
    core: set[str]


def sweep_around(ad: AdRecord, one: Entry, core: Iterable[str], fetch: Fetch, parameters: "Parameters") -> Around:
    """Sweep an ad with all it depends on.

    The core, whose networks come out whole, is the ad and what it is tied to, with all members of the networks those
    are in. Around it stand witnesses: ads that share a phrase or a contact (they show what is boilerplate and who is
    a hub), and some at random. A witness that turns out to be tied to the core joins it with its own network, and the
    sweep is repeated.

    Args:
        ad: the ad.
        one: what the index keeps of it.
        core: ads that it is tied to as far as is known.
        fetch: gives the ads with these codes that still exist.
        parameters: what counts as belonging together.

    Returns:
        What came out.
    """
    from haven.networks import sweep  # noqa: PLC0415 - only the worker sweeps

    inside = _closed({ad.id, *core})
    witnesses = {other.ad for other in similar(one, most=_MOST_SIMILAR)} | {*some(ad.id, most=_BACKGROUND)}
    witnesses |= {bearer.ad for bearer in bearers(one, most=_MOST_BEARERS)}
    known = {ad.id: ad} | {other.id: other for other in fetch(sorted((inside | witnesses) - {ad.id}))}
    taken: set[str] = set()
    while True:
        previous = previous_ids(known)
        found = sweep(
            list(known.values()),
            parameters=parameters,
            previous=_keeping(previous, taken),
            marks=marks_among(known),
        )
        ours = [network for network in found.networks if not inside.isdisjoint(network.ads)]
        drawn = _closed({other for network in ours for other in network.ads} - inside)
        names = {network.id for network in ours} - {previous.get(other, "") for other in inside}
        elsewhere = set(Network.objects.filter(pk__in=names).values_list("pk", flat=True))
        if drawn <= inside and not elsewhere:
            return Around(found, ours, inside)
        inside |= drawn
        taken |= elsewhere
        known |= {other.id: other for other in fetch(sorted(inside - known.keys()))}


def previous_ids(ad_ids: Iterable[str]) -> dict[str, str]:
    """Ad → network id as stored now, so that the engine keeps the ids of networks that stay together."""
    rows = Membership.objects.filter(ad_id__in=list(ad_ids)).values_list("ad_id", "network_id")
    return dict(rows)


def _closed(ads: set[str]) -> set[str]:
    """The ads with all members of the networks they are in."""
    networks = Membership.objects.filter(ad_id__in=ads).values("network")
    return ads | set(Membership.objects.filter(network__in=networks).values_list("ad_id", flat=True))


def _keeping(previous: dict[str, str], taken: set[str]) -> "Previous":
    """The present names; and those that networks elsewhere have, so that no new one gets them."""
    from haven.networks import Previous  # noqa: PLC0415

    return Previous(previous | {f"elsewhere\x00{name}": name for name in taken})

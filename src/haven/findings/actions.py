"""Storing what the engine finds: one ad at a time, or all of them.

The engine is imported where it is used: only the worker sweeps, and its compiled kernels would cost every web process
a second and a hundred megabytes.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

import haven
from haven.findings.keys import text_keys
from haven.findings.models import Identifier, Link, Membership, Network, Sighting, Template, TextKeys
from haven.findings.neighbourhood import neighbours, previous_ids
from haven.ledger.actions import machine, record
from haven.records import AdRecord
from haven.records.contacts import find_contacts

if TYPE_CHECKING:
    from haven.networks import Sweep

Fetch = Callable[[Iterable[str]], list[AdRecord]]
_MOST_LINKS = 400
_LOCK = 0x48415645


@transaction.atomic
def link_ad(*, ad: AdRecord, fetch: Fetch, region: str) -> str | None:
    """Find the network this ad belongs to by sweeping it together with the stored ads that could be tied to it.

    Args:
        ad: the ad; its id is its public code.
        fetch: gives the ads with these codes that still exist.
        region: country (ISO 3166) whose phone numbers need no prefix.

    Returns:
        The network's id, or None.
    """
    _one_at_a_time()
    _index([ad], region)
    around = [other for other in fetch(neighbours(ad.id)) if other.id != ad.id]
    found = _sweep([ad, *around], previous_ids([ad.id, *(other.id for other in around)]), region)
    _replace(found)
    network = found.membership[ad.id]
    record(
        actor=machine("networks"),
        action="ad.linked",
        subject=f"listing:{ad.id}",
        network=network,
        compared=len(around),
    )
    return network


@transaction.atomic
def unlink_ad(*, ad_id: str) -> None:
    """Take an ad that is gone out of the findings. A network of one is none."""
    _one_at_a_time()
    networks = list(Network.objects.filter(memberships__ad_id=ad_id))
    TextKeys.objects.filter(ad_id=ad_id).delete()
    Sighting.objects.filter(ad_id=ad_id).delete()
    Membership.objects.filter(ad_id=ad_id).delete()
    for network in networks:
        Link.objects.filter(network=network, a=ad_id).delete()
        Link.objects.filter(network=network, b=ad_id).delete()
        network.size = network.memberships.count()
        if network.size < 2:
            network.delete()
        else:
            network.save(update_fields=["size"])
    record(actor=machine("networks"), action="ad.unlinked", subject=f"listing:{ad_id}")


@transaction.atomic
def rebuild(*, ads: list[AdRecord], region: str) -> "Sweep":
    """Forget all findings but the networks' ids, and sweep all ads anew."""
    _one_at_a_time()
    previous = previous_ids(list(Membership.objects.values_list("ad_id", flat=True)))
    TextKeys.objects.all().delete()
    Sighting.objects.all().delete()
    Identifier.objects.all().delete()
    Network.objects.all().delete()
    for start in range(0, len(ads), 1000):
        _index(ads[start : start + 1000], region)
    found = _sweep(ads, previous, region)
    _store(found)
    record(
        actor=machine("networks"),
        action="networks.rebuilt",
        subject="site:networks",
        ads=len(ads),
        networks=len(found.networks),
    )
    return found


def _one_at_a_time() -> None:
    """Two workers that link neighbours at once would each miss the other's ad."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _sweep(ads: list[AdRecord], previous: dict[str, str], region: str) -> "Sweep":
    """Sweep these ads, the rest of the site left out; no new network takes an id that a network elsewhere has."""
    from haven.networks import Parameters, Previous, sweep  # noqa: PLC0415

    parameters = Parameters(region=region)
    found = sweep(ads, parameters=parameters, previous=Previous(previous))
    fresh = {network.id for network in found.networks} - set(previous.values())
    taken = Network.objects.filter(pk__in=fresh).values_list("pk", flat=True)
    elsewhere = {f"elsewhere\x00{name}": name for name in taken}
    return sweep(ads, parameters=parameters, previous=Previous(previous | elsewhere)) if elsewhere else found


def _index(ads: list[AdRecord], region: str) -> None:
    keys = [TextKeys(ad_id=ad.id, keys=text_keys(ad)) for ad in ads]
    TextKeys.objects.bulk_create(keys, update_conflicts=True, unique_fields=["ad_id"], update_fields=["keys"])
    seen = {
        (str(c.kind), c.value, ad.id)
        for ad in ads
        for text in (ad.text, *ad.contacts)
        for c in find_contacts(text, region=region)
    }
    Sighting.objects.filter(ad_id__in=[ad.id for ad in ads]).delete()
    Identifier.objects.bulk_create(
        [Identifier(kind=kind, value=value) for kind, value in sorted({s[:2] for s in seen})],
        ignore_conflicts=True,
    )
    values = {value for _, value, _ in seen}
    stored = {(i.kind, i.value): i for i in Identifier.objects.filter(value__in=values)}
    Sighting.objects.bulk_create(
        Sighting(identifier=stored[kind, value], ad_id=ad_id) for kind, value, ad_id in sorted(seen)
    )


def _replace(found: "Sweep") -> None:
    """Store a sweep of a neighbourhood in place of what was known of its ads."""
    touched = Membership.objects.filter(ad_id__in=list(found.membership)).values_list("network_id", flat=True)
    Network.objects.filter(pk__in=list(touched)).delete()
    _store(found)


def _store(found: "Sweep") -> None:
    now = timezone.now()
    Network.objects.bulk_create(
        Network(
            id=n.id,
            size=n.size,
            score=n.score,
            ties=list(n.ties),
            first_seen=n.first_seen,
            last_seen=n.last_seen,
            contacts=list(n.contacts),
            hubs=list(n.hubs),
            categories=list(n.categories),
            places=list(n.places),
            engine_version=haven.__version__,
            updated_at=now,
        )
        for n in found.networks
    )
    Membership.objects.bulk_create(Membership(ad_id=ad, network_id=n.id) for n in found.networks for ad in n.ads)
    _store_links(found)
    Template.objects.bulk_create(
        Template(
            network_id=template.network,
            ads=list(template.ads),
            columns=[
                {"constant": s.constant} if s.constant is not None else {"fillers": list(s.fillers)}
                for s in template.columns
            ],
            saved_bits=template.saved_bits,
        )
        for template in found.templates
    )


def _store_links(found: "Sweep") -> None:
    """The strongest links of each network: enough to explain it, not every pair of a large one."""
    member = found.membership
    kept: dict[str, int] = {}
    rows = []
    for link in found.links:
        network = member[link.a]
        if network is None or network != member[link.b] or kept.get(network, 0) >= _MOST_LINKS:
            continue
        kept[network] = kept.get(network, 0) + 1
        rows.append(Link(network_id=network, a=link.a, b=link.b, kind=link.kind, strength=link.strength, why=link.why))
    Link.objects.bulk_create(rows)

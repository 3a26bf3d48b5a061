"""Keeping the findings true: one ad comes, one goes, or all are swept anew.

The engine is imported where it is used: its compiled kernels cost every process that loads them a second and a hundred
megabytes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from haven.findings.bulk import reindex
from haven.findings.index import entry, forget, insert
from haven.findings.lookup import Joining, look_up_entry
from haven.findings.marks import apart_from, marks_among
from haven.findings.models import Apart, Link, Membership, Network, Renewal, Template
from haven.findings.neighbourhood import Fetch, previous_ids, sweep_around
from haven.findings.storing import mark_hubs, renewed, store
from haven.ledger.actions import machine, record
from haven.records import AdRecord

if TYPE_CHECKING:
    from haven.networks import Sweep

_LOCK = 0x48415645
# What would be a larger network than this is not swept for every new ad: the ad joins it by what ties it.
_LARGE = 2000
_LINKS_OF_ONE = 5


@transaction.atomic
def link_ad(*, ad: AdRecord, fetch: Fetch, region: str) -> str | None:
    """Index an ad, and find its network by sweeping it together with the stored ads that could be tied to it.

    Args:
        ad: the ad; its id is its public code.
        fetch: gives the ads with these codes that still exist.
        region: country (ISO 3166) whose phone numbers need no prefix.

    Returns:
        The network's id, or None.
    """
    from haven.networks import Parameters  # noqa: PLC0415 - see above

    _one_at_a_time()
    parameters = Parameters(region=region)
    one = entry(ad, parameters)
    insert([one])
    joining = look_up_entry(one, parameters)
    if joining.network and joining.size > _LARGE and not _belongs_elsewhere(ad.id, joining):
        network: str | None = joining.network
        _add(ad.id, joining)
    else:
        found, networks, core = sweep_around(ad, one, [link.b for link in joining.links], fetch, parameters)
        Network.objects.filter(memberships__ad_id__in=core).delete()
        store(found, networks)
        mark_hubs(found, of_ad=ad.id)
        network = found.membership[ad.id]
    record(actor=machine("networks"), action="ad.linked", subject=f"listing:{ad.id}", network=network)
    return network


@transaction.atomic
def unlink_ad(*, ad_id: str) -> None:
    """Take an ad that is gone out of the findings."""
    _one_at_a_time()
    forget(ad_id)
    _leave(ad_id)
    record(actor=machine("networks"), action="ad.unlinked", subject=f"listing:{ad_id}")


@transaction.atomic
def rebuild(*, ads: Sequence[AdRecord], region: str) -> "Sweep":
    """Forget all findings but the networks' ids, index all ads and sweep them anew."""
    from haven.networks import Parameters, Previous, sweep  # noqa: PLC0415

    _one_at_a_time()
    parameters = Parameters(region=region)
    previous = previous_ids(Membership.objects.values_list("ad_id", flat=True))
    marks = marks_among([ad.id for ad in ads])
    found = sweep(ads, parameters=parameters, previous=Previous(previous), marks=marks)
    Network.objects.all().delete()
    reindex(ads, parameters)
    store(found, found.networks)
    mark_hubs(found)
    record(
        actor=machine("networks"),
        action="networks.rebuilt",
        subject="site:networks",
        ads=len(ads),
        networks=len(found.networks),
    )
    return found


@transaction.atomic
def set_apart(*, ad_id: str, network: Network, actor: str) -> int:
    """Take an ad out of its network for good: no sweep puts it together with those in it again; how many these are.

    Whoever calls has it linked anew: it may belong elsewhere.
    """
    _one_at_a_time()
    others = list(network.memberships.exclude(ad_id=ad_id).values_list("ad_id", flat=True))
    Apart.objects.bulk_create((Apart(ad_id=ad_id, other_id=other) for other in others), ignore_conflicts=True)
    _leave(ad_id)
    record(actor=actor, action="ad.set_apart", subject=f"listing:{ad_id}", network=network.pk, others=len(others))
    return len(others)


@transaction.atomic
def renew_finding(*, network: Network, until: datetime, subject: str, actor: str) -> None:
    """Keep a finding that would expire; `subject` names the case that needs it."""
    Renewal.objects.update_or_create(network_id=network.pk, defaults={"until": until, "subject": subject})
    record(actor=actor, action="network.renewed", subject=f"network:{network.pk}", of=subject)


@transaction.atomic
def expire_findings(*, before: datetime) -> int:
    """Forget the networks that no ad has joined since then and no case renewed; how many. Their ads stay."""
    _one_at_a_time()
    gone = [network.pk for network in Network.objects.filter(last_seen__lt=before).exclude(pk__in=renewed())]
    Network.objects.filter(pk__in=gone).delete()
    if gone:
        record(actor=machine("clock"), action="networks.expired", subject="site:networks", networks=len(gone))
    return len(gone)


def _belongs_elsewhere(ad_id: str, joining: Joining) -> bool:
    """Whether a person set the ad apart from the network that it would join."""
    members = Membership.objects.filter(network=joining.network).values_list("ad_id", flat=True)
    return bool(apart_from(ad_id, list(members)))


def _one_at_a_time() -> None:
    """Two workers that link neighbours at once would each miss the other's ad."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _add(ad_id: str, joining: Joining) -> None:
    """Put an ad into a network as it stands."""
    _leave(ad_id)
    network = Network.objects.get(pk=joining.network)
    Membership.objects.create(ad_id=ad_id, network=network)
    inside = set(
        network.memberships.filter(ad_id__in=[link.b for link in joining.links]).values_list("ad_id", flat=True)
    )
    strongest = [link for link in joining.links if link.b in inside][:_LINKS_OF_ONE]
    Link.objects.bulk_create(
        Link(network=network, a=link.a, b=link.b, kind=link.kind, strength=link.strength, why=link.why)
        for link in strongest
    )
    network.size += 1
    network.save(update_fields=["size"])


def _leave(ad_id: str) -> None:
    """Take an ad out of its network. A network of one is none."""
    for network in list(Network.objects.filter(memberships__ad_id=ad_id)):
        Membership.objects.filter(ad_id=ad_id).delete()
        Link.objects.filter(network=network, a=ad_id).delete()
        Link.objects.filter(network=network, b=ad_id).delete()
        # A template holds the ad's own words; the next sweep aligns those that are left.
        Template.objects.filter(network=network, ads__contains=[ad_id]).delete()
        network.size = network.memberships.count()
        if network.size < 2:
            network.delete()
        else:
            network.save(update_fields=["size"])

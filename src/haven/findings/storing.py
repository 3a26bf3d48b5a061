"""Writing what a sweep found into the tables.

Owns: the rows of networks, members, links, templates, hubs. Must not know: which ads were swept together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

import haven
from haven.findings.models import Link, Membership, Network, Renewal, Template

if TYPE_CHECKING:
    from haven.networks import Network as FoundNetwork
    from haven.networks import Sweep

# Enough links to explain a network, not every pair of a large one.
_MOST_LINKS = 400
_BATCH = 5000

_MARK_HUBS = """
UPDATE findings_identifier AS i SET hub = (i.kind, i.value) IN (
    SELECT * FROM unnest(%(kinds)s::text[], %(values)s::text[])
)
WHERE {which} AND hub <> ((i.kind, i.value) IN (SELECT * FROM unnest(%(kinds)s::text[], %(values)s::text[])))
"""
_OF_AD = "i.id IN (SELECT identifier_id FROM findings_sighting WHERE ad_id = %(ad)s)"


def store(found: "Sweep", networks: Sequence["FoundNetwork"]) -> None:
    """Store these networks of a sweep; what was stored of their ads must be gone."""
    now = timezone.now()
    # An old finding is not found anew by every sweep: it comes back when another ad joins it.
    oldest, kept = now - timedelta(days=settings.FINDINGS_DAYS), set(renewed())
    networks = [n for n in networks if n.last_seen is None or n.last_seen >= oldest or n.id in kept]
    Network.objects.bulk_create((_network_row(network, now) for network in networks), batch_size=_BATCH)
    members = [Membership(ad_id=ad, network_id=network.id) for network in networks for ad in network.ads]
    Membership.objects.bulk_create(members, batch_size=_BATCH)
    chosen = {network.id for network in networks}
    Link.objects.bulk_create(_link_rows(found, chosen), batch_size=_BATCH)
    Template.objects.bulk_create(_template_rows(found, chosen), batch_size=_BATCH)


def renewed() -> QuerySet[Renewal, str]:
    """The names of the networks that a case has renewed."""
    return Renewal.objects.filter(until__gt=timezone.now()).values_list("network_id", flat=True)


def mark_hubs(found: "Sweep", *, of_ad: str | None = None) -> None:
    """Note which contacts the sweep found to be hubs: of all, or of those that one ad shows."""
    columns = {"kinds": [hub.kind for hub in found.hubs], "values": [hub.value for hub in found.hubs]}
    with connection.cursor() as cursor:
        cursor.execute(_MARK_HUBS.format(which=_OF_AD if of_ad else "true"), {"ad": of_ad, **columns})


def _network_row(network: "FoundNetwork", now: datetime) -> Network:
    return Network(
        id=network.id,
        size=network.size,
        score=network.score,
        ties=list(network.ties),
        first_seen=network.first_seen,
        last_seen=network.last_seen,
        contacts=list(network.contacts),
        hubs=list(network.hubs),
        categories=list(network.categories),
        places=list(network.places),
        engine_version=haven.__version__,
        updated_at=now,
    )


def _link_rows(found: "Sweep", chosen: set[str]) -> Iterable[Link]:
    """The strongest links of each network."""
    member, kept = found.membership, Counter[str]()
    for link in found.links:
        network = member[link.a]
        if network not in chosen or network != member[link.b] or kept[network] >= _MOST_LINKS:
            continue
        kept[network] += 1
        yield Link(network_id=network, a=link.a, b=link.b, kind=link.kind, strength=link.strength, why=link.why)


def _template_rows(found: "Sweep", chosen: set[str]) -> Iterable[Template]:
    return (
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
        if template.network in chosen
    )

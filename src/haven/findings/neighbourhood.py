"""Which stored ads could be tied to one ad."""

from collections.abc import Iterable

from django.db import connection

from haven.findings.keys import SHARED_KEYS
from haven.findings.models import Membership, Sighting

_MOST_LIKE = 200
_MOST_WITH_CONTACT = 500

_LIKE = """
SELECT other.ad_id FROM findings_textkeys AS one
JOIN findings_textkeys AS other ON other.keys && one.keys AND other.ad_id <> one.ad_id
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM unnest(other.keys) AS key WHERE key = ANY (one.keys)
) AS shared
WHERE one.ad_id = %s AND shared.n >= %s
ORDER BY shared.n DESC, other.ad_id LIMIT %s
"""


def neighbours(ad_id: str) -> list[str]:
    """Codes of the ads that share text keys or a contact with this one, and of all that share a network with those."""
    near = {ad_id, *_like(ad_id), *_with_its_contacts(ad_id)}
    networks = Membership.objects.filter(ad_id__in=near).values("network")
    near.update(Membership.objects.filter(network__in=networks).values_list("ad_id", flat=True))
    near.discard(ad_id)
    return sorted(near)


def previous_ids(ad_ids: Iterable[str]) -> dict[str, str]:
    """Ad → network id as stored now, so that the engine keeps the ids of networks that stay together."""
    rows = Membership.objects.filter(ad_id__in=list(ad_ids)).values_list("ad_id", "network_id")
    return dict(rows)


def _like(ad_id: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, [ad_id, SHARED_KEYS, _MOST_LIKE])
        return [row[0] for row in cursor.fetchall()]


def _with_its_contacts(ad_id: str) -> list[str]:
    sightings = Sighting.objects.filter(identifier__sightings__ad_id=ad_id)
    return list(sightings.values_list("ad_id", flat=True).order_by("ad_id").distinct()[:_MOST_WITH_CONTACT])

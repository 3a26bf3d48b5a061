"""Which saved searches a new ad answers.

Owns the statement that compares ads with the searches that hang on their keys, and the batch it works on. What it finds
is exactly what the search page would find: the same words, shelves, prices, typed fields and part of the map. Must not
know: mails, pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction

from haven.alerts.anchors import ad_keys
from haven.alerts.cells import EARTH_KM
from haven.alerts.models import Find, NewAd
from haven.ledger.actions import machine, record
from haven.webhooks.announcing import announce
from haven.webhooks.models import Endpoint, Event

BATCH = 100

_READ = """
SELECT l.id, tsvector_to_array(l.search), c.slug, p.slug, l.latitude, l.longitude
FROM listings_listing l JOIN listings_category c ON c.id = l.category_id
LEFT JOIN listings_category p ON p.id = c.parent_id
WHERE l.id = ANY (%s) AND l.state = 'published' AND l.limited_at IS NULL
"""
# Three things keep it cheap for a hundred ads together. The keys of all are looked up in one pass over their index. The
# pairs to compare are put in the order of the searches while they are two numbers each, so that the searches are read
# page by page, once. `search || ''` unpacks an ad's long vector once, instead of for each search it is compared with.
_MATCH = """
WITH ad AS MATERIALIZED (
    SELECT l.id, l.search || ''::tsvector AS search, l.category_id, c.parent_id, l.price, l.currency, l.place_id,
           l.latitude, l.longitude, l.poster_id, l.details
    FROM listings_listing l JOIN listings_category c ON c.id = l.category_id
    WHERE l.id = ANY (%(ads)s)
), hit AS MATERIALIZED (
    SELECT key, search_id FROM alerts_anchor WHERE key = ANY (%(wanted)s::bigint[])
), candidate AS MATERIALIZED (
    SELECT DISTINCT hit.search_id, probe.listing_id
    FROM hit JOIN unnest(%(listings)s::bigint[], %(keys)s::bigint[]) AS probe (listing_id, key) USING (key)
    ORDER BY hit.search_id
)
INSERT INTO alerts_find (search_id, listing_id, found_at)
SELECT s.id, ad.id, now()
FROM candidate
CROSS JOIN LATERAL (SELECT * FROM alerts_savedsearch WHERE id = candidate.search_id OFFSET 0) s
JOIN ad ON ad.id = candidate.listing_id
WHERE s.confirmed_at IS NOT NULL AND s.owner_id IS DISTINCT FROM ad.poster_id
  AND (s.category_id IS NULL OR s.category_id IN (ad.category_id, ad.parent_id))
  AND (s.price_min IS NULL OR ad.price >= s.price_min) AND (s.price_max IS NULL OR ad.price <= s.price_max)
  AND (s.currency = '' OR ad.currency IN ('', s.currency))
  AND (s.radius_km IS NULL OR CASE WHEN s.radius_km = 0 THEN ad.place_id = s.place_id ELSE
       2 * %(earth)s * asin(least(1, sqrt(power(sin(radians(ad.latitude - s.latitude) / 2), 2)
       + cos(radians(s.latitude)) * cos(radians(ad.latitude))
       * power(sin(radians(ad.longitude - s.longitude) / 2), 2)))) <= s.radius_km END)
  AND (s.south IS NULL OR ad.latitude BETWEEN s.south AND s.north AND CASE WHEN s.west <= s.east
       THEN ad.longitude BETWEEN s.west AND s.east ELSE ad.longitude >= s.west OR ad.longitude <= s.east END)
  AND CASE WHEN s.narrowed = '' THEN true ELSE ad.details @@ s.narrowed::jsonpath END
  AND (s.query IS NULL OR ad.search @@ s.query)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class AdToMatch:
    """What of an ad its keys are made of: its lexemes, its category and the one above, and where it is."""

    listing_id: int
    lexemes: Sequence[str]
    categories: tuple[str, ...]
    point: tuple[float, float] | None


@transaction.atomic
def match_new_ads() -> int:
    """Match up to `BATCH` ads that wait, each once however many workers there are; how many waited."""
    waiting = NewAd.objects.select_for_update(skip_locked=True).order_by("since")[:BATCH]
    ids = list(waiting.values_list("listing_id", flat=True))
    if not ids:
        return 0
    found = match(ids)
    if found:
        _announce(ids)
    NewAd.objects.filter(listing_id__in=ids).delete()
    record(actor=machine("alerts"), action="ads.matched", subject="site:alerts", ads=len(ids), found=found)
    return len(ids)


def match(listing_ids: Sequence[int]) -> int:
    """Store what live ones of these ads answer; the number of new finds."""
    ads = list(read(listing_ids))
    if not ads:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, _probes(ads) | {"earth": EARTH_KM})
        return int(cursor.rowcount)


def _probes(ads: Sequence[AdToMatch]) -> dict[str, Any]:
    """The ads, and one beside each of its keys; as arrays are written, which the driver does one number at a time."""
    listings, keys = [], []
    for ad in ads:
        own = ad_keys(lexemes=ad.lexemes, categories=ad.categories, point=ad.point)
        listings.append(f"{ad.listing_id}," * len(own))
        keys += own
    beside = "".join(listings).removesuffix(",")
    return {
        "ads": [ad.listing_id for ad in ads],
        "wanted": f"{{{','.join(map(str, sorted(set(keys))))}}}",
        "listings": f"{{{beside}}}",
        "keys": f"{{{','.join(map(str, keys))}}}",
    }


def _announce(listing_ids: Sequence[int]) -> None:
    """Tell the programs that listen of what was found in this transaction."""
    listening = Endpoint.objects.filter(disabled_at=None, events__contains=[str(Event.SEARCH_MATCHED)])
    owners = list(listening.values_list("owner", flat=True).distinct())
    new = Find.objects.filter(listing__in=listing_ids, search__owner__in=owners, found_at=TransactionNow())
    for search, owner, code in new.values_list("search", "search__owner", "listing__code") if owners else ():
        announce(to=owner, event=Event.SEARCH_MATCHED, data={"search": search, "ad": code})


def read(listing_ids: Sequence[int]) -> Iterable[AdToMatch]:
    """The listed ones of these ads."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(listing_ids)])
        for pk, lexemes, own, above, latitude, longitude in cursor.fetchall():
            point = None if latitude is None or longitude is None else (latitude, longitude)
            yield AdToMatch(pk, lexemes or [], tuple(slug for slug in (own, above) if slug), point)

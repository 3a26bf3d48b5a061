"""The stored index of ads: which of them could be tied to one ad.

Owns: the tables of text keys and of contacts, and the statements that fill and ask them. Must not know: the sweep, and
of networks only who is in which.

A statement costs about the same whatever the number of ads: of a key or a contact on very many ads only some are read.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import Cursor

from haven.records import AdRecord
from haven.records.contacts import find_contacts

if TYPE_CHECKING:
    from haven.networks import Parameters

Named = tuple[str, str]

_BEARERS_OF_KEY = 32

_FORGET = """
WITH ad AS (DELETE FROM findings_indexedad WHERE ad_id = %(ad)s RETURNING id, keys),
seen AS (DELETE FROM findings_sighting WHERE ad_id = %(ad)s)
DELETE FROM findings_textkey AS k USING ad WHERE k.key = ANY (ad.keys) AND k.ad = ad.id
"""

# The index can be rebuilt, so no one waits for the disk because of it; what is committed later and does wait (the end
# of the job that links the ad) takes it along.
_INSERT = """
WITH later AS (
    SELECT set_config('synchronous_commit', 'off', true)
), ad AS (
    INSERT INTO findings_indexedad (ad_id, tokens, keys) SELECT %(ad)s, %(tokens)s, %(keys)s FROM later
    ON CONFLICT DO NOTHING RETURNING id
), key AS (
    INSERT INTO findings_textkey (key, ad) SELECT unnest(%(keys)s::int[]), id FROM ad
), named AS (
    SELECT n.kind, n.value FROM ad, unnest(%(kinds)s::text[], %(values)s::text[]) AS n (kind, value)
), new AS (
    INSERT INTO findings_identifier (kind, value, hub) SELECT kind, value, false FROM named
    ON CONFLICT DO NOTHING RETURNING id
), seen AS (
    INSERT INTO findings_sighting (identifier_id, ad_id)
    SELECT id, %(ad)s FROM new UNION SELECT id, %(ad)s FROM findings_identifier JOIN named USING (kind, value)
)
SELECT id FROM ad
"""

# How many ads a network has besides the one asked about.
_OTHERS = "n.size - (n.id IS NOT DISTINCT FROM (SELECT network_id FROM findings_membership WHERE ad_id = %(ad)s))::int"

# A key that few ads have says more than one of many; of equals the latest come first.
_LIKE = f"""
WITH met AS (
    SELECT k.ad, 1.0::float8 / count(*) OVER (PARTITION BY w.key) AS worth
    FROM unnest(%(keys)s::int[]) AS w (key)
    CROSS JOIN LATERAL (
        SELECT ad FROM findings_textkey WHERE key = w.key ORDER BY ad DESC LIMIT %(bearers)s
    ) AS k
), best AS (
    SELECT ad, sum(worth) AS worth FROM met GROUP BY ad ORDER BY worth DESC, ad DESC LIMIT %(most)s + 1
)
SELECT i.ad_id, i.tokens, n.id, {_OTHERS}
FROM best JOIN findings_indexedad AS i ON i.id = best.ad
LEFT JOIN findings_membership AS m ON m.ad_id = i.ad_id LEFT JOIN findings_network AS n ON n.id = m.network_id
WHERE i.ad_id <> %(ad)s
ORDER BY best.worth DESC, best.ad DESC
LIMIT %(most)s
"""  # noqa: S608 - of constants

_BEARERS = f"""
SELECT i.kind, i.value, i.hub, s.ad_id, n.id, {_OTHERS}
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS c (kind, value)
JOIN findings_identifier AS i ON i.kind = c.kind AND i.value = c.value
CROSS JOIN LATERAL (
    SELECT ad_id FROM findings_sighting
    WHERE identifier_id = i.id AND ad_id <> %(ad)s ORDER BY ad_id LIMIT %(most)s
) AS s
LEFT JOIN findings_membership AS m ON m.ad_id = s.ad_id LEFT JOIN findings_network AS n ON n.id = m.network_id
"""  # noqa: S608 - of constants

_ENDS = "SELECT min(id), max(id) FROM findings_indexedad"

_NEXT = """
SELECT next.ad_id FROM unnest(%(places)s::int[]) WITH ORDINALITY AS place (id, turn)
CROSS JOIN LATERAL (SELECT ad_id FROM findings_indexedad WHERE id >= place.id ORDER BY id LIMIT 1) AS next
ORDER BY place.turn
"""


class Entry(NamedTuple):
    """What the index keeps of an ad: words as numbers and keys (see `haven.networks.pairs`), contacts."""

    ad: str
    tokens: npt.NDArray[np.uint32]
    keys: npt.NDArray[np.int32]
    contacts: list[Named]


class Similar(NamedTuple):
    """A stored ad that has keys in common with one; its words; the network it is in, and how many others that has."""

    ad: str
    tokens: npt.NDArray[np.uint32]
    network: str | None
    others: int


class Bearer(NamedTuple):
    """A stored ad that shows a contact; whether that is a hub; the ad's network, and how many others that has."""

    contact: Named
    hub: bool
    ad: str
    network: str | None
    others: int


def contacts_of(ad: AdRecord, region: str) -> list[Named]:
    """(kind, normal form) of the contacts in an ad's text and beside it, sorted, once each."""
    found = (c for text in (ad.text, *ad.contacts) for c in find_contacts(text, region=region))
    return sorted({(str(c.kind), c.value) for c in found})


def entry(ad: AdRecord, parameters: "Parameters") -> Entry:
    """What the index keeps of an ad."""
    from haven.networks.pairs import fingerprints  # noqa: PLC0415 - kernels: see `lookup`

    tokens, keys = fingerprints([ad.text], parameters)[0]
    return Entry(ad.id, tokens, keys, contacts_of(ad, parameters.region))


def insert(entries: Iterable[Entry]) -> None:
    """Store ads, each in place of what was known of it."""
    for one in entries:
        row = {"ad": one.ad, "tokens": one.tokens.tobytes(), "keys": one.keys.tolist(), **_columns(one.contacts)}
        if not _run(_INSERT, row):
            _run(_FORGET, {"ad": one.ad})
            _run(_INSERT, row)


def forget(ad_id: str) -> None:
    """Leave nothing of an ad in the index."""
    _run(_FORGET, {"ad": ad_id})


def similar(one: Entry, *, most: int) -> list[Similar]:
    """Stored ads that have most keys in common with an ad, which need not be stored; rare keys count more."""
    asked = {"ad": one.ad, "keys": one.keys.tolist(), "bearers": _BEARERS_OF_KEY, "most": most}
    return [Similar(ad, np.frombuffer(tokens, "<u4"), *network) for ad, tokens, *network in _run(_LIKE, asked)]


def bearers(one: Entry, *, most: int) -> list[Bearer]:
    """Stored ads that show an ad's contacts, so many of each contact."""
    if not one.contacts:
        return []
    rows = _run(_BEARERS, {"ad": one.ad, "most": most, **_columns(one.contacts)})
    return [Bearer((kind, value), *rest) for kind, value, *rest in rows]


def some(seed: str, *, most: int) -> list[str]:
    """Ads of the index at random, the same for one seed as long as the index stays the same.

    Ads that are gone leave gaps between the numbers, the oldest a long one at the beginning: so a number stands for the
    next ad, and twice as many are drawn.
    """
    ((first, last),) = _run(_ENDS, {})
    if first is None:
        return []
    numbers = range(first, last + 1)
    places = random.Random(seed).sample(numbers, min(len(numbers), 2 * most))  # noqa: S311 - a sample
    return list(dict.fromkeys(ad for (ad,) in _run(_NEXT, {"places": places})))[:most]


def _run(statement: str, parameters: Mapping[str, Any]) -> list[Any]:
    """Run one of the statements above; the server keeps its plan, for planning takes longer than running."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.connection.prepare_threshold = 0
        with Cursor(connection.connection) as cursor:
            cursor.execute(statement, parameters, prepare=True)
            return cursor.fetchall() if cursor.description else []


def _columns(contacts: Sequence[Named]) -> dict[str, list[str]]:
    return {"kinds": [kind for kind, _ in contacts], "values": [value for _, value in contacts]}

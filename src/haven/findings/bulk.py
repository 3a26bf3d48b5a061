"""The index of all ads at once, as after an import.

Owns: filling the tables by COPY, the key table beside the one in use, so that look-ups go on meanwhile. Must not know:
networks.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection

from haven.findings.index import Named
from haven.records import AdRecord
from haven.records.contacts.naming import Sought

if TYPE_CHECKING:
    from haven.networks import Parameters

# Enough that the processes that search for contacts are started seldom.
_BATCH = 100_000

# PostgreSQL's binary COPY: a header, rows of (count of fields, then length and value of each), an end mark.
_HEADER, _END = b"PGCOPY\n\xff\r\n\x00" + bytes(8), b"\xff\xff"
_KEY_ROW = np.dtype([("fields", ">i2"), ("a", ">i4"), ("key", ">i4"), ("b", ">i4"), ("ad", ">i4")])

_SWAP = """
ALTER TABLE findings_textkey_new ADD CONSTRAINT findings_textkey_new_pkey PRIMARY KEY (key, ad);
DROP TABLE findings_textkey;
ALTER TABLE findings_textkey_new RENAME TO findings_textkey;
ALTER TABLE findings_textkey RENAME CONSTRAINT findings_textkey_new_pkey TO findings_textkey_pkey
"""


def reindex(ads: Sequence[AdRecord], parameters: "Parameters") -> None:
    """Index these ads, in the order they came, in place of what is indexed. Call it in a transaction.

    Readers are only held up while the new table of keys takes the old one's place, until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM findings_indexedad; DELETE FROM findings_sighting; DELETE FROM findings_identifier")
        cursor.execute("CREATE TABLE findings_textkey_new (LIKE findings_textkey)")
        number_of: dict[Named, int] = {}
        for start in range(0, len(ads), _BATCH):
            some = ads[start : start + _BATCH]
            _copy_texts(cursor, some, start + 1, parameters)
            _copy_contacts(cursor, some, number_of, parameters)
        for table, last in (("indexedad", len(ads)), ("identifier", len(number_of))):
            _continue_after(cursor, f"findings_{table}", last)
        cursor.execute("ANALYZE findings_indexedad; ANALYZE findings_identifier; ANALYZE findings_sighting")
        cursor.execute(_SWAP)
        cursor.execute("ANALYZE findings_textkey")


def _copy_texts(cursor: Any, ads: Sequence[AdRecord], first: int, parameters: "Parameters") -> None:
    from haven.networks.pairs import fingerprints  # noqa: PLC0415 - kernels: only who fills the index pays for them

    prints = fingerprints([ad.text for ad in ads], parameters)
    rows = zip(count(first), (ad.id for ad in ads), prints, strict=False)
    _copy(
        cursor,
        "findings_indexedad (id, ad_id, tokens, keys)",
        ("int4", "varchar", "bytea", "int4[]"),
        ((number, ad, print_.tokens.tobytes(), print_.keys.tolist()) for number, ad, print_ in rows),
    )
    lengths = [len(print_.keys) for print_ in prints]
    keys = np.empty(sum(lengths), _KEY_ROW)
    keys["fields"], keys["a"], keys["b"] = 2, 4, 4
    keys["key"] = np.concatenate([print_.keys for print_ in prints])
    keys["ad"] = np.repeat(np.arange(first, first + len(ads)), lengths)
    with cursor.copy("COPY findings_textkey_new (key, ad) FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_HEADER + keys.tobytes() + _END)


def _copy_contacts(cursor: Any, ads: Sequence[AdRecord], number_of: dict[Named, int], parameters: "Parameters") -> None:
    from haven.networks.contact_workers import search  # noqa: PLC0415 - the engine

    beside = [(ad.id, text) for ad in ads for text in ad.contacts]
    owners = [ad.id for ad in ads] + [ad for ad, _ in beside]
    texts = [Sought(ad.text) for ad in ads] + [Sought(text) for _, text in beside]
    batches = search(texts, parameters.region, workers=parameters.workers or os.cpu_count() or 1)
    found = (contacts for batch in batches for contacts in batch)
    seen = sorted({(ad, contact) for ad, contacts in zip(owners, found, strict=True) for contact in contacts})
    known = len(number_of)
    sightings = [(number_of.setdefault(contact, len(number_of) + 1), ad) for ad, contact in seen]
    new = list(number_of.items())[known:]
    _copy(
        cursor,
        "findings_identifier (id, kind, value, hub)",
        ("int8", "varchar", "varchar", "bool"),
        ((number, kind, value, False) for (kind, value), number in new),
    )
    _copy(cursor, "findings_sighting (identifier_id, ad_id)", ("int8", "varchar"), sightings)


def _copy(cursor: Any, into: str, types: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _continue_after(cursor: Any, table: str, last: int) -> None:
    """Have the next row's number follow the last one."""
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)", [table, max(last, 1), last > 0])

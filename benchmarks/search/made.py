"""Made-up ads straight into the tables of a site: seeded, with words as frequent as words are.

Writes with triggers off, as the owner of the embedded database may; what they would check is right by construction.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

SEED = 7
TOWNS = 2000
_AT_ONCE = 20_000
_SYLLABLES = """
ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va
"""
_COMMON = """
table chair bicycle room flat house car lamp desk oak pine blue red green white black large small old new good light
heavy kitchen garden summer winter clean quiet bright near station park school month week day price fair strong soft
wooden metal glass paper repair lesson guitar piano camera phone laptop wheel tyre frame seat shelf mirror carpet
sofa bed wardrobe pot plant tree dog cat bird club choir team job shift van boat tent coat shoes book record stove
"""
_FUEL = ("petrol", "diesel", "hybrid", "electric")
_LISTING = (
    "id, code, state, poster_id, category_id, revision_id, cleared_id, title, price, currency, place_id, latitude, "
    "longitude, details, source, source_id, created_at, published_at, expires_at"
)
_REVISION = (
    "id, listing_id, number, category_id, title, body, price, currency, details, place_id, place_words, latitude, "
    "longitude, folded_sha256, created_at, salt"
)


def vocabulary() -> list[str]:
    """30,000 words, the most frequent first: some of English, the others made of syllables."""
    rng = np.random.default_rng(SEED)
    words, syllables = dict.fromkeys(_COMMON.split()), _SYLLABLES.split()
    while len(words) < 30_000:
        words["".join(rng.choice(syllables, rng.integers(2, 5)))] = None
    return list(words)


class Market:
    """Who posts where: what the rows of ads refer to."""

    def __init__(self) -> None:
        from haven.accounts.actions import ensure_user
        from haven.listings.models import Category, Place

        self.poster = ensure_user(email="bench@example.org", display_name="Bench").pk
        self.categories = list(Category.objects.filter(parent__isnull=False).values_list("pk", "slug").order_by("pk"))
        towns = Place.objects.filter(country="GB").order_by("-population")[:TOWNS]
        self.towns = list(towns.values_list("pk", "latitude", "longitude", "population"))


def rows(count: int, market: Market) -> Iterator[list[dict[str, Any]]]:
    """The ads, some thousands at a time."""
    rng = np.random.default_rng(SEED)
    words = np.array(vocabulary(), object)
    weights = 1 / np.arange(1, len(words) + 1) ** 0.9
    chances = weights / weights.sum()
    people = np.array([town[3] for town in market.towns], float) ** 0.8
    now = datetime(2026, 11, 1, tzinfo=UTC)
    for start in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - start)
        titles = words[rng.choice(len(words), (size, 5), p=chances)]
        bodies = words[rng.choice(len(words), (size, 32), p=chances)]
        category = rng.integers(0, len(market.categories), size)
        town = rng.choice(len(market.towns), size, p=people / people.sum())
        price = np.round(np.exp(rng.normal(5, 1.6, size)), 2)
        minutes = rng.integers(0, 59 * 1440, size)
        years, fuels = rng.integers(1990, 2026, size), rng.integers(0, 4, size)
        yield [
            {
                "id": start + n + 1, "title": " ".join(titles[n]), "body": " ".join(bodies[n]),
                "category": market.categories[category[n]], "town": market.towns[town[n]], "price": float(price[n]),
                "at": now - timedelta(minutes=int(minutes[n])),
                "details": _details(market.categories[category[n]][1], int(years[n]), _FUEL[fuels[n]]),
            }
            for n in range(size)
        ]  # fmt: skip


def _details(slug: str, year: int, fuel: str) -> dict[str, int | str]:
    return {"year": year, "fuel": fuel} if slug == "cars" else {}


def fill(count: int) -> None:
    """Write the ads, their revisions and clearances, and their words for PostgreSQL's full text."""
    from django.db import connection

    market = Market()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DROP INDEX listing_search")
        for batch in rows(count, market):
            _copy(cursor, "listings_listingrevision", _REVISION, [_revision(ad) for ad in batch])
            _copy(cursor, "listings_listing", _LISTING, [_listing(ad, market.poster) for ad in batch])
            ids = [ad["id"] for ad in batch]
            cursor.execute(
                "INSERT INTO listings_clearance (revision_id, decided_by_id, created_at) SELECT id, %s, now() FROM"
                " listings_listingrevision WHERE id = ANY(%s)",
                [market.poster, ids],
            )
            _words(ids)
            print(f"  {ids[-1]:,} ads", flush=True)
        cursor.execute("CREATE INDEX listing_search ON listings_listing USING gin (search) WHERE state = 'published'")
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in ("listings_listing", "listings_listingrevision"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [count + 1])
        cursor.execute(
            "VACUUM (ANALYZE) listings_listing, listings_listingrevision, listings_clearance, listings_place"
        )


def _words(ids: list[int]) -> None:
    from haven.listings.actions.publishing import index_for_search

    index_for_search(ids)


def _copy(cursor: Any, table: str, columns: str, values: list[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _revision(ad: dict[str, Any]) -> tuple[Any, ...]:
    place, latitude, longitude, _ = ad["town"]
    return (
        ad["id"], ad["id"], 1, ad["category"][0], ad["title"], ad["body"], ad["price"], "GBP",
        json.dumps(ad["details"]), place, "", latitude, longitude, f"{ad['id']:064x}", ad["at"], b"0123456789abcdef",
    )  # fmt: skip


def _listing(ad: dict[str, Any], poster: int) -> tuple[Any, ...]:
    place, latitude, longitude, _ = ad["town"]
    return (
        ad["id"], f"b{ad['id']:09d}", "published", poster, ad["category"][0], ad["id"], ad["id"], ad["title"],
        ad["price"], "GBP", place, latitude, longitude, json.dumps(ad["details"]), "", "", ad["at"], ad["at"],
        ad["at"] + timedelta(days=400),
    )  # fmt: skip

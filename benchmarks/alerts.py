"""How many new ads a second are matched against very many saved searches, and whether a match is missed.

    python -m benchmarks.alerts [--searches 1000000] [--ads 2000] [--stored 20000]

Fills an embedded PostgreSQL of its own with made-up towns, ads and saved searches (seed 7), then matches new ads in
batches as the worker does, commit included. Two full scans tell what was missed: one compares some of the new ads with
every search, in SQL and without any key; the other asks the search page's own queries which of the new ads a sample of
the searches shows.
Writes `benchmarks/results/alerts.md`.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.alerts_made import Ad, Made, Search
from benchmarks.findings import database, processor_seconds

RESULTS = Path(__file__).parent / "results" / "alerts.md"
SEED = 7
SCANNED_ADS = 20
ASKED_SEARCHES = 2000
T = TypeVar("T")

TYPED = """
CREATE TEMP TABLE typed (number int, words text, category int, price_min numeric, price_max numeric, place int,
    latitude float, longitude float, radius float)
"""
KEEP = """
INSERT INTO alerts_savedsearch (email, every, feed_key, name, asked, words, query, category_id, price_min, price_max,
    currency, place_id, latitude, longitude, radius_km, language, created_at, confirmed_at)
SELECT 'r' || number || '@example.org', 'daily', lpad(number::text, 40, '0'), 's', '', words,
    CASE WHEN words <> '' THEN websearch_to_tsquery('english', words) END, category, price_min, price_max,
    CASE WHEN coalesce(price_min, price_max) IS NULL THEN '' ELSE 'EUR' END, place, latitude, longitude, radius, 'en',
    now(), now()
FROM typed
"""
# What a match is, once more and without keys; written apart from the statement that is measured.
SCAN = """
SELECT s.id FROM alerts_savedsearch s, listings_listing l JOIN listings_category c ON c.id = l.category_id
WHERE l.id = %s AND coalesce(l.search @@ s.query, true)
  AND coalesce(s.category_id = l.category_id OR s.category_id = c.parent_id, s.category_id IS NULL)
  AND coalesce(s.price_min, 0) <= coalesce(l.price, CASE WHEN s.price_min IS NULL THEN 0 ELSE -1 END)
  AND (s.currency = l.currency OR s.currency = '')
  AND coalesce(l.price, CASE WHEN s.price_max IS NULL THEN 0 ELSE 1e12 END) <= coalesce(s.price_max, 1e13)
  AND coalesce(acos(least(1, sin(radians(l.latitude)) * sin(radians(s.latitude)) + cos(radians(l.latitude))
      * cos(radians(s.latitude)) * cos(radians(l.longitude - s.longitude)))) * 6371 <= s.radius_km, s.radius_km IS NULL)
"""


def fill(made: Made, searches: int, stored: int, fresh: int) -> tuple[list[int], float]:
    """Towns, ads and searches; ids of the new ads, and the seconds it took to hang the searches on their keys."""
    from django.db import connection

    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY listings_place (id, name, folded, country, latitude, longitude, population) FROM STDIN"
        ) as copy,
    ):
        for town in made.towns:
            copy.write_row((town.id, f"Town {town.id}", f"town {town.id}", "DE", town.latitude, town.longitude, 1000))
    store(made, stored)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE listings_listing")
    new = store(made, fresh)
    keep(made, searches)
    begun = time.perf_counter()
    hang()
    return new, time.perf_counter() - begun


def store(made: Made, count: int) -> list[int]:
    """Live ads, as the tables want them; their ids."""
    from django.utils import timezone

    from haven.accounts.models import User
    from haven.listings.actions.publishing import index_for_search
    from haven.listings.models import Category, Clearance, Listing, ListingRevision, ListingState

    poster, _ = User.objects.get_or_create(email="poster@example.org")
    category = {row.slug: row for row in Category.objects.all()}
    now, ids = timezone.now(), []
    for part in parts([made.ad() for _ in range(count)], 5000):
        listings = Listing.objects.bulk_create(
            Listing(poster=poster, category=category[ad.category], **facts(ad), published_at=now) for ad in part
        )
        revisions = ListingRevision.objects.bulk_create(
            ListingRevision(
                listing=listing, number=1, body=ad.body, folded_sha256="", category=listing.category, **facts(ad)
            )
            for listing, ad in zip(listings, part, strict=True)
        )
        Clearance.objects.bulk_create(Clearance(revision=revision, decided_by=poster) for revision in revisions)
        for listing, revision in zip(listings, revisions, strict=True):
            listing.revision_id = listing.cleared_id = revision.pk
            listing.state = ListingState.PUBLISHED
        Listing.objects.bulk_update(listings, ["revision", "cleared", "state"])
        index_for_search([listing.pk for listing in listings])
        ids += [listing.pk for listing in listings]
    return ids


def facts(ad: Ad) -> dict[str, Any]:
    """What ad and revision have alike."""
    price = None if ad.price is None else Decimal(ad.price)
    place = {"place_id": ad.town.id, "latitude": ad.town.latitude, "longitude": ad.town.longitude}
    return {"title": ad.title, "price": price, "currency": "EUR", **place}


def keep(made: Made, count: int) -> None:
    """Searches, confirmed, without their keys."""
    from django.db import connection

    from haven.listings.models import Category

    category = dict(Category.objects.values_list("slug", "id"))
    with connection.cursor() as cursor:
        cursor.execute(TYPED)
        with cursor.copy("COPY typed FROM STDIN") as copy:
            for number in range(count):
                one = made.search()
                shelf = category[one.category] if one.category else None
                copy.write_row((number, one.words, shelf, *circle(one)))
        cursor.execute(KEEP)
        cursor.execute("VACUUM (ANALYZE) alerts_savedsearch")


def circle(one: Search) -> tuple[Any, ...]:
    """The rest of a search's row, from its prices on."""
    town = one.town
    where = (town.id, town.latitude, town.longitude, one.radius) if town else (None, None, None, None)
    return (one.price_min, one.price_max, *where)


def hang() -> None:
    """Give every search its keys, as saving does it one at a time."""
    from django.db import connection

    from haven.alerts.actions.saving import word_frequencies
    from haven.alerts.anchors import search_keys

    frequency = word_frequencies()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, coalesce(querytree(s.query), ''), coalesce(c.slug, ''), s.latitude, s.longitude, s.radius_km"
            " FROM alerts_savedsearch s LEFT JOIN listings_category c ON c.id = s.category_id"
        )
        rows = cursor.fetchall()
        with cursor.copy("COPY alerts_anchor (search_id, key) FROM STDIN") as copy:
            for pk, indexable, category, *where in rows:
                around = None if where[0] is None else (where[0], where[1], where[2])
                for key in search_keys(indexable=indexable, category=category, circle=around, frequency=frequency):
                    copy.write_row((pk, key))
        cursor.execute("VACUUM (ANALYZE) alerts_anchor")


def measure(new: Sequence[int], batch: int) -> list[tuple[float, float, int]]:
    """Seconds and processor seconds of each batch, and how many finds it had."""
    from django.db import transaction

    from haven.alerts.matching import match

    rows = []
    for ids in parts(list(new), batch):
        begun, worked = time.perf_counter(), processor_seconds()
        with transaction.atomic():
            found = match(ids)
        rows.append((time.perf_counter() - begun, processor_seconds() - worked, found))
    return rows


def scanned(new: Sequence[int]) -> tuple[int, int, int]:
    """Every search against some of the new ads: how many match, how many of those were missed, how many too many."""
    from django.db import connection

    from haven.alerts.models import Find

    right = missed = wrong = 0
    for pk in new[:: max(1, len(new) // SCANNED_ADS)][:SCANNED_ADS]:
        with connection.cursor() as cursor:
            cursor.execute(SCAN, [pk])
            wanted = {row[0] for row in cursor.fetchall()}
        found = set(Find.objects.filter(listing=pk).values_list("search_id", flat=True))
        right, missed, wrong = right + len(wanted), missed + len(wanted - found), wrong + len(found - wanted)
    return right, missed, wrong


def asked(new: Sequence[int]) -> tuple[int, int, int]:
    """The same by the search page's own queries, for a sample of the searches over all of the new ads."""
    from haven.alerts.models import Find, SavedSearch
    from haven.listings.models import Category
    from haven.listings.queries import SearchQuery
    from haven.listings.queries.database import matching

    last = SavedSearch.objects.order_by("-pk").values_list("pk", flat=True)[0]
    sample = SavedSearch.objects.filter(pk__in=range(1, last + 1, max(1, last // ASKED_SEARCHES)))
    right = missed = wrong = 0
    for row in sample.select_related("category", "place"):
        query = SearchQuery(
            words=row.words,
            category=row.category.slug if row.category else "",
            price_min=row.price_min,
            price_max=row.price_max,
            place=row.place,
            radius_km=row.radius_km or 0,
        )
        shelf = row.category
        ids = [shelf.pk, *Category.objects.filter(parent=shelf).values_list("pk", flat=True)] if shelf else []
        wanted = set(matching(query, ids).filter(pk__in=new).values_list("pk", flat=True))
        found = set(Find.objects.filter(search=row).values_list("listing_id", flat=True))
        right, missed, wrong = right + len(wanted), missed + len(wanted - found), wrong + len(found - wanted)
    return right, missed, wrong


def parts(rows: list[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of one size."""
    return (rows[at : at + size] for at in range(0, len(rows), size))


def sizes() -> str:
    """What the tables take, in megabytes."""
    from django.db import connection

    from haven.alerts.models import Anchor, Find, SavedSearch

    told = []
    with connection.cursor() as cursor:
        for model in (SavedSearch, Anchor, Find):
            cursor.execute("SELECT pg_total_relation_size(%s) / 1e6", [model._meta.db_table])
            told.append(f"{model.__name__} {model.objects.count():,} rows, {cursor.fetchone()[0]:,.0f} MB")
    return "; ".join(told)


def run(searches: int, ads: int, stored: int) -> list[str]:
    """Fill, measure, scan; the lines of the table."""
    from haven.listings.actions.catalogue import sync_categories
    from haven.listings.models import Category

    sync_categories()
    lower = Category.objects.exclude(parent=None).values_list("slug", "parent__slug")
    made = Made(SEED, dict(lower))
    new, hung = fill(made, searches, stored, ads)
    from haven.alerts.matching import BATCH

    measure(new[:BATCH], BATCH)  # the first batch warms caches up; its ads are matched again, which finds nothing new
    rows = np.array(measure(new, BATCH))
    from haven.alerts.models import Find

    finds = Find.objects.count()
    clock, worked = 1000 * rows[:, 0] / BATCH, 1000 * rows[:, 1] / BATCH
    lines = [
        f"{searches:,} searches, {ads:,} new ads in batches of {BATCH}, seed {SEED}; finds each: {finds / ads:.0f}.",
        f"Keys for all searches: {hung:.0f} s. {sizes()}.",
        "",
        "| an ad, milliseconds | p50 | p95 | mean | ads a second |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {np.percentile(row, 50):.1f} | {np.percentile(row, 95):.1f} | {row.mean():.1f} |"
            f" {1000 / row.mean():,.0f} |"
            for name, row in (("by the clock", clock), ("processor time, Python and PostgreSQL", worked))
        ),
        "",
        f"Bar: 70 ads a second and core. Load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.",
        "",
        "| full scan | matches | missed | too many |",
        "| --- | --- | --- | --- |",
    ]
    for name, (right, missed, wrong) in (
        (f"{min(SCANNED_ADS, ads)} ads against every search, SQL without keys", scanned(new)),
        (f"{min(ASKED_SEARCHES, searches):,} searches by the search page's queries, all new ads", asked(new)),
    ):
        lines.append(f"| {name} | {right:,} | {missed} | {wrong} |")
    return lines


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--searches", type=int, default=1_000_000)
    arguments.add_argument("--ads", type=int, default=2000)
    arguments.add_argument("--stored", type=int, default=20_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="haven-bench-") as data, database(Path(data)):
        lines = run(given.searches, given.ads, given.stored)
    lines = [
        "# New ads against saved searches",
        "",
        "`make bench-alerts`; embedded PostgreSQL, one process.",
        "",
        *lines,
    ]
    print("\n".join(lines))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

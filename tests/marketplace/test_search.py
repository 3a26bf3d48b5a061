"""Search results and place suggestions."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.accounts.models import User
from haven.listings.models import Listing
from tests.indexing import an_index
from tests.marketplace.stage import publish_ad


@pytest.fixture
def three(poster: User) -> None:
    publish_ad(poster, title="Blue touring bicycle", price="320")
    publish_ad(
        poster, title="Red racing bicycle", price="900", place="Bristol", body="Carbon fork, eleven gears, light."
    )
    publish_ad(poster, title="Oak table", price="220", category="furniture", body="Six people sit at it with ease.")


def titles(client: Client, query: str) -> list[str]:
    found: list[Listing] = client.get(f"/search/?{query}").context["found"].listings
    return [listing.title for listing in found]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("bicycle", "/search/?category=bicycles"),
        ("FAHRRAD", "/search/?category=bicycles"),
        ("bicycle&place=Leipzig&exact=1", "/search/?place=Leipzig&amp;category=bicycles"),
        ("flat", ""),  # none is live
        ("table", ""),
        ("bicycle&category=bicycles", "/search/?category=bicycles"),
        ("bicycle&category=vehicles", ""),
        ("x" * 5000, ""),
    ],
)
def test_words_that_name_a_category_lead_to_all_of_it(client: Client, words: str, address: str) -> None:
    """An ad on the shelf of bicycles says "touring" or "city bike", and is not found by the shelf's name."""
    assert whole_shelf(client, words) == address.removeprefix("/search/")


def whole_shelf(client: Client, words: str) -> str:
    page = client.get(f"/search/?q={words}").content.decode()
    shown = page.partition("All of a category:")[2].partition("</p>")[0]
    return shown.partition('href="')[2].partition('"')[0]


@pytest.mark.usefixtures("three")
def test_mistyped_words_lead_to_the_category_that_was_meant(client: Client, tmp_path: Path) -> None:
    with an_index(tmp_path):
        assert whole_shelf(client, "bycicle") == "?category=bicycles"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("page", ["/search/", "/search/feed/", "/api/v1/ads"])
@pytest.mark.parametrize("sort", ["newest", "cheapest"])
def test_no_statement_is_made_ad_by_ad(client: Client, page: str, sort: str) -> None:
    """The columns of a list are named one by one: one that was forgotten would cost a statement an ad."""
    one, all_of_them = (f"{page}?price_max={price}&sort={sort}" for price in (300, 5000))
    made = []
    for asked in (one, all_of_them, one, all_of_them):
        with CaptureQueriesContext(connection) as statements:
            assert client.get(asked).status_code == 200
        made.append(sum("listings_" in statement["sql"] for statement in statements))
    assert made[2] == made[3]


@pytest.mark.usefixtures("three")
class TestResults:
    def test_words(self, client: Client) -> None:
        assert set(titles(client, "q=bicycles")) == {"Blue touring bicycle", "Red racing bicycle"}

    def test_upper_and_lower_category(self, client: Client) -> None:
        assert len(titles(client, "category=vehicles")) == 2
        assert titles(client, "category=furniture") == ["Oak table"]

    def test_price_in_either_order(self, client: Client) -> None:
        assert titles(client, "price_min=200&price_max=400&sort=cheapest") == ["Oak table", "Blue touring bicycle"]
        assert titles(client, "price_min=400&price_max=200&sort=cheapest") == ["Oak table", "Blue touring bicycle"]

    def test_place_and_radius(self, client: Client) -> None:
        assert titles(client, "place=Bristol&radius=25") == ["Red racing bicycle"]
        assert len(titles(client, "place=Halle&radius=50")) == 2

    def test_place_nobody_knows_is_said_and_left_out(self, client: Client) -> None:
        page = client.get("/search/?place=Xyzzyville").content.decode()
        assert "We know no place called Xyzzyville" in page
        assert "Oak table" in page

    @pytest.mark.parametrize("after", ["garbage", "1.2.3.4.cut", "z" * 90, "1.2.3.-9."])
    def test_a_page_whose_address_was_cut_says_so(self, client: Client, after: str) -> None:
        page = client.get("/search/", {"q": "bicycle", "after": after}).content.decode()
        assert "error-text" in page
        assert page.count("ad-card") > 0

    def test_too_many_words_are_still_in_their_box(self, client: Client) -> None:
        page = client.get("/search/", {"q": "bicycle " * 60}).content.decode()
        assert "at most 200" in page
        assert 'value="bicycle bicycle' in page

    def test_chips_take_one_filter_out_each(self, client: Client) -> None:
        chips = client.get("/search/?q=bicycle&price_max=400&category=vehicles").context["chips"]
        assert [chip.label for chip in chips] == ["“bicycle”", "Vehicles", "Price: up to 400"]
        assert chips[0].without == "?price_max=400&category=vehicles"

    def test_words_that_were_looked_for_are_marked(self, client: Client) -> None:
        assert "<mark>bicycle</mark>" in client.get("/search/?q=bicycles").content.decode()

    def test_a_town_and_a_price_can_be_chosen_where_there_are_several(self, client: Client) -> None:
        context = client.get("/search/").context
        assert [(town.label, town.count) for town in context["towns"]] == [("Leipzig, DE", 2), ("Bristol", 1)]
        assert [titles(client, town.address[1:]) for town in context["towns"]][1] == ["Red racing bicycle"]
        for option in context["bands"]:
            assert len(titles(client, option.address[1:])) == option.count

    def test_a_part_of_the_map(self, client: Client) -> None:
        assert titles(client, "box=51,-3,52,-2") == ["Red racing bicycle"]
        for box in ("1,2,3", "9,9,9,9", "nan,1,2,3", "a,b,c,d", "-95,0,5,5"):
            assert "This is no part of the map" in client.get(f"/search/?box={box}").content.decode()

    def test_typed_fields_are_offered_where_their_category_is_chosen(self, client: Client, poster: User) -> None:
        ads = [publish_ad(poster, title=f"Car of {year}", price="900", category="cars") for year in (1999, 2015)]
        for ad, year, fuel in zip(ads, (1999, 2015), ("diesel", "petrol"), strict=True):
            Listing.objects.filter(pk=ad.pk).update(details={"year": year, "fuel": fuel})
        assert "f.year.from" not in client.get("/search/").content.decode()
        page = client.get("/search/?category=cars&f.year.from=2010&f.fuel=petrol")
        assert ["".join(piece.text for piece in card.title) for card in page.context["cards"]] == ["Car of 2015"]
        assert [chip.label for chip in page.context["chips"]] == ["Cars", "Year: from 2010", "Fuel: Petrol"]
        assert 'name="f.year.from" value="2010"' in " ".join(page.content.decode().split())
        assert len(titles(client, "category=goods&f.year.from=2010")) == 1
        wrong = client.get("/search/?category=cars&f.year.from=old").content.decode()
        assert "Year: Write a number, such as 12. We left it out." in wrong

    def test_facets_count_what_choosing_them_would_find(self, client: Client) -> None:
        facets = client.get("/search/?category=bicycles").context["facets"]
        assert {facet.slug: facet.count for facet in facets} == {"vehicles": 2, "goods": 1}
        assert [child.slug for child in facets[0].children] == ["bicycles"]

    def test_nothing_found_says_what_to_do(self, client: Client) -> None:
        page = client.get("/search/?q=unicorn").content.decode()
        assert "No ads match" in page
        assert "Show all ads" in page

    def test_htmx_gets_only_what_changes(self, client: Client) -> None:
        answer = client.get("/search/?q=table", headers={"HX-Request": "true", "HX-Target": "results"})
        page = answer.content.decode()
        assert "HX-Target" in answer.headers["Vary"]
        assert "<html" not in page
        assert 'id="facets" hx-swap-oob="true"' in page
        whole = client.get("/search/?q=table", headers={"HX-Request": "true", "HX-Target": "search"}).content.decode()
        assert 'id="search-form"' in whole

    def test_gallery(self, client: Client) -> None:
        assert "ads-gallery" in client.get("/search/?view=gallery").content.decode()

    def test_suggests_places(self, client: Client) -> None:
        page = client.get("/places/?place=spring").content.decode()
        assert page.count("data-pick") == 2
        assert client.get("/places/?place=s").content.decode().strip() == ""


@pytest.mark.parametrize(
    "query",
    [
        "price_min=cheap",
        "price_min=-5",
        "price_min=NaN",
        "price_max=1e400",
        "after=-1",
        "after=1.2.3",
        "after=zz.zz.zzzzzzzzzzzzzzzzzzzz.1.",
        "after=0.1.1.1.zzz",
        "after=-1.1.1.1.",
        "radius=7",
        "sort=backwards",
        "view=hologram",
        "category=no-such-shelf",
        "category=<script>",
        "place_id=0",
        "place_id=999999999999",
        "q=%00",
        "q=%FF%FE",
        "q=" + "x" * 5000,
        "q=%26%7C%21%28%29%3A*",
        "place=" + "%F0%9F%9A%B2" * 20,
    ],
)
@pytest.mark.usefixtures("three")
def test_no_address_breaks_the_page(client: Client, query: str) -> None:
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.usefixtures("three")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), place=st.text(max_size=30), price=st.text(max_size=12))
def test_no_words_break_the_page(client: Client, words: str, place: str, price: str) -> None:
    assert client.get("/search/", {"q": words, "place": place, "price_max": price}).status_code == 200

"""Search results and place suggestions."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.accounts.models import User
from haven.listings.models import Listing
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

    def test_chips_take_one_filter_out_each(self, client: Client) -> None:
        chips = client.get("/search/?q=bicycle&price_max=400&category=vehicles").context["chips"]
        assert [chip.label for chip in chips] == ["“bicycle”", "Vehicles", "Price up to 400"]
        assert chips[0].without == "?price_max=400&category=vehicles"

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
        "offset=-1",
        "offset=99999999999999999999",
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

"""Saving a search with only an address, changing it, ending it with one click, reading its feed."""

from decimal import Decimal

import pytest
from django.test import Client
from lxml import etree

from haven.accounts.models import User
from haven.alerts.matching import match_new_ads
from haven.alerts.models import SavedSearch
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from tests.marketplace.stage import BODY, mailed_link, publish_ad

ASKED = (
    "/alerts/new/?q=touring+bicycle&category=vehicles&price_max=400&place=Leipzig&radius=25&sort=newest&view=gallery"
)
READER = "omar@example.org"


@pytest.fixture
def kept(client: Client, market: None) -> SavedSearch:
    """A search that was saved and confirmed."""
    client.post(ASKED, {"email": READER, "every": "instant"})
    client.post(mailed_link(READER, "/alerts/confirm/"))
    return SavedSearch.objects.get()


def test_a_search_is_saved_with_an_address_and_a_click(client: Client, market: None) -> None:
    page = client.get(ASKED).content.decode()
    assert "“touring bicycle”, Vehicles, up to 400, within 25 km of Leipzig" in page
    page = client.post(ASKED, {"email": READER, "every": "daily"}).content.decode()
    assert "check your mail" in page
    link = mailed_link(READER, "/alerts/confirm/")
    assert "Yes, save it" in client.get(link).content.decode()
    assert SavedSearch.objects.get().confirmed_at is None
    page = client.post(link, follow=True).content.decode()
    assert "Your search is saved" in page
    assert client.get(link).headers["Location"].startswith("/alerts/")  # it asked once more
    row = SavedSearch.objects.get()
    assert row.confirmed_at
    assert (row.words, str(row.category), row.price_max, str(row.place), row.radius_km) == (
        "touring bicycle",
        "Vehicles",
        Decimal(400),
        "Leipzig, DE",
        25.0,
    )
    assert row.asked == "q=touring+bicycle&category=vehicles&price_max=400&place=Leipzig&radius=25"


def test_the_link_to_a_search_that_was_dropped_says_so(client: Client, market: None) -> None:
    client.post(ASKED, {"email": READER, "every": "daily"})
    link = mailed_link(READER, "/alerts/confirm/")
    SavedSearch.objects.get().delete()
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "not kept any more" in answer.content.decode()


def test_typed_fields_and_a_part_of_the_map_are_kept(client: Client, market: None) -> None:
    """They were left out: who looked for good bicycles here was mailed about every bicycle anywhere."""
    narrow = "category=bicycles&f.condition=good&f.condition=used&f.frame.from=52&f.frame.to=x"
    asked = f"/alerts/new/?{narrow}&box=51.2,12.2,51.5,12.6&price_max=lots"
    page = client.get(asked).content.decode()
    assert "Bicycles, Condition: " in page
    assert "in a part of the map" in page
    client.post(asked, {"email": READER, "every": "daily"})
    row = SavedSearch.objects.get()
    assert row.asked == "category=bicycles&box=51.2%2C12.2%2C51.5%2C12.6&f.condition=good&f.condition=used"
    assert (row.south, row.west, row.north, row.east) == (51.2, 12.2, 51.5, 12.6)
    assert row.narrowed == '($."condition" == "good" || $."condition" == "used")'


def test_the_search_page_leads_there(client: Client, market: None, ad: Listing) -> None:
    page = client.get("/search/?q=bicycle&sort=cheapest").content.decode()
    assert "/alerts/new/?q=bicycle" in page


def test_who_is_signed_in_saves_at_once(signed_in: Client, poster: User) -> None:
    page = signed_in.post(ASKED, {"every": "weekly"}, follow=True).content.decode()
    assert "Your search is saved" in page
    assert SavedSearch.objects.get().owner == poster


@pytest.mark.parametrize(
    ("asked", "typed", "sentence"),
    [
        (ASKED, {"email": "omar", "every": "daily"}, "This is not an e-mail address"),
        (ASKED, {"email": f"{READER}\r\nBcc: all@example.org", "every": "daily"}, "This is not an e-mail address"),
        (ASKED, {"email": READER, "every": "hourly"}, "Select a valid choice"),
        ("/alerts/new/", {"email": READER, "every": "daily"}, "Say first what you look for"),
    ],
)
@pytest.mark.usefixtures("market")
def test_bad_input_is_told(client: Client, asked: str, typed: dict[str, str], sentence: str) -> None:
    answer = client.post(asked, typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SavedSearch.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_changed_and_dropped_on_its_page(client: Client, kept: SavedSearch) -> None:
    mine = f"/alerts/{make_token('alerts', READER)}/"
    assert kept.name in client.get(mine).content.decode()
    client.post(mine, {"search": kept.pk, "every": "weekly"})
    kept.refresh_from_db()
    assert kept.every == "weekly"
    for bad in ({"search": "x"}, {"search": kept.pk + 1, "every": "daily"}, {}):
        assert client.post(mine, bad).status_code == 404
    others = f"/alerts/{make_token('alerts', 'else@example.org')}/"
    assert client.post(others, {"search": kept.pk, "drop": "1"}).status_code == 404
    page = client.post(mine, {"search": kept.pk, "drop": "1"}, follow=True).content.decode()
    assert "No saved searches" in page


def test_a_link_that_is_followed_ends_nothing(client: Client, kept: SavedSearch) -> None:
    stop = f"/alerts/stop/{make_token('stop_alert', str(kept.pk))}/"
    assert "Yes, end it" in client.get(stop).content.decode()
    assert SavedSearch.objects.exists()
    assert "It is ended" in client.post(stop).content.decode()
    assert not SavedSearch.objects.exists()
    for answer in (client.get(stop), client.post(stop)):
        assert answer.status_code == 200
        assert "not kept any more" in answer.content.decode()


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("path", ["confirm/{}/", "stop/{}/", "{}/"])
def test_a_guessed_token_opens_nothing(client: Client, path: str) -> None:
    assert client.post("/alerts/" + path.format("IjEi:1xVo6X:AAAAAAAA")).status_code == 410


def test_the_feed_is_valid_private_and_without_contact_details(client: Client, kept: SavedSearch, poster: User) -> None:
    publish_ad(poster, title="Touring bicycle <b>& bell</b>", price="300", body=f"{BODY} Ring 07700 900123.")
    match_new_ads()
    answer = client.get(f"/alerts/feeds/{kept.feed_key}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "Touring bicycle <b>& bell</b>"
    assert b"900123" not in answer.content
    assert all(feed.findtext(atom + name) for name in ("id", "title", "updated"))
    assert client.get(f"/alerts/feeds/{'0' * 40}.atom").status_code == 404

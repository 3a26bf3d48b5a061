"""The front page."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client

from haven.listings.models import Listing
from haven.project.templatetags.haven import price


def test_shows_shelves_with_counts_and_the_newest_ads(client: Client, ad: Listing) -> None:
    page = client.get("/").content.decode()
    assert "Blue touring bicycle" in page
    assert price(Decimal(320), settings.SITE_CURRENCY) in page
    assert "1 ad live" in page
    assert 'href="/search/?category=bicycles"' in page


def test_the_newest_near_a_town(client: Client, ad: Listing) -> None:
    near = client.get("/?place=Halle")
    assert "Newest near Halle" in near.content.decode()
    assert list(near.context["newest"]) == []
    assert list(client.get("/?place=Leipzig").context["newest"]) == [ad]
    unknown = client.get("/?place=Xyzzyville")
    assert "We know no place called Xyzzyville" in unknown.content.decode()
    assert list(unknown.context["newest"]) == [ad]


def test_a_town_is_remembered_by_ones_own_choice_alone(client: Client, ad: Listing) -> None:
    assert "haven_place" not in client.get("/?place=Halle").cookies
    refused = client.post("/near/", {"remember": "0"})
    assert refused.status_code == 404
    answer = client.post("/near/", {"remember": "2911522"})
    assert answer.headers["Location"] == "/"
    cookie = answer.cookies["haven_place"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("2911522", True, "Lax")
    page = client.get("/")
    assert "Newest near Halle" in page.content.decode()
    assert "Forget it" in page.content.decode()
    assert list(page.context["newest"]) == []
    everywhere = client.get("/?place=")  # this once
    assert list(everywhere.context["newest"]) == [ad]
    elsewhere = client.get("/?place=Leipzig").content.decode()
    assert "Remember Leipzig in this browser" in elsewhere
    client.post("/near/", {"forget": "yes"})
    assert list(client.get("/").context["newest"]) == [ad]


@pytest.mark.parametrize("value", ["", "x", "99999999999999999999", "-1", "1; path=/", "2"])
def test_what_is_no_town_in_the_cookie_is_nothing(client: Client, ad: Listing, value: str) -> None:
    client.cookies["haven_place"] = value
    assert list(client.get("/").context["newest"]) == [ad]


@pytest.mark.usefixtures("market")
def test_says_what_to_do_when_there_is_nothing(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "No ads yet" in page
    assert 'href="/post/"' in page


@pytest.mark.usefixtures("market")
def test_no_page_loads_anything_from_elsewhere_or_inline(client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page

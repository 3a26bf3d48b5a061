"""The page of an ad, and what is said when it is gone."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.actions.life import mark_sold, withdraw
from haven.listings.actions.submission import take_down
from haven.listings.models import Listing, ListingState
from tests.factories import a_listing
from tests.marketplace.stage import publish_ad


def test_shows_the_ad_and_not_the_address(client: Client, ad: Listing) -> None:
    page = client.get(f"/ads/{ad.code}/").content.decode()
    assert "Blue touring bicycle" in page
    assert "Leipzig, DE" in page
    assert "Mara" in page
    assert "mara@example.org" not in page
    assert f"/ads/{ad.code}/report/" in page


def test_words_are_shown_as_words(client: Client, poster: User) -> None:
    odd = publish_ad(
        poster, title="<b>Lamp</b> & shade", price="5", body="<script>alert(1)</script> a lamp that works well."
    )
    page = client.get(f"/ads/{odd.code}/").content.decode()
    assert "&lt;b&gt;Lamp&lt;/b&gt; &amp; shade" in page
    assert "<script>alert" not in page


def test_similar_ads(client: Client, ad: Listing, poster: User) -> None:
    publish_ad(poster, title="Green touring bicycle", price="100", body="Older, with a basket and a bell, runs well.")
    assert "Green touring bicycle" in client.get(f"/ads/{ad.code}/").content.decode()


def test_unknown_ad_is_404(client: Client, market: None) -> None:
    assert client.get("/ads/nosuchad22/").status_code == 404


def test_sold_and_withdrawn_say_so(client: Client, ad: Listing, poster: User) -> None:
    mark_sold(listing=ad, author=poster)
    answer = client.get(f"/ads/{ad.code}/")
    assert answer.status_code == 410
    assert "This is sold" in answer.content.decode()
    withdraw(listing=ad, author=poster)
    assert "took this ad back" in client.get(f"/ads/{ad.code}/").content.decode()


def test_removed_ad_keeps_its_words_to_itself(client: Client, ad: Listing, poster: User) -> None:
    take_down(listing=ad, moderator=poster, state=ListingState.REMOVED)
    answer = client.get(f"/ads/{ad.code}/")
    assert answer.status_code == 410
    assert "This ad was removed" in answer.content.decode()
    assert "touring" not in answer.content.decode()


def test_held_again_is_not_public_and_says_no_more(client: Client, ad: Listing) -> None:
    ad.become(ListingState.HELD)
    answer = client.get(f"/ads/{ad.code}/")
    assert answer.status_code == 404
    assert "not public at the moment" in answer.content.decode()
    assert "touring" not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_is_all_one_can_do(client: Client, ad: Listing, method: str) -> None:
    assert getattr(client, method)(f"/ads/{ad.code}/").status_code == 405


@pytest.mark.django_db
def test_what_is_sold_says_so_and_shows_what_is_like_it(client: Client) -> None:
    sold = a_listing(state=ListingState.PUBLISHED)
    other = a_listing(state=ListingState.PUBLISHED, category=sold.category)
    sold.become(ListingState.SOLD)
    page = client.get(f"/ads/{sold.code}/")
    assert page.status_code == 410
    assert other.title in page.content.decode()


def test_an_ad_without_a_place_has_no_pin_for_one(client: Client, ad: Listing) -> None:
    for shown, marked in ((ad, True), (a_listing(), False)):
        page = client.get(f"/ads/{shown.code}/").content.decode()
        assert ("icon-map-pin" in page, '<th scope="row">Place</th>' in page) == (marked, marked)

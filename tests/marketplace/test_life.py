"""What a poster does with an ad, through the pages: the links, the buttons, the price, the chart."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.actions.life import mark_sold
from haven.listings.links import make_token
from haven.listings.models import DailyViews, Listing
from tests.marketplace.stage import BODY, mailed_link, publish_ad

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_pause_and_put_back(signed_in: Client, ad: Listing) -> None:
    signed_in.post(f"/my/{ad.code}/pause/")
    assert "This ad is paused." in page_of(signed_in, f"/my/{ad.code}/")
    answer = Client().get(f"/ads/{ad.code}/")
    assert answer.status_code == 404
    assert "has paused this ad" in answer.content.decode()
    signed_in.post(f"/my/{ad.code}/back/")
    assert Client().get(f"/ads/{ad.code}/").status_code == 200


def test_reserved_is_seen_on_the_ad_and_in_lists(signed_in: Client, ad: Listing) -> None:
    signed_in.post(f"/my/{ad.code}/reserve/")
    assert "Reserved" in page_of(Client(), f"/ads/{ad.code}/")
    assert "Reserved" in page_of(Client(), "/search/")
    signed_in.post(f"/my/{ad.code}/free/")
    assert "Reserved" not in page_of(Client(), f"/ads/{ad.code}/")


def test_sold_by_mistake(signed_in: Client, ad: Listing, poster: User) -> None:
    mark_sold(listing=ad, author=poster)
    assert "It is not sold after all" in page_of(signed_in, f"/my/{ad.code}/")
    signed_in.post(f"/my/{ad.code}/back/")
    assert Client().get(f"/ads/{ad.code}/").status_code == 200


def test_a_lower_price_shows_what_it_was(signed_in: Client, ad: Listing) -> None:
    signed_in.post(f"/my/{ad.code}/price/", {"price": "280,50"})
    page = page_of(Client(), f"/ads/{ad.code}/")
    assert "280.50" in page
    assert '<s class="was">' in page
    signed_in.post(f"/my/{ad.code}/price/", {"price": "400"})
    page = page_of(Client(), f"/ads/{ad.code}/")
    assert '<s class="was">' not in page
    assert "was " in page


@pytest.mark.parametrize("price", ["cheap", "-5", "9" * 40, "1e9"])
def test_a_price_that_is_none(signed_in: Client, ad: Listing, price: str) -> None:
    """What was typed was lost, and the end of the sentence was English in every language."""
    answer = signed_in.post(f"/my/{ad.code}/price/", {"price": price}, headers={"accept-language": "de"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Der Preis ist, wie er war." in page
    assert f'value="{price}"' in page
    assert Listing.objects.get().price == 320


def test_nobody_else_may(ad: Listing, client: Client) -> None:
    for step in ("pause", "reserve", "renew", "back", "free", "price"):
        assert client.post(f"/my/{ad.code}/{step}/").status_code == 404


def test_renewing_from_the_mail(ad: Listing, client: Client, signed_in: Client) -> None:
    link = f"/renew/{make_token('renew', ad.code)}/"
    before = ad.expires_at
    page = page_of(client, link)
    assert "Yes, for another term" in page
    assert Listing.objects.get().renewed_at is None
    assert client.post(link).headers["Location"] == f"/my/{ad.code}/"
    renewed = Listing.objects.get()
    assert renewed.expires_at is not None
    assert before is not None
    assert renewed.expires_at >= before
    assert client.get(f"/my/{ad.code}/").status_code == 200
    assert signed_in.get(link).status_code == 302


def test_a_link_for_managing_does_not_renew_and_the_other_way_round(ad: Listing, client: Client) -> None:
    assert client.get(f"/renew/{make_token('manage', ad.code)}/").status_code == 410
    assert client.get(f"/manage/{make_token('renew', ad.code)}/").status_code == 410


def test_the_same_again_is_offered_to_renew(ad: Listing, signed_in: Client, client: Client) -> None:
    words = {"title": "Blue touring bicycle", "body": BODY, "place_words": "Leipzig"}
    url = signed_in.post("/post/", {"category": "bicycles"}).headers["Location"]
    assert signed_in.post(url, words).status_code == 302
    assert "You have this ad live already" in page_of(signed_in, url + "preview/")
    assert signed_in.post(url + "preview/").status_code == 409
    url = client.post("/post/", {"category": "bicycles"}).headers["Location"]
    client.post(url, words | {"email": "mara@example.org", "adult": "on"})
    page = page_of(client, url + "preview/")
    assert "live already" not in page  # or anyone could find out whose ad it is
    client.post(url + "preview/")
    answer = client.get(mailed_link("mara@example.org", "/confirm/"))
    assert answer.status_code == 409
    assert f"/my/{ad.code}/renew/" in answer.content.decode()
    assert client.post(f"/my/{ad.code}/renew/").status_code == 302
    assert client.get(url).status_code == 200
    assert Listing.objects.filter(state="published").count() == 1


def test_views_are_counted_but_not_the_posters_own_nor_robots(ad: Listing, signed_in: Client) -> None:
    for _ in range(2):
        Client(headers=BROWSER).get(f"/ads/{ad.code}/")
    Client(headers={"User-Agent": "Examplebot/2.1"}).get(f"/ads/{ad.code}/")
    Client(headers=BROWSER).head(f"/ads/{ad.code}/")
    signed_in.get(f"/ads/{ad.code}/", headers=BROWSER)
    assert DailyViews.objects.get().views == 2
    page = page_of(signed_in, f"/my/{ad.code}/")
    assert "<strong>2 views</strong>" in page
    assert "<rect" in page
    assert "2 views" in page_of(signed_in, "/my/")


def test_how_it_is_doing_by_the_link_without_an_account(ad: Listing, client: Client) -> None:
    client.get(f"/manage/{make_token('manage', ad.code)}/")
    assert "No views in the last 30 days" in page_of(client, f"/my/{ad.code}/")


def test_several_ads_in_the_list(signed_in: Client, poster: User, ad: Listing) -> None:
    publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
    Client(headers=BROWSER).get(f"/ads/{ad.code}/")
    page = page_of(signed_in, "/my/")
    assert page.count("/my/") > 2
    assert "1 view" in page


def test_what_a_minor_should_do_instead(client: Client, market: None) -> None:
    url = client.post("/post/", {"category": "bicycles"}).headers["Location"]
    assert "/about/minors/" in page_of(client, url)
    assert "Only adults can post here" in page_of(client, "/about/minors/")

"""What a poster does with ads."""

import pytest
from django.test import Client

from haven.listings.links import make_token
from haven.listings.models import Listing, ListingState
from tests.marketplace.stage import BODY


def test_the_link_in_the_mail_opens_the_ad(client: Client, ad: Listing) -> None:
    assert client.get(f"/my/{ad.code}/").status_code == 404
    page = client.get(f"/manage/{make_token('manage', ad.code)}/", follow=True).content.decode()
    assert "Your ad is live." in page
    assert "Mark as sold" in page


@pytest.mark.parametrize("purpose", ["confirm", "thread", "contact"])
def test_a_link_for_something_else_opens_nothing(client: Client, ad: Listing, purpose: str) -> None:
    assert client.get(f"/manage/{make_token(purpose, ad.code)}/").status_code == 410


@pytest.mark.usefixtures("market")
def test_my_ads_needs_sign_in(client: Client) -> None:
    assert client.get("/my/").headers["Location"].startswith("/account/login/")


def test_no_browser_keeps_my_ads_for_the_next_person_at_it(signed_in: Client) -> None:
    assert "no-store" in signed_in.get("/my/").headers["Cache-Control"]


def test_my_ads_lists_them_with_their_state(signed_in: Client, ad: Listing) -> None:
    page = signed_in.get("/my/").content.decode()
    assert "Blue touring bicycle" in page
    assert "Live" in page


@pytest.mark.parametrize(
    ("step", "state", "sentence"),
    [
        ("withdraw", ListingState.WITHDRAWN, "taken back"),
        ("sold", ListingState.SOLD, "Marked as sold"),
    ],
)
def test_steps(signed_in: Client, ad: Listing, step: str, state: ListingState, sentence: str) -> None:
    assert sentence in signed_in.post(f"/my/{ad.code}/{step}/", follow=True).content.decode()
    ad.refresh_from_db()
    assert ad.state == state


def test_an_expired_ad_is_renewed(signed_in: Client, ad: Listing) -> None:
    ad.become(ListingState.EXPIRED)
    assert "Renew" in signed_in.get(f"/my/{ad.code}/").content.decode()
    assert "live for another term" in signed_in.post(f"/my/{ad.code}/renew/", follow=True).content.decode()


def test_a_step_that_makes_no_sense_says_why(signed_in: Client, ad: Listing) -> None:
    signed_in.post(f"/my/{ad.code}/sold/")
    page = signed_in.post(f"/my/{ad.code}/sold/", follow=True).content.decode()
    assert "it is “Sold”" in page
    assert signed_in.post(f"/my/{ad.code}/explode/").status_code == 404
    assert signed_in.get(f"/my/{ad.code}/sold/").status_code == 405
    page = signed_in.post(f"/my/{ad.code}/edit/", follow=True).content.decode()
    assert "cannot be edited any more" in page


def test_an_edit_is_screened_again_and_the_ad_stays_until_then(signed_in: Client, ad: Listing) -> None:
    url = signed_in.post(f"/my/{ad.code}/edit/").headers["Location"]
    sent = {"title": "Green touring bicycle", "body": BODY, "price": "1.250,50", "place_words": "Leipzig, DE"}
    signed_in.post(url, sent)
    assert "Blue touring bicycle" in Client().get(f"/ads/{ad.code}/").content.decode()
    signed_in.post(url + "preview/")
    ad.refresh_from_db()
    assert (ad.title, str(ad.price), ad.revisions.count()) == ("Green touring bicycle", "1250.50", 2)
    assert ad.revision is not None
    assert ad.revision.verdicts.count() == 1


def test_others_can_do_nothing(client: Client, ad: Listing) -> None:
    for path in ("edit", "withdraw", "sold", "renew"):
        assert client.post(f"/my/{ad.code}/{path}/").status_code == 404
    ad.refresh_from_db()
    assert ad.state == ListingState.PUBLISHED


def test_without_a_csrf_token_nothing_happens(signed_in: Client, ad: Listing) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    answer = strict.post(f"/my/{ad.code}/withdraw/")
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()

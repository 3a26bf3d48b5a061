"""Kept ads, in the account and out of it; hidden ones; ads side by side."""

import json
import zipfile

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.actions.drafts import save_draft, start_edit
from haven.listings.actions.favorites import keep_ads
from haven.listings.actions.life import mark_sold
from haven.listings.actions.submission import submit_ad
from haven.listings.links import make_token
from haven.listings.models import Favorite, Listing
from haven.marketplace.hiding import COOKIE, MOST_HIDDEN
from haven.rights.actions.erasing import delete_listing, erase_person
from haven.rights.actions.taking import take_everything
from tests.marketplace.stage import publish_ad


def test_cards_in_the_order_asked_for_and_what_became_of_the_others(client: Client, ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
    sold = publish_ad(poster, title="Red bicycle", body="The third of them, and the fastest by far.")
    mark_sold(listing=sold, author=poster)
    codes = [other.code, ad.code, sold.code, ad.code, "nosuchad22"]
    page = client.get("/kept/cards/?" + "&".join(f"code={code}" for code in codes)).content.decode()
    assert page.index("Green bicycle") < page.index("Blue touring bicycle") < page.index("Red bicycle")
    assert page.count("Blue touring bicycle") == 1
    assert "This is sold" in page
    assert page.count("This ad is not here any more") == 1


def test_what_was_removed_is_said_without_its_words(client: Client, ad: Listing) -> None:
    Listing.objects.filter(pk=ad.pk).update(state="removed")
    page = client.get(f"/kept/cards/?code={ad.code}").content.decode()
    assert "This ad was removed" in page
    assert "Blue touring" not in page


class TestInTheAccount:
    def test_kept_seen_on_the_page_and_let_go(self, signed_in: Client, ad: Listing, poster: User) -> None:
        answer = signed_in.post("/kept/change/", {"keep": [ad.code, "nosuchad22"], "next": f"/ads/{ad.code}/"})
        assert answer.headers["Location"] == f"/ads/{ad.code}/"
        page = signed_in.get("/kept/").content.decode()
        assert "kept in your account" in page
        assert "Blue touring bicycle" in page
        assert f'data-kept="{ad.code}"' in signed_in.get("/").content.decode()
        assert f'name="drop" value="{ad.code}"' in signed_in.get(f"/ads/{ad.code}/").content.decode()
        signed_in.post("/kept/change/", {"drop": ad.code})
        assert "Blue touring bicycle" not in signed_in.get("/kept/").content.decode().split("Hidden")[0]
        keep_ads(who=poster, codes=[ad.code])
        signed_in.post("/kept/change/", {"drop_all": "yes"})
        assert not Favorite.objects.exists()

    def test_programs_get_an_answer_and_a_list_that_is_full_says_so(
        self, signed_in: Client, ad: Listing, poster: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent = {"keep": ad.code}
        answer = signed_in.post("/kept/change/", sent, headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()) == (200, {"problem": ""})
        monkeypatch.setattr("haven.listings.actions.favorites.MOST_FAVORITES", 0)
        other = publish_ad(poster, title="Green bicycle")
        answer = signed_in.post("/kept/change/", {"keep": other.code}, headers={"accept": "application/json"})
        assert answer.status_code == 409
        assert "keeps 0 ads" in answer.json()["problem"]
        assert "keeps 0 ads" in signed_in.post("/kept/change/", {"keep": other.code}, follow=True).content.decode()

    def test_an_edit_keeps_it_and_an_erased_ad_is_said_to_be_gone(
        self, signed_in: Client, ad: Listing, poster: User
    ) -> None:
        keep_ads(who=poster, codes=[ad.code])
        draft = start_edit(listing=ad, author=poster)
        save_draft(draft=draft, title="Teal touring bicycle")
        submit_ad(author=poster, draft=draft)
        assert "Teal touring bicycle" in signed_in.get("/kept/").content.decode()
        delete_listing(ad)
        page = signed_in.get("/kept/").content.decode()
        assert "This ad is not here any more" in page
        assert "touring" not in page

    def test_taken_along_and_erased(self, ad: Listing, poster: User) -> None:
        keep_ads(who=poster, codes=[ad.code])
        with take_everything(of=poster) as file, zipfile.ZipFile(file) as archive:
            assert [row["code"] for row in json.loads(archive.read("favorites.json"))] == [ad.code]
        erase_person(token=make_token("erase", str(poster.pk)))
        assert not Favorite.objects.exists()

    @pytest.mark.parametrize(
        "next_page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x", "before after"]
    )
    def test_no_form_leads_away(self, signed_in: Client, next_page: str) -> None:
        for address in ("/kept/change/", "/hidden/"):
            assert signed_in.post(address, {"next": next_page}).headers["Location"] == "/kept/"


class TestHidden:
    def test_lists_leave_it_out_say_so_and_show_it_again(self, client: Client, ad: Listing, poster: User) -> None:
        other = publish_ad(poster, title="Green bicycle", body="Older, with a basket and a bell, runs well.")
        assert COOKIE not in client.get("/search/").cookies
        answer = client.post("/hidden/", {"hide": ad.code, "next": f"/ads/{ad.code}/"})
        assert answer.cookies[COOKIE].value == ad.code
        page = client.get("/search/").content.decode()
        assert "Blue touring bicycle" not in page
        assert "Green bicycle" in page
        assert "1 ad hidden here." in page
        assert "Blue touring bicycle" not in client.get("/").content.decode()
        assert "Blue touring bicycle" not in client.get(f"/ads/{other.code}/").content.decode()
        assert "You have hidden this ad" in client.get(f"/ads/{ad.code}/").content.decode()
        assert "Blue touring bicycle" in client.get("/kept/").content.decode()
        client.post("/hidden/", {"show": ad.code})
        assert "Blue touring bicycle" in client.get("/search/").content.decode()

    def test_where_all_of_a_page_is_hidden_nothing_is_said_to_be_missing(self, client: Client, ad: Listing) -> None:
        client.post("/hidden/", {"hide": ad.code})
        page = client.get("/search/?q=touring").content.decode()
        assert "1 ad hidden here." in page
        assert "No ads match" not in page

    def test_showing_all_again_leaves_no_cookie(self, client: Client, ad: Listing) -> None:
        client.post("/hidden/", {"hide": ad.code})
        assert client.post("/hidden/", {"show_all": "yes"}).cookies[COOKIE]["max-age"] == 0

    @pytest.mark.usefixtures("market")
    def test_the_one_hidden_first_comes_back(self, client: Client) -> None:
        client.cookies[COOKIE] = ".".join(f"aaaaaa{number:04}" for number in range(MOST_HIDDEN))
        kept = client.post("/hidden/", {"hide": "bbbbbbbbbb"}).cookies[COOKIE].value.split(".")
        assert (len(kept), kept[0], kept[-1]) == (MOST_HIDDEN, "bbbbbbbbbb", f"aaaaaa{MOST_HIDDEN - 2:04}")

    @pytest.mark.usefixtures("ad")
    @pytest.mark.parametrize("value", ["", "x", "\x01" * 10, "é" * 10, "." * 5000, "a" * 5000])
    def test_no_cookie_breaks_a_page(self, client: Client, value: str) -> None:
        client.cookies[COOKIE] = value
        assert "Blue touring bicycle" in client.get("/search/").content.decode()


def test_side_by_side_by_every_fact_that_one_tells(client: Client, poster: User) -> None:
    small = publish_ad(poster, title="Small bicycle", details={"frame": 48, "condition": "good"})
    large = publish_ad(poster, title="Large bicycle", details={"frame": 60})
    page = client.get(f"/compare/?code={small.code}&code={large.code}").content.decode()
    assert '<th scope="row">Frame height</th><td dir="auto">48 cm</td><td dir="auto">60 cm</td>' in page
    assert '<th scope="row">Condition</th><td dir="auto">Good</td><td dir="auto">–</td>' in page


def test_more_than_four_are_not_left_out_in_silence(client: Client, poster: User) -> None:
    ads = [
        publish_ad(poster, title=f"Bicycle {n}", body=f"Number {n} of a row of five, all of them blue.")
        for n in "abcde"
    ]
    page = client.get("/compare/?" + "&".join(f"code={ad.code}" for ad in ads)).content.decode()
    assert "The first 4 stand here; 1 more has no room." in page


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "query", ["", "?code=", "?code=%00%00%00%00%00%00%00%00%00%00", "?code=nosuchad22", "?code=" + "x" * 5000]
)
def test_nothing_to_show(client: Client, query: str) -> None:
    assert client.get(f"/kept/cards/{query}").status_code == 200
    assert "Nothing to compare" in client.get(f"/compare/{query}").content.decode()


@pytest.mark.usefixtures("market")
def test_the_page_says_what_to_do(client: Client) -> None:
    page = client.get("/kept/").content.decode()
    assert "no account, no cookie" in page
    assert "haven_" not in str(client.cookies)


def test_no_empty_list_where_no_script_can_fill_it(client: Client, signed_in: Client) -> None:
    by_script = 'data-needs-js hidden aria-labelledby="kept"'
    assert by_script in client.get("/kept/").content.decode()
    assert by_script not in signed_in.get("/kept/").content.decode()

"""Posting: category, words, preview, the link in the mail."""

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.listings.models import Listing, ListingDraft, ListingState, Place
from haven.mail.models import OutgoingMail
from haven.marketplace import limits
from tests.marketplace.stage import BODY, mailed_link

WORDS = {
    "title": "Blue touring bicycle",
    "body": BODY,
    "price": "320",
    "place_words": "Leipzig",
    "display_name": "Nora",
    "email": "nora@example.org",
    "adult": "on",
}

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def draft_url(client: Client) -> str:
    answer = client.post("/post/", {"category": "bicycles"})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_the_whole_way(client: Client, draft_url: str) -> None:
    assert client.post(draft_url, WORDS).headers["Location"] == draft_url + "preview/"
    preview = client.get(draft_url + "preview/").content.decode()
    assert "Blue touring bicycle" in preview
    assert "Leipzig, DE" in preview
    assert client.post(draft_url + "preview/").headers["Location"] == draft_url + "sent/"
    assert "nora@example.org" in client.get(draft_url + "sent/").content.decode()
    page = client.get(mailed_link("nora@example.org", "/confirm/"), follow=True).content.decode()
    assert "Your ad is live." in page
    listing = Listing.objects.get()
    assert listing.state == ListingState.PUBLISHED
    assert listing.poster is not None
    assert listing.poster.name == "Nora"
    assert client.get(f"/ads/{listing.code}/").status_code == 200


def test_a_program_that_follows_links_puts_nothing_live(client: Client, draft_url: str) -> None:
    client.post(draft_url, WORDS)
    client.post(draft_url + "preview/")
    link = mailed_link("nora@example.org", "/confirm/")
    elsewhere = Client()
    assert "Yes, put it live" in elsewhere.get(link).content.decode()
    assert Listing.objects.get().state == ListingState.PENDING
    client.head(link)
    assert Listing.objects.get().state == ListingState.PENDING
    assert "Your ad is live." in elsewhere.post(link, follow=True).content.decode()
    assert "Your ad is live." in elsewhere.get(link, follow=True).content.decode()  # a second click finds it


def test_held_ad_is_told_the_ground_and_nothing_else(client: Client, draft_url: str) -> None:
    bad = "I am abroad and cannot show the flat. Pay the deposit by Western Union and I will mail you the keys."
    client.post(f"{draft_url}category/", {"category": "flats"})
    client.post(draft_url, WORDS | {"title": "Flat in the centre", "body": bad})
    client.post(draft_url + "preview/")
    page = client.get(mailed_link("nora@example.org", "/confirm/"), follow=True).content.decode()
    listing = Listing.objects.get()
    assert listing.state == ListingState.HELD
    verdict = listing.revision.verdicts.get()  # type: ignore[union-attr]
    assert "We are holding this ad" in page
    assert verdict.ground_sentence in page.replace("&#x27;", "'")
    for hit in verdict.hits.all():
        assert hit.signal not in page
    assert client.get(f"/ads/{listing.code}/").status_code == 404 or "touring" not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Give the ad a title."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"body": ""}, "Describe what you offer"),
        ({"body": "Too short"}, "at least 20 letters"),
        ({"price": "-3"}, "cannot be below zero"),
        ({"price": "a lot"}, "Write the price as a number"),
        ({"price": "99999999999999"}, "too large"),
        ({"place_words": ""}, "Say in which town."),
        ({"place_words": "Springfield"}, "Several places begin like this"),
        ({"email": "nobody"}, "This is not an e-mail address"),
        ({"email": ""}, "Give an e-mail address"),
        ({"adult": ""}, "Only adults can post"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, draft_url: str, change: dict[str, str], sentence: str
) -> None:
    answer = client.post(draft_url, WORDS | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "error-summary" in page
    draft = ListingDraft.objects.get()
    for name in {"title", "body"} - set(change):
        assert getattr(draft, name) == WORDS[name]
        assert WORDS[name] in page


def test_an_ambiguous_place_is_picked_without_javascript(client: Client, draft_url: str) -> None:
    page = client.post(draft_url, WORDS | {"place_words": "Springfield"}).content.decode()
    assert 'name="place_pick" value="4951788"' in page
    client.post(draft_url, WORDS | {"place_words": "Springfield", "place_pick": "4951788"})
    assert ListingDraft.objects.get().place == Place.objects.get(pk=4951788)


def test_a_village_nobody_lists_is_kept_as_words(client: Client, draft_url: str) -> None:
    client.post(draft_url, WORDS | {"place_words": "Little Nowhere"})
    draft = ListingDraft.objects.get()
    assert (draft.place, draft.place_words) == (None, "Little Nowhere")
    assert "Little Nowhere" in client.get(draft_url + "preview/").content.decode()


def test_typing_is_saved_quietly(client: Client, draft_url: str) -> None:
    answer = client.post(draft_url + "save/", {"title": "Half a ti", "email": "not yet"})
    assert "Draft saved" in answer.content.decode()
    draft = ListingDraft.objects.get()
    assert draft.title == "Half a ti"
    client.post(draft_url + "save/", {"body": "Only the words"})
    draft.refresh_from_db()
    assert (draft.title, draft.body) == ("Half a ti", "Only the words")
    assert "Half a ti" in client.get("/post/").content.decode()


def test_a_draft_is_its_writers_alone(client: Client, draft_url: str) -> None:
    stranger = Client()
    for path in ("", "preview/", "sent/", "category/"):
        assert stranger.get(draft_url + path).status_code == 404
    for path in ("", "save/", "photos/", "preview/", "category/"):
        assert stranger.post(draft_url + path, WORDS).status_code == 404
    assert ListingDraft.objects.get().title == ""


def test_an_incomplete_draft_has_no_preview(client: Client, draft_url: str) -> None:
    assert client.get(draft_url + "preview/").headers["Location"] == draft_url


def test_a_draft_cannot_begin_on_an_upper_shelf(client: Client) -> None:
    assert client.post("/post/", {"category": "vehicles"}).status_code == 404
    assert client.post("/post/", {"category": "escorts"}).status_code == 404


def test_nobodys_mailbox_is_flooded(client: Client, draft_url: str) -> None:
    client.post(draft_url, WORDS)
    answers = [client.post(draft_url + "preview/").status_code for _ in range(14)]
    assert answers[:12] == [302] * 12
    assert answers[12:] == [429] * 2
    assert OutgoingMail.objects.filter(recipient="nora@example.org").count() == 12


def test_a_signed_in_poster_needs_no_mail(signed_in: Client, poster: User) -> None:
    url = signed_in.post("/post/", {"category": "bicycles"}).headers["Location"]
    assert 'name="email"' not in signed_in.get(url).content.decode()
    signed_in.post(url, {name: WORDS[name] for name in ("title", "body", "price", "place_words")})
    assert "Your ad is live." in signed_in.post(url + "preview/", follow=True).content.decode()
    assert Listing.objects.get().poster == poster


@pytest.mark.parametrize("token", ["nonsense", "ImFiYyI:1xVo6X:AAAA", "a:b:c"])
def test_a_broken_link_says_so(client: Client, token: str) -> None:
    answer = client.get(f"/confirm/{token}/")
    assert answer.status_code == 410
    assert "This link does not work" in answer.content.decode()


def test_a_category_with_a_nul_in_it_is_not_found(client: Client, draft_url: str) -> None:
    for address in ("/post/", draft_url + "category/"):
        assert client.post(address, {"category": "\x00"}).status_code == 404


def test_nobody_begins_ads_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_DRAFTS", 2)
    answers = [client.post("/post/", {"category": "bicycles"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Very many ads were begun" in answers[-1].content.decode()


@pytest.mark.parametrize("page", ["", "preview/", "sent/", "category/"])
def test_no_browser_keeps_a_draft_for_the_next_person_at_it(client: Client, draft_url: str, page: str) -> None:
    assert "no-store" in client.get(draft_url + page).headers["Cache-Control"]

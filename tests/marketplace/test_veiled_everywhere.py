"""Whatever a poster can type freely is no place to hide a number in: no public page and no format shows it unasked."""

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.alerts.actions.saving import save_search
from haven.alerts.actions.telling import tell
from haven.alerts.matching import match_new_ads
from haven.alerts.models import Every
from haven.listings.actions.drafts import save_draft, start_draft
from haven.listings.actions.photos import add_photo
from haven.listings.actions.submission import submit_ad
from haven.listings.fields import Values
from haven.listings.models import Category, Listing, ListingState
from haven.listings.queries import SearchQuery
from haven.listings.searching.highlighting import Marker
from haven.listings.searching.words import read
from haven.mail.models import OutgoingMail
from tests.marketplace.stage import picture
from tests.marketplace.walk import set_stage
from tests.programs import Program

SECRETS = {
    "title": "07700 900111", "body": "07700 900222", "fact": "0341 5550333", "place": "07700 900444",
    "alt": "07700 900555", "name": "07700 900666", "far into the text": "07700 900777",
}  # fmt: skip
BODY = f"Cook for lunch in a small kitchen, ring {SECRETS['body']}. " + "Good hours and a warm meal. " * 30


@pytest.fixture
def talker(market: None) -> User:
    return ensure_user(email="talker@example.org", display_name=f"Tom {SECRETS['name']}")


@pytest.fixture
def told(talker: User) -> Listing:
    """A live ad with a number of its own in everything that can be typed."""
    draft = start_draft(category=Category.objects.get(slug="hospitality"), author=talker)
    save_draft(
        draft=draft,
        title=f"Cook wanted {SECRETS['title']}",
        body=f"{BODY} Lentils {SECRETS['far into the text']}",
        place_words=f"Little Hampden {SECRETS['place']}",
        details={"employer": f"Linden Café {SECRETS['fact']}", "no_fee": True},
    )
    add_photo(listing=draft.listing, upload=picture(), alt=f"The kitchen, call {SECRETS['alt']}")
    ad = submit_ad(author=talker, draft=draft)
    assert ad.state == ListingState.PUBLISHED
    return ad


def test_no_public_page_and_no_format_shows_a_number_unasked(client: Client, poster: User, told: Listing) -> None:
    code, words = told.code, "q=cook+wanted"
    stage = set_stage(poster)
    search = save_search(
        wanted=SearchQuery(words="cook"), name="cook", asked="q=cook", email="", every=Every.INSTANT, owner=poster
    )
    Listing.objects.filter(pk=told.pk).update(price="12.00")
    match_new_ads()
    pages = [address for addresses in stage.addresses.values() for address in addresses] + [
        f"/ads/{code}/", f"/ads/{code}/copy/", f"/ads/{code}/report/", f"/kept/cards/?code={code}",
        f"/kept/copies/?code={code}", f"/compare/?code={code}", f"/search/?{words}", f"/search/?{words}&view=gallery",
        f"/search/?{words}&view=map", "/search/?q=lentils", "/search/?category=hospitality",
        f"/search/feed/?{words}", "/search/feed/?category=hospitality", f"/alerts/feeds/{search.feed_key}.atom",
        "/sitemap.xml", "/sitemap-ads.xml", f"/api/v1/ads/{code}", f"/api/v1/ads?{words}", "/api/v1/ads?q=lentils",
        f"/api/v1/kept?code={code}", "/robots.txt", "/manifest.webmanifest", "/places/?place=little",
    ]  # fmt: skip
    showing = 0
    for address in pages:
        answer = client.get(address)
        shown = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        page = shown.decode()
        showing += "Cook wanted" in page
        assert [name for name, secret in SECRETS.items() if secret in page] == [], address
    assert showing >= 15
    similar = client.get(f"/ads/{code}/").content.decode()
    for named in ("Little Hampden", "The kitchen, call", "Tom ["):
        assert named in similar


def test_the_mail_about_a_find_shows_none_either(poster: User, told: Listing) -> None:
    save_search(
        wanted=SearchQuery(words="cook"), name="cook", asked="q=cook", email="", every=Every.INSTANT, owner=poster
    )
    Listing.objects.filter(pk=told.pk).update(price="12.00")
    assert (match_new_ads(), tell(every=Every.INSTANT)) == (1, 1)
    mail = OutgoingMail.objects.get(recipient=poster.email)
    assert "Cook wanted" in mail.text
    assert [name for name, secret in SECRETS.items() if secret in mail.subject + mail.text] == []


def test_who_asks_is_shown_all_of_them(client: Client, told: Listing, poster: User) -> None:
    page = client.post(f"/ads/{told.code}/contacts/").content.decode()
    assert [name for name, secret in SECRETS.items() if secret not in page] == []
    answer = Program(poster).post(f"/ads/{told.code}/contacts").content.decode()
    assert [name for name, secret in SECRETS.items() if secret not in answer] == []


def test_similar_ads_hide_them_too(client: Client, told: Listing, poster: User) -> None:
    other = start_draft(category=Category.objects.get(slug="hospitality"), author=poster)
    details: Values = {"employer": "Elm Bakery", "no_fee": True}
    save_draft(draft=other, title="Cook for breakfast", body=BODY[90:], place_words="Amersham", details=details)
    page = client.get(f"/ads/{submit_ad(author=poster, draft=other).code}/").content.decode()
    assert "Cook wanted" in page
    assert [name for name, secret in SECRETS.items() if secret in page] == []


@pytest.mark.parametrize("beside", range(120, 200, 7))
def test_a_passage_never_parts_a_number(db: None, beside: int) -> None:
    """A number of which a passage shows the end would not be known as one."""
    text = "x" * beside + " ring 07700 900222 for lentils and beans " + "and so on " * 40
    shown = "".join(piece.text for piece in Marker.of(read("lentils")).passage(text))
    assert "07700" not in shown or "900222" in shown
    assert "900222" not in shown or "07700" in shown

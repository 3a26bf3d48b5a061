"""Photos of a draft."""

import io

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from haven.listings.models import ListingDraft, Photo
from haven.marketplace import limits
from tests.marketplace.stage import picture

pytestmark = pytest.mark.usefixtures("market")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft_url(client: Client) -> str:
    return client.post("/post/", {"category": "bicycles"}).headers["Location"]


def order() -> list[str]:
    return [photo.key for photo in Photo.objects.filter(position__isnull=False)]


def test_photos_are_taken_and_the_words_beside_them_kept(client: Client, draft_url: str) -> None:
    sent = {"photos": [picture("teal"), picture("coral", "PNG")], "title": "A bicycle", "email": ""}
    answer = client.post(draft_url + "photos/", sent)
    assert answer.status_code == 302
    assert len(order()) == 2
    assert ListingDraft.objects.get().title == "A bicycle"


def test_a_file_that_is_no_photo_is_named_and_the_others_are_kept(client: Client, draft_url: str) -> None:
    bad = SimpleUploadedFile("virus.jpg", b"MZ not a photo", content_type="image/jpeg")
    page = client.post(draft_url + "photos/", {"photos": [bad, picture()]}, headers=HTMX).content.decode()
    assert "virus.jpg: This file is not a photo" in page
    assert len(order()) == 1
    plain = client.post(draft_url + "photos/", {"photos": [io.BytesIO(b"GIF89a")]}, follow=True).content.decode()
    assert "not a photo" in plain


def test_first_drop_order_and_alt(client: Client, draft_url: str) -> None:
    client.post(draft_url + "photos/", {"photos": [picture("teal"), picture("coral"), picture("gold")]})
    one, two, three = order()
    client.post(f"{draft_url}photos/{three}/first/")
    assert order() == [three, one, two]
    client.post(f"{draft_url}photos/order/", {"photo": [two, three, one], f"alt-{two}": "From the left"})
    assert order() == [two, three, one]
    assert Photo.objects.get(key=two).alt == "From the left"
    client.post(f"{draft_url}photos/{one}/earlier/")
    client.post(f"{draft_url}photos/{two}/earlier/")
    assert order() == [two, one, three]
    client.post(f"{draft_url}photos/{three}/drop/")
    assert order() == [two, one]


def test_other_peoples_photos_are_out_of_reach(client: Client, draft_url: str) -> None:
    client.post(draft_url + "photos/", {"photos": [picture()]})
    [key] = order()
    stranger = Client()
    theirs = stranger.post("/post/", {"category": "bicycles"}).headers["Location"]
    assert stranger.post(f"{theirs}photos/{key}/drop/").status_code == 404
    assert stranger.post(f"{draft_url}photos/{key}/drop/").status_code == 404
    assert client.post(f"{draft_url}photos/{key}/polish/").status_code == 404
    assert client.get(f"{draft_url}photos/").status_code == 405
    assert order() == [key]


def test_too_many_photos(client: Client, draft_url: str) -> None:
    client.post(draft_url + "photos/", {"photos": [picture() for _ in range(12)]})
    page = client.post(draft_url + "photos/", {"photos": [picture()]}, headers=HTMX).content.decode()
    assert "at most 12 photos" in page


def test_of_too_many_at_once_the_first_are_taken_and_the_others_named(client: Client, draft_url: str) -> None:
    photos = [picture() for _ in range(14)]
    for number, photo in enumerate(photos):
        photo.name = f"{number}.jpeg"
    sent = {"photos": photos, "title": "A bicycle"}
    page = client.post(draft_url + "photos/", sent, headers=HTMX).content.decode()
    assert "12.jpeg, 13.jpeg: An ad has at most 12 photos" in page
    assert len(order()) == 12
    assert ListingDraft.objects.get().title == "A bicycle"


def test_typing_sends_words_alone_and_enter_goes_on(client: Client, draft_url: str) -> None:
    """Photos that wait to be sent went along with every word typed; Enter pressed the first button of the photos."""
    form = html5lib.parse(client.get(draft_url).content, namespaceHTMLElements=False).find(".//form[@id='words']")
    assert form is not None
    assert form.get("hx-params") == "not photos"
    first = next(button for button in form.iter("button"))
    assert first.get("formaction") is None


def test_nobody_uploads_without_end(client: Client, draft_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_PHOTOS", 1)
    sent = {"photos": [picture("teal"), picture("coral")]}
    page = client.post(draft_url + "photos/", sent, headers=HTMX).content.decode()
    assert "Very many photos came from your connection" in page
    assert len(order()) == 1

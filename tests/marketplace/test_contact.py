"""Reader and poster write to each other."""

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.listings.actions.life import withdraw
from haven.listings.models import Conversation, Listing, ListingState, Message
from haven.mail.models import OutgoingMail
from tests.factories import a_revision, a_revision_photo
from tests.marketplace.stage import mailed_link

FIRST = {"text": "Is it still there?", "display_name": "Omar", "email": "omar@example.org"}


@pytest.fixture
def thread_url(client: Client, ad: Listing) -> str:
    """The reader's side of a conversation that has begun."""
    client.post(f"/ads/{ad.code}/contact/", FIRST)
    return client.post(mailed_link("omar@example.org", "/messages/confirm/")).headers["Location"]


def test_the_message_waits_for_the_click(client: Client, ad: Listing) -> None:
    page = client.post(f"/ads/{ad.code}/contact/", FIRST).content.decode()
    assert "check your mail" in page
    link = mailed_link("omar@example.org", "/messages/confirm/")
    assert "Yes, send it" in client.get(link).content.decode()
    assert not Message.objects.exists()
    page = client.post(link, follow=True).content.decode()
    assert "Your message is sent" in page
    assert Message.objects.get().text == "Is it still there?"
    assert client.post(link).status_code == 410
    again = client.get(link)  # it asked once more whether to send what was sent
    assert again.status_code == 410
    assert "used already" in again.content.decode()


def test_both_sides_write_behind_masked_addresses(client: Client, ad: Listing, thread_url: str) -> None:
    theirs = mailed_link("mara@example.org", "/messages/")
    client.post(theirs, {"text": "Yes, come on Saturday."})
    page = client.get(thread_url).content.decode()
    assert "Yes, come on Saturday." in page
    assert "@relay." in page
    for mail in OutgoingMail.objects.filter(recipient="omar@example.org"):
        assert "mara@example.org" not in mail.text + mail.sender
    for mail in OutgoingMail.objects.filter(recipient="mara@example.org"):
        assert "omar@example.org" not in mail.text + mail.sender
    assert "mara@example.org" not in page
    assert "omar@example.org" not in client.get(theirs).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " "}, "Write what you want to ask."),
        ({"text": "x" * 5001}, "at most 5000 characters"),
        ({"email": "omar"}, "This is not an e-mail address"),
        ({"email": "omar@example.org\r\nBcc: all@example.org"}, "This is not an e-mail address"),
        ({"display_name": ""}, "Say how the poster may call you."),
    ],
)
def test_bad_input_is_told_and_kept(client: Client, ad: Listing, change: dict[str, str], sentence: str) -> None:
    answer = client.post(f"/ads/{ad.code}/contact/", FIRST | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Is it still there?" in page or "text" in change
    assert not OutgoingMail.objects.filter(recipient__contains="omar").exists()


def test_who_is_signed_in_writes_at_once(ad: Listing) -> None:
    reader = ensure_user(email="ines@example.org", display_name="Ines")
    client = Client()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(f"/ads/{ad.code}/contact/", {"text": "Hello?"}, follow=True).content.decode()
    assert "Your message is sent" in page
    assert Conversation.objects.get().reader == reader


def test_nobody_writes_to_themselves(signed_in: Client, ad: Listing) -> None:
    answer = signed_in.post(f"/ads/{ad.code}/contact/", {"text": "Hello me"})
    assert answer.status_code == 422
    assert "This is your own ad." in answer.content.decode()


def test_an_ad_that_is_over_cannot_be_answered(client: Client, ad: Listing, poster: User) -> None:
    client.post(f"/ads/{ad.code}/contact/", FIRST)
    withdraw(listing=ad, author=poster)
    assert client.post(f"/ads/{ad.code}/contact/", FIRST).status_code == 410
    answer = client.post(mailed_link("omar@example.org", "/messages/confirm/"))
    assert answer.status_code == 410
    assert "not live any more" in answer.content.decode()


def test_ending_it_ends_it_for_both(client: Client, thread_url: str) -> None:
    theirs = mailed_link("mara@example.org", "/messages/")
    page = client.post(theirs + "block/", follow=True).content.decode()
    assert "This conversation is ended" in page
    answer = client.post(thread_url, {"text": "But why?"})
    assert answer.status_code == 422
    assert Message.objects.count() == 1


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("path", ["", "block/"])
def test_a_guessed_token_opens_nothing(client: Client, path: str) -> None:
    assert client.post(f"/messages/IjE6MSI:1xVo6X:AAAAAAAA/{path}").status_code == 410


def test_a_thread_shows_no_photo_that_was_never_cleared(client: Client, ad: Listing, thread_url: str) -> None:
    assert ad.cleared
    cleared = a_revision_photo(revision=ad.cleared.revision).photo
    assert cleared.key in client.get(thread_url).content.decode()
    held = a_revision_photo(revision=a_revision(listing=ad)).photo
    Listing.objects.filter(pk=ad.pk).update(state=ListingState.HELD, revision=ad.revisions.latest("number"))
    page = client.get(thread_url).content.decode()
    assert cleared.key in page
    assert held.key not in page
    Listing.objects.filter(pk=ad.pk).update(state=ListingState.REMOVED, cleared=None)
    assert "/media/" not in client.get(thread_url).content.decode()

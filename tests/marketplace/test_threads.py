"""A conversation on its page: warned of, with photos, reported, ended."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role
from haven.ledger.models import LedgerEntry
from haven.listings.links import make_token
from haven.listings.models import Conversation, Listing, ListingState, Message, MessagePhoto
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice, NoticeReason
from tests.factories import a_conversation, a_message, a_message_photo, a_user
from tests.marketplace.stage import mailed_link, picture

TRICK = "Please send a deposit of 100 to hold it."


@pytest.fixture
def thread(ad: Listing) -> Conversation:
    return a_conversation(listing=ad, reader=a_user(email="omar@example.org", display_name="Omar"))


@pytest.fixture
def readers(thread: Conversation) -> str:
    return f"/messages/{make_token('thread', f'{thread.pk}:{thread.reader_id}')}/"


@pytest.fixture
def posters(thread: Conversation) -> str:
    return f"/messages/{make_token('thread', f'{thread.pk}:{thread.listing.poster_id}')}/"


def test_words_that_cheated_people_are_marked_for_the_other_side_only(
    client: Client, readers: str, posters: str
) -> None:
    client.post(posters, {"text": TRICK})
    page = client.get(readers).content.decode()
    assert "<mark>send a deposit of 100 to hold</mark>" in page
    assert "Money before you have seen it" in page
    page = client.get(posters).content.decode()
    assert "<mark>" not in page
    assert TRICK in page


def test_the_mail_explains_them_too_and_nothing_is_held_back(client: Client, readers: str, posters: str) -> None:
    client.post(posters, {"text": TRICK})
    mail = OutgoingMail.objects.get(recipient="omar@example.org")
    assert TRICK in mail.text
    assert '"send a deposit of 100 to hold"' in mail.text
    assert "See it first, then pay." in mail.text
    client.post(readers, {"text": "Can I see it first?"})
    assert "part of tricks" not in OutgoingMail.objects.filter(recipient="mara@example.org").latest("id").text


def test_what_somebody_writes_is_text(client: Client, readers: str, posters: str) -> None:
    client.post(posters, {"text": "<script>alert(1)</script> send a deposit of <b>100</b> to hold it"})
    page = client.get(readers).content.decode()
    assert "<script>alert" not in page
    assert "<b>100" not in page


def test_photos_are_seen_by_the_two_and_nobody_else(client: Client, readers: str, posters: str) -> None:
    answer = client.post(posters, {"text": "", "photos": [picture("teal"), picture("red", "PNG")]}, follow=True)
    assert answer.status_code == 200
    message = Message.objects.get()
    assert (message.text, message.photos.count()) == ("", 2)
    key = message.photos.all()[0].key
    for side in (readers, posters):
        assert key in client.get(side).content.decode()
        shown = client.get(f"{side}photos/{key}-360.webp")
        assert shown["Content-Type"] == "image/webp"
        assert b"".join(shown.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]
    other = a_conversation(reader=a_user())
    strangers = f"/messages/{make_token('thread', f'{other.pk}:{other.reader_id}')}/"
    assert client.get(f"{strangers}photos/{key}-360.webp").status_code == 404
    assert client.get(f"/messages/x/photos/{key}-360.webp").status_code == 410
    assert "2 photos came with it" in OutgoingMail.objects.get(recipient="omar@example.org").text


def test_a_photo_that_was_taken_out_leaves_a_word(client: Client, thread: Conversation, readers: str) -> None:
    """A bubble of nothing but a photo was an empty one once a hash bank knew the photo."""
    photo = a_message_photo(message=a_message(conversation=thread, text=""))
    gone = "A photo that stood here was removed."
    assert gone not in client.get(readers).content.decode()
    photo.delete()
    assert gone in client.get(readers).content.decode()


def test_a_file_that_is_no_photo_costs_no_words(client: Client, readers: str) -> None:
    liar = SimpleUploadedFile("cat.jpg", b"MZ" * 100, content_type="image/jpeg")
    answer = client.post(readers, {"text": "Here it is", "photos": [picture(), liar]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cat.jpg" in page
    assert "Here it is" in page
    assert not Message.objects.exists()
    assert not MessagePhoto.objects.exists()


def test_too_many_photos(client: Client, readers: str) -> None:
    answer = client.post(readers, {"text": "All of them", "photos": [picture() for _ in range(7)]})
    assert answer.status_code == 422
    assert "at most 6 photos" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_link_in_every_mail_reports_and_ends_with_one_click(client: Client, readers: str, posters: str) -> None:
    client.post(posters, {"text": TRICK})
    link = mailed_link("omar@example.org", "/stop/")
    before = LedgerEntry.objects.count()
    page = client.get(link).content.decode()
    assert "Nothing has happened yet" in page
    assert (LedgerEntry.objects.count(), Notice.objects.count()) == (before, 0)
    page = client.post(link, {"reason": "fraud"}, follow=True).content.decode()
    notice = Notice.objects.get()
    assert notice.case_code in page
    assert (notice.reason, notice.name, notice.listing_id) == ("fraud", "Omar", Conversation.objects.get().listing_id)
    assert notice.against == Conversation.objects.get().listing.poster
    assert notice.reported_messages == [TRICK]
    assert client.post(posters, {"text": "Why?"}).status_code == 422


def test_a_moderator_reads_what_the_reported_side_wrote_and_not_the_other(
    client: Client, readers: str, posters: str, ad: Listing
) -> None:
    client.post(readers, {"text": "My own words"})
    client.post(posters, {"text": TRICK})
    client.post(f"{readers}stop/", {"reason": "fraud"})
    client.force_login(a_user(Role.MODERATOR))
    page = client.get(f"/moderation/ads/{ad.code}/").content.decode()
    assert TRICK in page
    assert "who posted this ad" in page
    assert "My own words" not in page


def test_a_report_again_is_the_same_report(client: Client, readers: str, posters: str) -> None:
    client.post(posters, {"text": TRICK})
    for _ in range(2):
        client.post(f"{readers}stop/", {"reason": "fraud"})
    assert Notice.objects.count() == 1
    client.post(f"{posters}stop/", {"reason": "other", "text": "They insult me."})
    assert Notice.objects.count() == 2
    assert Notice.objects.latest("id").reason == NoticeReason.OTHER


def test_a_report_with_a_reason_that_there_is_not(client: Client, readers: str) -> None:
    answer = client.post(f"{readers}stop/", {"reason": "x", "text": "What I typed"})
    assert answer.status_code == 422
    assert "What I typed" in answer.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("path", ["stop/", "block/", "photos/abc-360.webp"])
@pytest.mark.usefixtures("market")
def test_a_guessed_token_opens_nothing(client: Client, path: str) -> None:
    method = client.get if path.startswith("photos") else client.post
    assert method(f"/messages/IjE6MSI:1xVo6X:AAAAAAAA/{path}").status_code == 410


def test_the_page_says_until_when_one_can_write(client: Client, thread: Conversation, readers: str) -> None:
    Listing.objects.update(state=ListingState.SOLD, ended_at=timezone.now() - timedelta(days=2))
    assert "You can still write to each other until" in client.get(readers).content.decode()
    Listing.objects.update(ended_at=timezone.now() - timedelta(days=15))
    a_message(conversation=thread, text="See you there")
    page = client.get(readers).content.decode()
    assert "The ad is over" in page
    assert "See you there" in page
    assert client.post(readers, {"text": "Hello?"}).status_code == 422


def test_a_long_thread_shows_its_end(client: Client, thread: Conversation, readers: str) -> None:
    rows = [Message(conversation=thread, author=thread.reader, text=f"number {i} here") for i in range(230)]
    Message.objects.bulk_create(rows)
    page = client.get(readers).content.decode()
    assert "number 229 here" in page
    assert "number 5 here" not in page


def test_once_the_addresses_are_dead_the_page_offers_none(client: Client, thread: Conversation, readers: str) -> None:
    assert "@relay.localhost" in client.get(readers).content.decode()
    ended = {"state": ListingState.SOLD, "ended_at": timezone.now() - timedelta(days=15)}
    Listing.objects.filter(pk=thread.listing_id).update(**ended)
    page = client.get(readers).content.decode()
    assert "The ad is over" in page
    assert "@relay.localhost" not in page
    assert "End the conversation" not in page
    assert "Report" in page

"""Reader and poster reach each other, and neither learns the other's address."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from haven.accounts.actions import close_account, ensure_user
from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.conversations import (
    ask_to_contact,
    block_conversation,
    confirm_contact,
    other_side,
    send_message,
    start_conversation,
)
from haven.listings.actions.message_mail import REPLY_ABOVE, masked_address
from haven.listings.actions.relay import receive_mail
from haven.listings.errors import BadLink, ListingsError, WrongState
from haven.listings.links import make_token
from haven.listings.models import Conversation, Listing, ListingState, Message, PendingContact
from haven.listings.models.conversation import AFTER_THE_END
from haven.mail.models import OutgoingMail
from haven.mail.tasks import deliver
from tests.factories import a_conversation, a_listing, a_user

pytestmark = pytest.mark.django_db
READER, POSTER = "rosa.secret@example.org", "lena.secret@example.org"


def an_ad() -> Listing:
    return a_listing(poster=a_user(email=POSTER, display_name="Lena"))


def asked(listing: Listing, text: str = "Is it still there?") -> str:
    """What is typed; the token from the mail."""
    ask_to_contact(listing=listing, email=f" {READER.title()} ", display_name="Rosa", text=text)
    found = re.search(r"/messages/confirm/([^/\s]+)/", OutgoingMail.objects.latest("id").text)
    assert found
    return found[1]


def test_a_first_message_waits_for_the_click_and_then_reaches_the_poster() -> None:
    listing = an_ad()
    token = asked(listing)
    confirmation = OutgoingMail.objects.get()
    assert confirmation.recipient == READER
    assert not Message.objects.exists()
    conversation = confirm_contact(token=token)
    assert (conversation.listing, conversation.reader.email, conversation.reader.name) == (listing, READER, "Rosa")
    message = Message.objects.get()
    assert (message.author, message.text, message.by_mail) == (conversation.reader, "Is it still there?", False)
    mail = OutgoingMail.objects.latest("id")
    assert mail.recipient == POSTER
    assert "Is it still there?" in mail.text
    assert REPLY_ABOVE in mail.text
    assert not PendingContact.objects.exists()
    actions = {entry.action for entry in LedgerEntry.objects.all()}
    assert actions == {"contact.requested", "account.opened", "conversation.started", "message.sent"}


def test_a_stranger_at_an_address_is_not_mailed_what_somebody_typed() -> None:
    """Else anyone could have Haven send anything to anybody."""
    asked(an_ad(), text="Buy pills at pills.example")
    assert "pills" not in OutgoingMail.objects.get().text


def test_a_link_sends_its_message_once() -> None:
    token = asked(an_ad())
    confirm_contact(token=token)
    with pytest.raises(BadLink, match="used"):
        confirm_contact(token=token)
    assert Message.objects.count() == 1


def test_no_address_is_in_any_mail_to_the_other_side() -> None:
    conversation = confirm_contact(token=asked(an_ad()))
    poster = conversation.listing.poster
    assert poster is not None
    send_message(conversation=conversation, author=poster, text="Yes, it is.")
    send_message(conversation=conversation, author=conversation.reader, text="When can I come?")
    for mail in OutgoingMail.objects.order_by("pk"):
        deliver(mail_id=mail.pk)
    assert len(outbox.outbox) == 4
    for sent in outbox.outbox:
        raw = sent.message().as_string()
        theirs = POSTER if sent.to == [READER] else READER
        assert theirs not in raw.lower()
        assert theirs.partition("@")[0] not in raw.lower()
    senders = [sent.from_email for sent in outbox.outbox[1:]]
    reader_alias = masked_address(conversation, conversation.reader)
    poster_alias = masked_address(conversation, poster)
    assert [reader_alias in sender for sender in senders] == [True, False, True]
    assert [poster_alias in sender for sender in senders] == [False, True, False]
    assert reader_alias.endswith(f"@{settings.RELAY_DOMAIN}")


@pytest.mark.parametrize(
    "name",
    [
        "Rosa\r\nBcc: everyone@example.org",
        'Rosa" <rosa@example.org>, "',
        "Rosa, Lena; <b>",
        "Роза " * 12,
        "🌹" * 60,
        "Rosa\u2028Subject: x",
        "@",
        "",
    ],
)
def test_whatever_a_name_holds_the_mail_leaves_under_one_masked_address(name: str) -> None:
    conversation = a_conversation(listing=an_ad(), reader=a_user(email=READER, display_name=name or " "))
    send_message(conversation=conversation, author=conversation.reader, text="Hello")
    deliver(mail_id=OutgoingMail.objects.get().pk)
    (sent,) = outbox.outbox
    parsed = sent.message()
    assert parsed.get_all("Bcc") is None
    assert sent.recipients() == [POSTER]
    ((shown, address),) = getaddresses([str(make_header(decode_header(str(parsed["From"]))))])
    assert address == f"{conversation.reader_alias}@{settings.RELAY_DOMAIN}"
    assert shown.endswith(f"via {settings.SITE_NAME}")
    assert "@" not in shown


def test_a_second_start_goes_on_in_the_first_thread() -> None:
    listing, reader = an_ad(), a_user()
    first = start_conversation(listing=listing, reader=reader, text="Is it there?")
    again = start_conversation(listing=listing, reader=reader, text="Are you there?")
    assert first == again
    assert [message.text for message in first.messages.all()] == ["Is it there?", "Are you there?"]
    assert LedgerEntry.objects.filter(action="conversation.started").count() == 1


def test_nobody_writes_to_themselves() -> None:
    listing = an_ad()
    assert listing.poster is not None
    with pytest.raises(ListingsError, match="own ad"):
        start_conversation(listing=listing, reader=listing.poster, text="Hello me")
    ask_to_contact(listing=listing, email=POSTER, display_name="Lena", text="Hello me")
    found = re.search(r"/messages/confirm/([^/\s]+)/", OutgoingMail.objects.latest("id").text)
    assert found
    token = found[1]
    with pytest.raises(ListingsError, match="own ad"):
        confirm_contact(token=token)
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("state", sorted(set(ListingState) - {ListingState.PUBLISHED}))
def test_no_thread_begins_about_an_ad_that_is_not_live(state: ListingState) -> None:
    listing = a_listing(state=state)
    with pytest.raises(WrongState):
        ask_to_contact(listing=listing, email=READER, display_name="Rosa", text="Hello")
    with pytest.raises(WrongState):
        start_conversation(listing=listing, reader=a_user(), text="Hello")
    assert not OutgoingMail.objects.exists()


def test_an_ad_that_ended_before_the_click_gets_no_message() -> None:
    listing = an_ad()
    token = asked(listing)
    Listing.objects.filter(pk=listing.pk).update(state=ListingState.SOLD)
    with pytest.raises(WrongState):
        confirm_contact(token=token)
    assert not Message.objects.exists()
    assert not User.objects.filter(email=READER).exists()


def test_a_thread_goes_on_for_a_while_after_its_ad_has_ended() -> None:
    conversation = a_conversation(listing=an_ad())
    conversation.listing.become(ListingState.SOLD)
    assert send_message(conversation=conversation, author=conversation.reader, text="Thank you!").pk
    Listing.objects.update(ended_at=timezone.now() - AFTER_THE_END)
    with pytest.raises(ListingsError, match="ad is over"):
        send_message(conversation=conversation, author=conversation.reader, text="One more thing")


def test_a_thread_ends_at_once_with_an_ad_that_was_removed() -> None:
    conversation = a_conversation(listing=an_ad())
    Listing.objects.update(state=ListingState.REMOVED, cleared=None, ended_at=timezone.now())
    with pytest.raises(ListingsError, match="ad is over"):
        send_message(conversation=conversation, author=conversation.reader, text="Hello?")


def test_a_blocked_thread_is_over_for_both() -> None:
    conversation = a_conversation(listing=an_ad())
    poster = conversation.listing.poster
    assert poster is not None
    read_before = Conversation.objects.get(pk=conversation.pk)
    block_conversation(conversation=conversation, by=poster)
    for thread in (conversation, read_before):
        for author in (poster, conversation.reader):
            with pytest.raises(ListingsError, match="ended"):
                send_message(conversation=thread, author=author, text="One more thing")
    with pytest.raises(ListingsError, match="ended"):
        start_conversation(listing=conversation.listing, reader=conversation.reader, text="Hello again")
    entry = LedgerEntry.objects.get(action="conversation.blocked")
    assert (entry.actor, entry.subject) == (f"person:{poster.pk}", conversation.subject)


def test_strangers_are_not_in_the_conversation() -> None:
    conversation, stranger = a_conversation(listing=an_ad()), a_user()
    with pytest.raises(ListingsError, match="not in"):
        send_message(conversation=conversation, author=stranger, text="Hello")
    with pytest.raises(ListingsError, match="not in"):
        block_conversation(conversation=conversation, by=stranger)
    with pytest.raises(ListingsError, match="not in"):
        other_side(conversation, stranger)


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00", "x" * 5001])
def test_messages_that_cannot_be_sent(text: str) -> None:
    conversation = a_conversation(listing=an_ad())
    with pytest.raises(ListingsError):
        send_message(conversation=conversation, author=conversation.reader, text=text)
    assert not Message.objects.exists()


def test_a_nul_is_left_out() -> None:
    conversation = a_conversation(listing=an_ad())
    assert send_message(conversation=conversation, author=conversation.reader, text="Hel\x00lo").text == "Hello"


@pytest.mark.parametrize(
    "typed", [{"text": "x" * 5001}, {"text": ""}, {"text": " "}, {"display_name": "x\x00"}, {"email": "a" * 255}]
)
def test_a_first_message_that_cannot_be_kept_is_refused_at_once(typed: dict[str, str]) -> None:
    words = {"email": READER, "display_name": "Rosa", "text": "Hello"} | typed
    if "display_name" in typed:
        assert ask_to_contact(listing=an_ad(), terms=None, **words).display_name == "x"
        return
    with pytest.raises(ListingsError):
        ask_to_contact(listing=an_ad(), terms=None, **words)
    assert not OutgoingMail.objects.exists()


def test_each_side_gets_a_link_of_its_own() -> None:
    conversation = a_conversation(listing=an_ad())
    poster = conversation.listing.poster
    assert poster is not None
    for author in (conversation.reader, poster):
        send_message(conversation=conversation, author=author, text="Hello")
    links = {re.findall(r"https?://\S+", mail.text)[-1] for mail in OutgoingMail.objects.all()}
    assert len(links) == 2


def test_nobody_begins_very_many_conversations_a_day() -> None:
    reader = a_user()
    for _ in range(30):
        a_conversation(reader=reader)
    listing = an_ad()
    with pytest.raises(ListingsError, match="very many conversations"):
        start_conversation(listing=listing, reader=reader, text="Buy my things")
    assert Conversation.objects.filter(reader=reader).count() == 30
    Conversation.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert start_conversation(listing=listing, reader=reader, text="Is it there?").pk


class TestHeaders(TestCase):
    """Whatever people call themselves, their ads and their words, a mail has one sender, one receiver, one subject."""

    @given(name=st.text(max_size=80), title=st.text(min_size=1, max_size=60), text=st.text(min_size=1, max_size=200))
    def test_nothing_that_is_typed_becomes_a_header(self, name: str, title: str, text: str) -> None:
        conversation = a_conversation(listing=an_ad(), reader=a_user(email=READER, display_name=name.replace("\0", "")))
        conversation.listing.title = title.replace("\0", "")
        try:
            send_message(conversation=conversation, author=conversation.reader, text=text)
        except ListingsError:
            return
        outbox.outbox = []
        deliver(mail_id=OutgoingMail.objects.latest("id").pk)
        (sent,) = outbox.outbox
        parsed = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert sorted(parsed.keys()) == sorted({"Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date",
                                                "From", "MIME-Version", "Message-ID", "Subject", "To"})  # fmt: skip
        assert sent.recipients() == [POSTER]
        assert parsed["To"].addresses[0].addr_spec == POSTER
        ((_, address),) = getaddresses([str(parsed["From"])])
        assert address == f"{conversation.reader_alias}@{settings.RELAY_DOMAIN}"


def test_nobody_floods_mailboxes_with_messages() -> None:
    conversation = a_conversation()
    Message.objects.bulk_create(
        Message(conversation=conversation, author=conversation.reader, text="x") for _ in range(60)
    )
    with pytest.raises(ListingsError, match="very many messages"):
        send_message(conversation=conversation, author=conversation.reader, text="One more")
    with pytest.raises(ListingsError, match="very many messages"):
        start_conversation(listing=an_ad(), reader=conversation.reader, text="And elsewhere")
    assert not OutgoingMail.objects.exists()
    Message.objects.update(created_at=timezone.now() - timedelta(hours=2))
    send_message(conversation=conversation, author=conversation.reader, text="Later")


def test_a_closed_account_writes_neither_by_link_nor_by_mail_nor_anew() -> None:
    conversation = start_conversation(listing=an_ad(), reader=ensure_user(email=READER), text="Is it there?")
    close_account(user=User.objects.get(email=READER), closed_by=a_user())
    with pytest.raises(ListingsError, match="This account is closed"):
        send_message(conversation=conversation, author=conversation.reader, text="And now?")  # as its page read it
    raw = f"From: {READER}\r\nTo: x\r\nMessage-ID: <1@example.org>\r\n\r\nBy mail".encode()
    with pytest.raises(ListingsError, match="This account is closed"):
        receive_mail(raw=raw, recipient=f"{conversation.poster_alias}@{settings.RELAY_DOMAIN}")
    pending = ask_to_contact(listing=conversation.listing, email=READER, display_name="Rosa", text="Another one?")
    with pytest.raises(ListingsError, match="This account is closed"):
        confirm_contact(token=make_token("contact", str(pending.pk)))
    assert Message.objects.count() == Conversation.objects.count() == 1

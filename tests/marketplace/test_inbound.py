"""Mail that a mail server hands over by HTTP: signed, or not read."""

import hashlib
import hmac
import time
from email.message import EmailMessage

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from haven.listings.actions.message_mail import masked_address
from haven.listings.actions.relay import LARGEST_MAIL
from haven.listings.models import Conversation, Message
from tests.factories import a_conversation, a_listing, a_user

pytestmark = pytest.mark.django_db
SECRET = "s" * 40
READER = "rosa@example.org"


@pytest.fixture
def thread(settings: Settings) -> Conversation:
    settings.INBOUND_SECRET = SECRET
    return a_conversation(listing=a_listing(poster=a_user()), reader=a_user(email=READER))


def a_mail(text: str = "Is it still there?", message_id: str = "<1@example.org>") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = READER, message_id
    mail.set_content(text)
    return mail.as_bytes()


def handed_over(
    thread: Conversation, raw: bytes, *, secret: str = SECRET, at: float = 0, to: str = ""
) -> tuple[int, str]:
    """Status and body of a call made `at` seconds from now, signed as docs/operate.md says."""
    poster = thread.listing.poster
    assert poster
    recipient = to or masked_address(thread, poster)
    moment = str(int(time.time() + at))
    digest = hmac.new(secret.encode(), f"{moment}.{recipient}.".encode() + raw, hashlib.sha256).hexdigest()
    answer = Client(enforce_csrf_checks=True).post(
        "/inbound/mail/",
        raw,
        content_type="message/rfc822",
        headers={"haven-recipient": recipient, "haven-signature": f"t={moment},v1={digest}"},
    )
    return answer.status_code, answer.content.decode()


def test_a_signed_mail_becomes_a_message(thread: Conversation) -> None:
    status, _ = handed_over(thread, a_mail())
    assert status == 202
    message = Message.objects.get()
    assert (message.text, message.by_mail, message.author.email) == ("Is it still there?", True, READER)


def test_what_is_handed_over_twice_is_one_message(thread: Conversation) -> None:
    assert [handed_over(thread, a_mail())[0] for _ in range(3)] == [202] * 3
    assert Message.objects.count() == 1
    assert handed_over(thread, a_mail(message_id="<2@example.org>"))[0] == 202
    assert Message.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"secret": "x" * 40}, {"at": -400}, {"at": 400}])
def test_what_is_not_signed_now_with_the_secret_is_not_read(thread: Conversation, wrong: dict[str, float]) -> None:
    assert handed_over(thread, a_mail(), **wrong)[0] == 401  # type: ignore[arg-type]
    assert not Message.objects.exists()


@pytest.mark.parametrize("signature", ["", "t=1", "v1=00", "t=x,v1=" + "0" * 64, "t=99999999999999,v1=" + "0" * 64])
def test_what_is_no_signature(thread: Conversation, signature: str) -> None:
    answer = Client().post(
        "/inbound/mail/", a_mail(), content_type="message/rfc822", headers={"haven-signature": signature}
    )
    assert answer.status_code == 401


def test_a_signature_is_for_one_mail_and_one_address(thread: Conversation) -> None:
    moment, to = str(int(time.time())), "nobody@relay.localhost"
    digest = hmac.new(SECRET.encode(), f"{moment}.{to}.".encode() + a_mail(), hashlib.sha256).hexdigest()
    signed = {"haven-recipient": to, "haven-signature": f"t={moment},v1={digest}"}
    poster = thread.listing.poster
    assert poster
    for raw, change in ((a_mail("Other words"), {}), (a_mail(), {"haven-recipient": masked_address(thread, poster)})):
        answer = Client().post("/inbound/mail/", raw, content_type="message/rfc822", headers=signed | change)
        assert answer.status_code == 401


def test_a_mail_for_nobody_says_why_it_bounces(thread: Conversation) -> None:
    status, body = handed_over(thread, a_mail(), to="nobody@relay.localhost")
    assert status == 422
    assert "No conversation has this address" in body


def test_too_large_is_refused_before_it_is_read(thread: Conversation) -> None:
    assert handed_over(thread, b"x" * (LARGEST_MAIL + 1))[0] == 413


def test_without_a_secret_there_is_no_such_entry(thread: Conversation, settings: Settings) -> None:
    settings.INBOUND_SECRET = ""
    assert handed_over(thread, a_mail())[0] == 404
    assert Client().get("/inbound/mail/").status_code == 405

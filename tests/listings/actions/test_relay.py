"""Mail that comes in at a masked address: taken from the right person, cut to the new words, or refused."""

import io
import re
import time
from email.message import EmailMessage

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import ExifTags, Image

from haven.accounts.models import User
from haven.listings.actions.conversations import block_conversation, send_message
from haven.listings.actions.message_mail import REPLY_ABOVE, masked_address
from haven.listings.actions.relay import LARGEST_MAIL, receive_mail
from haven.listings.errors import ListingsError
from haven.listings.models import Conversation, Listing, ListingState, Message
from haven.listings.models.conversation import AFTER_THE_END
from haven.mail.models import OutgoingMail
from tests.factories import a_conversation, a_former_address, a_listing, a_picture_file, a_user

READER, POSTER = "rosa.secret@example.org", "lena.secret@example.org"
QUOTED = f'> {REPLY_ABOVE}\r\n>\r\n> Lena writes about "Oak table":\r\n> Yes, it is still there.\r\n'


def a_thread() -> Conversation:
    poster, reader = a_user(email=POSTER, display_name="Lena"), a_user(email=READER, display_name="Rosa")
    return a_conversation(listing=a_listing(poster=poster), reader=reader)


def poster_of(thread: Conversation) -> User:
    assert thread.listing.poster is not None
    return thread.listing.poster


def a_mail(text: str = "When can I come?\r\n", *, sender: str = f"Rosa <{READER}>", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["Subject"] = "Re: Message about: Oak table"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def received(thread: Conversation, mail: EmailMessage | bytes, to: str = "") -> Message:
    """The reader's mail to the poster's alias."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    return receive_mail(raw=raw, recipient=to or masked_address(thread, poster_of(thread)))


@pytest.mark.django_db
def test_both_sides_answer_by_mail() -> None:
    thread = a_thread()
    message = received(thread, a_mail())
    assert (message.author, message.text, message.by_mail) == (thread.reader, "When can I come?", True)
    assert OutgoingMail.objects.latest("id").recipient == POSTER
    answer = received(
        thread, a_mail("At six.", sender=POSTER.upper()), to=masked_address(thread, thread.reader).upper()
    )
    assert (answer.author, answer.text) == (poster_of(thread), "At six.")
    assert OutgoingMail.objects.latest("id").recipient == READER


QUOTES = {
    "our line": f"{REPLY_ABOVE}\r\n\r\nLena writes:\r\n\r\nYes.\r\n",
    "quoted with marks": f"\r\nOn Mon, 4 Nov 2024 at 10:00, Lena via Haven <ALIAS> wrote:\r\n{QUOTED}",
    "attribution on two lines": f"\r\nOn Mon, 4 Nov 2024 at 10:00, Lena via Haven <\r\nALIAS> wrote:\r\n\r\n{QUOTED}",
    "in German": f"\r\nAm 04.11.24 um 10:00 schrieb Lena via Haven:\r\n{QUOTED}",
    "marks only": "\r\n> Yes, it is still there.\r\n>\r\n",
    "outlook": f"\r\n__________________\r\nFrom: Lena via Haven <ALIAS>\r\nSent: Monday, 4 November 2024\r\n"
    f"To: Rosa <{READER}>\r\nSubject: Message about: Oak table\r\n\r\n{REPLY_ABOVE}\r\nYes.\r\n",
    "older outlook": f"\r\n-----Original Message-----\r\nFrom: Lena [mailto:ALIAS]\r\nTo: {READER}\r\n\r\nYes.",
}


@pytest.mark.django_db
@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES.keys())
def test_only_the_new_words_are_kept(quote: str) -> None:
    thread = a_thread()
    alias = masked_address(thread, poster_of(thread))
    text = f"Hello Lena,\r\n\r\nwhen can I come? Two things:\r\n1. Tuesday\r\n2. Friday\r\n\r\nRosa\r\n{quote}"
    message = received(thread, a_mail(text.replace("ALIAS", alias)))
    assert message.text == "Hello Lena,\n\nwhen can I come? Two things:\n1. Tuesday\n2. Friday\n\nRosa"


@pytest.mark.django_db
def test_words_that_end_in_a_colon_stay_where_nothing_is_quoted() -> None:
    assert received(a_thread(), a_mail("Call me, my hours are:")).text == "Call me, my hours are:"


@pytest.mark.django_db
def test_the_real_address_of_the_writer_is_never_passed_on() -> None:
    thread = a_thread()
    text = f"See you!\n\nRosa Lind <{READER.title()}>\nmailto:{READER}\n"
    message = received(thread, a_mail(text, Reply_To=READER, Sender=READER, X_Original=READER))
    assert READER not in message.text.lower()
    mail = OutgoingMail.objects.latest("id")
    assert READER not in f"{mail.text}{mail.sender}{mail.subject}".lower()
    assert "See you!" in message.text


@pytest.mark.django_db
def test_nor_is_an_address_that_they_had_before() -> None:
    """A signature lives longer than an address."""
    thread = a_thread()
    a_former_address(user=thread.reader, email="rosa.before@example.org")
    message = received(thread, a_mail("See you!\n\nRosa, rosa.before@example.org\n"))
    assert "rosa.before" not in message.text


@pytest.mark.django_db
def test_a_quoted_link_to_the_writers_own_seat_is_not_passed_on() -> None:
    thread = a_thread()
    send_message(conversation=thread, author=poster_of(thread), text="Yes, it is still there.")
    told = OutgoingMail.objects.latest("id").text
    link = re.findall(r"https?://\S+", told)[-1]
    message = received(thread, a_mail(f"Good.\n\n{told.replace(REPLY_ABOVE, '')}"))
    assert link not in message.text
    assert link.rstrip("/").rpartition("/")[2] not in message.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sender", ["mallory@example.org", f'"{READER}" <mallory@example.org>', POSTER, "", f"{READER}.example", "Rosa"]
)
def test_only_the_other_side_writes_to_an_alias(sender: str) -> None:
    thread = a_thread()
    with pytest.raises(ListingsError, match="other side"):
        received(thread, a_mail(sender=sender))
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to", ["nobody@{domain}", "{alias}@elsewhere.example", "{alias}", "", "@{domain}", "\x00@{domain}"]
)
def test_unknown_addresses(to: str) -> None:
    thread = a_thread()
    address = to.format(domain=settings.RELAY_DOMAIN, alias=thread.poster_alias)
    with pytest.raises(ListingsError):
        receive_mail(raw=a_mail().as_bytes(), recipient=address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "auto-replied"}, {"Auto_Submitted": "auto-generated; x=y"}, {"Precedence": "bulk"}]
)
def test_answering_machines_do_not_talk_to_each_other(headers: dict[str, str]) -> None:
    with pytest.raises(ListingsError, match="machine"):
        received(a_thread(), a_mail("I am on holiday.", **headers))


@pytest.mark.django_db
def test_a_person_may_say_that_they_are_no_machine() -> None:
    assert received(a_thread(), a_mail("Hello", Auto_Submitted="no")).text == "Hello"


@pytest.mark.django_db
def test_headers_cannot_be_smuggled_in() -> None:
    thread = a_thread()
    raw = a_mail().as_bytes().replace(b"Subject: ", b"Subject: x\r\nBcc: everyone@example.org\r\nX-Old: ")
    message = received(thread, raw)
    mail = OutgoingMail.objects.latest("id")
    assert message.text == "When can I come?"
    assert mail.recipient == POSTER
    assert "everyone" not in f"{mail.subject}{mail.text}{mail.sender}"
    assert received(thread, a_mail("Hello\r\n\r\nBcc: x@example.org")).text == "Hello\n\nBcc: x@example.org"
    assert "\n" not in OutgoingMail.objects.latest("id").subject


@pytest.mark.django_db
def test_what_is_too_large() -> None:
    thread = a_thread()
    with pytest.raises(ListingsError, match="too large"):
        received(thread, a_mail().as_bytes() + b"x" * LARGEST_MAIL)
    with pytest.raises(ListingsError, match="too long"):
        received(thread, a_mail("x " * 3000))


HOSTILE = {
    "parameters": b"Content-Type: text/plain; " + b"a=b;" * 200_000 + b"\r\n\r\nx",
    "folded": b"Content-Type: text/plain;" + b"\r\n a=b;" * 200_000 + b"\r\n\r\nx",
    "many": b"X-One: yes\r\n" * 20_000 + b"\r\nx",
    "nested mails": b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x",
}


@pytest.mark.django_db
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_headers_made_to_keep_the_parser_busy_are_refused_at_once(words: bytes) -> None:
    thread = a_thread()
    begun = time.monotonic()
    with pytest.raises(ListingsError, match="cannot be read"):
        received(thread, f"From: {READER}\r\n".encode() + words)
    assert time.monotonic() - begun < 10


@pytest.mark.django_db
def test_more_parts_than_a_person_sends_are_not_parsed() -> None:
    head = f"From: {READER}\r\nContent-Type: multipart/mixed; boundary=b\r\n".encode()
    with pytest.raises(ListingsError, match="too large"):
        received(a_thread(), head + b"\r\n--b" * 100_000)


@pytest.mark.django_db
def test_other_attachments_and_html_are_left_behind_and_said_so() -> None:
    mail = a_mail("Hello")
    mail.add_alternative("<p>Hello <img src='https://tracker.example/x'></p>", subtype="html")
    mail.add_attachment(b"\x7fELF", maintype="application", subtype="octet-stream", filename="table.exe")
    mail.add_attachment(b"MZ" * 50, maintype="image", subtype="jpeg", filename="liar.jpg")
    message = received(a_thread(), mail)
    assert (message.text, message.left_out, message.photos.count()) == ("Hello", 2, 0)
    assert "2 attachments of the mail were left out" in OutgoingMail.objects.latest("id").text


@pytest.mark.django_db
def test_photos_come_along_re_encoded_and_without_what_hides_in_them() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "A camera that says where it was"
    hidden = a_picture_file(exif=exif).read() + b"<?php system($_GET[0]); ?>"
    mail = a_mail("Here is the table.")
    mail.add_attachment(hidden, maintype="image", subtype="jpeg", filename="../../etc/passwd.jpg")
    mail.add_attachment(hidden, maintype="application", subtype="octet-stream", filename="again.bin")
    message = received(a_thread(), mail)
    assert (message.text, message.left_out, message.photos.count()) == ("Here is the table.", 0, 2)
    for photo in message.photos.all():
        with default_storage.open(photo.path(1600)) as file:
            stored = file.read()
        assert b"php" not in stored
        assert not Image.open(io.BytesIO(stored)).getexif()
        assert len(photo.sha256) == 64


@pytest.mark.django_db
def test_a_mail_may_be_a_photo_and_nothing_else() -> None:
    mail = EmailMessage()
    mail["From"] = READER
    mail.set_content(a_picture_file().read(), maintype="image", subtype="jpeg")
    message = received(a_thread(), mail)
    assert (message.text, message.photos.count()) == ("", 1)


@pytest.mark.django_db
def test_more_photos_than_a_message_carries_are_left_out() -> None:
    mail = a_mail("Many")
    for i in range(8):
        mail.add_attachment(a_picture_file().read(), maintype="image", subtype="jpeg", filename=f"{i}.jpg")
    message = received(a_thread(), mail)
    assert (message.photos.count(), message.left_out) == (6, 2)


@pytest.mark.django_db
def test_a_mail_that_is_delivered_twice_is_one_message() -> None:
    thread, mail = a_thread(), a_mail()
    assert received(thread, mail) == received(thread, mail)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_the_addresses_die_with_the_ad() -> None:
    thread = a_thread()
    thread.listing.become(ListingState.SOLD)
    assert received(thread, a_mail("Thank you!")).text == "Thank you!"
    Listing.objects.update(ended_at=timezone.now() - AFTER_THE_END)
    with pytest.raises(ListingsError, match="ad is over"):
        received(thread, a_mail("Hello again"))
    Listing.objects.update(state=ListingState.REMOVED, cleared=None, ended_at=timezone.now())
    with pytest.raises(ListingsError, match="ad is over"):
        received(thread, a_mail("And again"))
    Listing.objects.update(state=ListingState.HELD, ended_at=None)
    assert received(thread, a_mail("A moderator looks at it")).pk


@pytest.mark.django_db
def test_a_mail_without_words_is_refused() -> None:
    calendar = EmailMessage()
    calendar["From"] = READER
    calendar.set_content("BEGIN:VCALENDAR", subtype="calendar")
    for mail in (calendar, a_mail(""), a_mail(QUOTED), a_mail(" \r\n\r\n"), b"", b"\x00" * 100):
        with pytest.raises(ListingsError):
            received(a_thread() if not Conversation.objects.exists() else Conversation.objects.get(), mail)


@pytest.mark.django_db
def test_a_blocked_thread_takes_no_mail() -> None:
    thread = a_thread()
    block_conversation(conversation=thread, by=poster_of(thread))
    with pytest.raises(ListingsError, match="ended"):
        received(thread, a_mail())


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["latin-1", "utf-8", "iso-8859-15", "koi8-r"])
def test_charsets(charset: str) -> None:
    mail = EmailMessage()
    mail["From"] = READER
    mail.set_content("Привет" if charset == "koi8-r" else "Schöne Grüße", charset=charset, cte="base64")
    assert received(a_thread(), mail).text in {"Schöne Grüße", "Привет"}


@pytest.mark.django_db
def test_a_charset_that_nobody_knows_is_refused() -> None:
    raw = f"From: {READER}\nContent-Type: text/plain; charset=klingon\n\nHello\n".encode()
    with pytest.raises(ListingsError):
        received(a_thread(), raw)


class TestFuzz(TestCase):
    """Hypothesis and the database go together in a `TestCase` only."""

    @given(st.data())
    def test_no_mail_breaks_the_relay(self, data: st.DataObject) -> None:
        thread = a_thread()
        mail = a_mail("Hello\r\n")
        mail.add_alternative("<p>Hello</p>", subtype="html")
        raw = bytearray(mail.as_bytes())
        for _ in range(data.draw(st.integers(0, 6))):
            at = data.draw(st.integers(0, len(raw)))
            raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=12))
        try:
            message = received(thread, bytes(raw))
        except ListingsError:
            return
        assert message.text
        assert READER not in message.text.lower()


HTML_MAIL = """<html><head><title>Re</title><style>p {color: red}</style></head><body><div>Is it <b>still</b>
there?</div><p>Yours<br>Rosa &amp; Kim</p><script>steal()</script><!-- noted --><p>On Monday Lena wrote:</p>
<blockquote><p>Yes, it is.</p><blockquote>deeper</blockquote></blockquote></body></html>"""


@pytest.mark.django_db
def test_a_mail_that_is_html_alone_is_read_without_what_it_quotes() -> None:
    mail = a_mail()
    mail.set_content(HTML_MAIL, subtype="html")
    assert received(a_thread(), mail).text == "Is it still there?\nYours\nRosa & Kim"


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "<!-- -->", "<blockquote>all of it is quoted</blockquote>"])
def test_a_mail_of_markup_without_words_is_refused(page: str) -> None:
    mail = a_mail()
    mail.set_content(page or "<p></p>", subtype="html")
    with pytest.raises(ListingsError):
        received(a_thread(), mail)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Schöne Grüße — até já".encode(), "Schöne Grüße — até já"),
        ("Größe 50 € café".encode("cp1252"), "Größe 50 € café"),
    ],
)
def test_letters_of_a_mail_that_names_no_encoding_are_kept(body: bytes, text: str) -> None:
    raw = f"From: {READER}\r\nSubject: Re\r\n\r\n".encode() + body + b"\r\n"
    assert received(a_thread(), raw).text == text

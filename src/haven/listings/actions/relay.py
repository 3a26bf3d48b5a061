"""Mail that came in at a masked address becomes a message in the thread."""

import hashlib
import io
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from haven.accounts.models import User
from haven.listings.actions.conversations import MOST_PHOTOS, send_message
from haven.listings.actions.mail_words import words_of
from haven.listings.actions.quarantining import quarantine_if_known
from haven.listings.errors import BadPhoto, ListingsError
from haven.listings.links import absolute
from haven.listings.models import Conversation, Message
from haven.listings.pictures import Picture, encode

LARGEST_MAIL = 25 * 2**20  # with photos; what mail servers take by default
_MOST_PARTS = 500  # each costs the parser memory many times its size
_SMALLEST_PHOTO = 48  # pixels: below are the ornaments of signatures
# The standard library's parser of headers takes time with the square of their length, minutes for a megabyte
_LONGEST_HEADER, _MOST_HEADERS = 8 * 2**10, 128 * 2**10
_HEADER = re.compile(rb"^[\w-]+:.*(?:\n[ \t].*)*", re.MULTILINE)
_UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)  # what that parser lets through
_BY_MACHINE = {"bulk", "junk", "auto_reply", "list"}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What came with the words of a mail: photos, re-encoded, and how many other things were left out."""

    photos: tuple[Picture, ...] = ()
    left_out: int = 0


@transaction.atomic
def receive_mail(*, raw: bytes, recipient: str) -> Message:
    """Take a mail (RFC 5322 bytes) for a masked address; words and photos of the reply are kept, never its headers.

    A mail that is delivered again is the message that it became the first time.

    Raises:
        ListingsError: unknown address, a sender who is not the other side, written by a machine, too large, or nothing
            in it.
    """
    if len(raw) > LARGEST_MAIL or raw.count(b"\n--") > _MOST_PARTS:
        raise ListingsError("The mail is too large.")
    headers = [len(header) for header in _HEADER.findall(raw)]
    if max(headers, default=0) > _LONGEST_HEADER or sum(headers) > _MOST_HEADERS:
        raise ListingsError("The mail cannot be read.")
    conversation, alias = _conversation_at(recipient)
    author = conversation.listing.poster if alias == conversation.reader_alias else conversation.reader
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        senders = {address.lower() for _, address in getaddresses([str(mail.get("From", ""))])}
        by_machine = is_by_machine(mail)
        digest = hashlib.sha256(str(mail.get("Message-ID", "")).strip().encode("utf-8", "replace") or raw).hexdigest()
    except _UNREADABLE:
        raise ListingsError("The mail cannot be read.") from None
    if author is None or author.email not in senders:
        raise ListingsError("Only the other side of the conversation can write to this address.")
    if by_machine:
        raise ListingsError("The mail was written by a machine.")
    known = Message.objects.filter(conversation=conversation, mail_digest=digest).first()
    if known is not None:
        return known
    try:
        enclosed = _without_known(_enclosed_in(mail), conversation, author)
        text = words_of(mail, may_be_empty=bool(enclosed.photos))
    except _UNREADABLE:
        raise ListingsError("The mail cannot be read.") from None
    return send_message(
        conversation=conversation,
        author=author,
        text=_masked(text, author),
        by_mail=True,
        photos=enclosed.photos,
        left_out=enclosed.left_out,
        mail_digest=digest,
    )


def _without_known(enclosed: Enclosed, conversation: Conversation, author: User) -> Enclosed:
    """The same without pictures that are in a hash bank, which are quarantined."""
    listing = conversation.listing
    photos = [one for one in enclosed.photos if not quarantine_if_known(picture=one, listing=listing, person=author)]
    return Enclosed(tuple(photos), enclosed.left_out + len(enclosed.photos) - len(photos))


def is_by_machine(mail: EmailMessage) -> bool:
    """Whether an answering machine or a list sent it (RFC 3834): two of them would answer each other for ever."""
    submitted = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    return submitted != "no" or str(mail.get("Precedence", "")).strip().lower() in _BY_MACHINE


def _enclosed_in(mail: EmailMessage) -> Enclosed:
    """The photos of a mail, re-encoded as those of ads are; everything else that is no text of the mail is counted.

    The ornaments of signatures are neither. What calls itself a photo and is none is left out.
    """
    photos: list[Picture] = []
    left_out = 0
    texts = {id(part) for part in (mail.get_body(("plain",)), mail.get_body(("html",))) if part is not None}
    for part in mail.walk():
        if part.is_multipart() or id(part) in texts or part.get_content_maintype() == "multipart":
            continue
        if part.get_content_maintype() == "text" and not part.is_attachment():
            continue
        picture = _picture(part) if len(photos) < MOST_PHOTOS else None
        if picture is None:
            left_out += 1
        elif min(picture.width, picture.height) >= _SMALLEST_PHOTO:
            photos.append(picture)
    return Enclosed(tuple(photos), left_out)


def _picture(part: EmailMessage) -> Picture | None:
    """By what its bytes are: what a mail says of the type of a file is anybody's word."""
    data = part.get_payload(decode=True)
    try:
        return encode(io.BytesIO(data)) if isinstance(data, bytes) else None
    except BadPhoto:
        return None


def _masked(text: str, author: User) -> str:
    """Without what only the author may hold: addresses of theirs, and links that open the thread as theirs."""
    seat = absolute("marketplace:thread", "x").partition("x/")[0]
    text = re.sub(re.escape(seat) + r"\S*", "[link]", text)
    addresses = [author.email, *author.former_addresses.values_list("email", flat=True)]
    return re.sub("|".join(map(re.escape, addresses)), "[address]", text, flags=re.IGNORECASE)


def _conversation_at(recipient: str) -> tuple[Conversation, str]:
    """The conversation that has this masked address, and the address's local part."""
    alias, _, domain = recipient.strip().lower().partition("@")
    if domain != settings.RELAY_DOMAIN.lower():
        raise ListingsError(f"{domain or recipient!r} is not the relay's domain.")
    found = Conversation.objects.select_related("listing__poster", "reader")
    conversation = found.filter(Q(reader_alias=alias) | Q(poster_alias=alias)).first() if alias.isalnum() else None
    if conversation is None:
        raise ListingsError("No conversation has this address.")
    return conversation, alias

"""Mail that came in at a masked address becomes a message in the thread."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from haven.listings.actions.conversations import REPLY_ABOVE, send_message
from haven.listings.errors import ListingsError
from haven.listings.models import Conversation, Message

LARGEST_MAIL = 2 * 2**20


@transaction.atomic
def receive_mail(*, raw: bytes, recipient: str) -> Message:
    """Take a mail (RFC 5322 bytes) for a masked address; only the words of the reply are kept, never its headers.

    Raises:
        ListingsError: unknown address, a sender who is not the other side, too large, or no words in it.
    """
    if len(raw) > LARGEST_MAIL:
        raise ListingsError("The mail is too large.")
    local, _, domain = recipient.strip().lower().partition("@")
    if domain != settings.RELAY_DOMAIN.lower():
        raise ListingsError(f"{domain or recipient!r} is not the relay's domain.")
    conversation = (
        Conversation.objects.select_related("listing__poster", "reader")
        .filter(Q(reader_alias=local) | Q(poster_alias=local))
        .first()
    )
    if conversation is None:
        raise ListingsError("No conversation has this address.")
    mail = message_from_bytes(raw, policy=policy.default)
    author = conversation.listing.poster if local == conversation.reader_alias else conversation.reader
    senders = {address.lower() for _, address in getaddresses([str(mail.get("From", ""))])}
    if author is None or author.email not in senders:
        raise ListingsError("Only the other side of the conversation can write to this address.")
    return send_message(conversation=conversation, author=author, text=words_of(mail), by_mail=True)


def words_of(mail: EmailMessage) -> str:
    """The new words of a reply: its plain text above our line, without the quoted mail below."""
    body = mail.get_body(preferencelist=("plain",))
    if body is None:
        raise ListingsError("The mail has no plain text.")
    text = str(body.get_content()).split(REPLY_ABOVE)[0]
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(">") or lines[-1].rstrip().endswith(":")):
        lines.pop()
    return "\n".join(line for line in lines if not line.startswith(">")).strip()

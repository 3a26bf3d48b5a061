"""The mail that carries a message to the other side: masked sender, words, what to watch for, a way to stop it."""

from dataclasses import dataclass

from django.conf import settings

from haven.accounts.models import User
from haven.listings.links import absolute, make_token
from haven.listings.models import Conversation, Message
from haven.mail.actions import send_mail
from haven.screening.cautions import Caution, cautions_in
from haven.site.queries import site

REPLY_ABOVE = "-- Please write your reply above this line --"
_NOT_IN_A_SENDER = str.maketrans(dict.fromkeys('"\\<>()[]@,;:', " "))
_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Quoted:
    """A caution, and the words of the message that call for it."""

    caution: Caution
    words: str


def masked_address(conversation: Conversation, who: User) -> str:
    """The address that stands for one side; what is written to it reaches that side."""
    alias = conversation.reader_alias if who.pk == conversation.reader_id else conversation.poster_alias
    return f"{alias}@{settings.RELAY_DOMAIN}"


def mail_message(message: Message, to: User) -> None:
    """Queue the mail; part of the transaction that adds the message."""
    conversation = message.conversation
    token = make_token("thread", f"{conversation.pk}:{to.pk}")
    send_mail(
        to=to.email,
        sender=_sender(conversation, message.author),
        template="message",
        context={
            "site": site().name,
            "title": conversation.listing.title,
            "text": message.text,
            "photos": message.photos.count(),
            "left_out": message.left_out,
            "author": message.author.name,
            "cautions": quoted(message),
            "link": absolute("marketplace:thread", token),
            "stop": absolute("marketplace:stop", token),
            "above": REPLY_ABOVE,
        },
        topic=conversation.subject,
        language=to.language,
    )


def quoted(message: Message) -> list[Quoted]:
    """What to watch for in a message, each caution once with the first words that call for it."""
    first: dict[str, Quoted] = {}
    for warned in cautions_in(message.text, category=category_path(message.conversation)):
        words = " ".join(message.text[warned.start : warned.end].split())[:_LONGEST_QUOTE]
        first.setdefault(warned.slug, Quoted(warned.caution, words))
    return list(first.values())


def category_path(conversation: Conversation) -> str:
    """The category of the ad that is talked about; empty where it has none."""
    category = conversation.listing.category
    return category.path if category else ""


def _sender(conversation: Conversation, author: User) -> str:
    """The From of a relayed mail; no name can bring in another address."""
    name = f"{author.name} via {site().name}".translate(_NOT_IN_A_SENDER)
    return f'"{" ".join(name.split())}" <{masked_address(conversation, author)}>'

"""Reader and poster write to each other through Haven; neither learns the other's address."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.accounts.actions import accept_terms, claim_acceptances, ensure_user
from haven.accounts.models import Acceptance, User, tidy_name
from haven.ledger.actions import VISITOR, person, record
from haven.listings.actions.message_mail import mail_message
from haven.listings.actions.photos import store_message_photo
from haven.listings.errors import BadLink, ListingsError, TooOften, WrongState
from haven.listings.links import absolute, make_token, read_token
from haven.listings.models import Conversation, Listing, Message, PendingContact
from haven.listings.pictures import Picture
from haven.listings.text_limits import check_texts
from haven.mail.actions import send_mail
from haven.site.models import TermsVersion
from haven.site.queries import site
from haven.webhooks.announcing import announce
from haven.webhooks.models import Event

MOST_PHOTOS = 6  # in one message
_MOST_AN_HOUR = 60  # messages of one person, over all threads: each is a mail to somebody
_MOST_THREADS_A_DAY = 30  # begun by one reader; nobody asks about more things, who does has something to sell


@transaction.atomic
def ask_to_contact(
    *, listing: Listing, email: str, display_name: str, text: str, terms: TermsVersion | None = None
) -> PendingContact:
    """Keep a reader's first message and mail the link that sends it; `terms`: what the reader agreed to by it.

    The mail does not repeat the message: until the click, the address may be anyone's.

    Raises:
        WrongState: the ad is not live.
        ListingsError: nothing was written, or more than a message holds.
    """
    if not listing.is_public:
        raise WrongState(_("This ad is not live any more, so its poster cannot be reached."))
    pending = PendingContact(
        listing=listing, email=email.strip().lower(), display_name=tidy_name(display_name), text=_words(text)
    )
    check_texts(pending)
    pending.save()
    record(actor=VISITOR, action="contact.requested", subject=listing.subject)
    accept_terms(terms=terms, step=Acceptance.Step.CONTACT, subject=f"contact:{pending.pk}")
    link = absolute("marketplace:confirm_contact", make_token("contact", str(pending.pk)))
    context = {"site": site().name, "title": listing.title, "link": link}
    send_mail(to=pending.email, template="confirm_contact", context=context)
    return pending


def waiting_contact(*, token: str, lock: bool = False) -> PendingContact:
    """The message that waits for the click in its writer's mail.

    Raises:
        BadLink: the link is no good, or was used.
    """
    rows = PendingContact.objects.select_for_update() if lock else PendingContact.objects.all()
    pending = rows.filter(pk=int(read_token("contact", token))).first()
    if pending is None:
        raise BadLink(_("This link was used already. Your messages are in the mail that followed it."))
    return pending


@transaction.atomic
def confirm_contact(*, token: str) -> Conversation:
    """The click in the reader's mail: the address is proven and the message goes to the poster.

    Raises:
        BadLink: the link is no good, or was used.
        WrongState: the ad has ended meanwhile.
    """
    pending = waiting_contact(token=token, lock=True)
    reader = ensure_user(email=pending.email, display_name=pending.display_name, actor=VISITOR)
    conversation = start_conversation(listing=pending.listing, reader=reader, text=pending.text)
    claim_acceptances(subject=f"contact:{pending.pk}", who=reader, now=conversation.subject)
    pending.delete()
    return conversation


@transaction.atomic
def start_conversation(*, listing: Listing, reader: User, text: str, terms: TermsVersion | None = None) -> Conversation:
    """A known reader writes to the poster; a second start goes on in the first thread. `terms`: what they agreed to.

    Raises:
        WrongState: the ad is not live.
        ListingsError: it is the reader's own ad.
        TooOften: the reader has begun very many conversations today, or written very many messages.
    """
    if not listing.is_public:
        raise WrongState(_("This ad is not live any more, so its poster cannot be reached."))
    if listing.poster_id == reader.pk:
        raise ListingsError(_("This is your own ad."))
    conversation, new = Conversation.objects.get_or_create(listing=listing, reader=reader)
    if new:
        _not_too_many(
            Conversation.objects.filter(reader=reader),
            _MOST_THREADS_A_DAY + 1,  # with this one
            timedelta(days=1),
            _("You began very many conversations today. Wait until tomorrow, then begin another."),
        )
        record(actor=person(reader.pk), action="conversation.started", subject=conversation.subject)
    accept_terms(terms=terms, step=Acceptance.Step.CONTACT, subject=conversation.subject, who=reader)
    send_message(conversation=conversation, author=reader, text=text)
    return conversation


@transaction.atomic
def send_message(
    *,
    conversation: Conversation,
    author: User,
    text: str,
    by_mail: bool = False,
    photos: Sequence[Picture] = (),
    left_out: int = 0,
    mail_digest: str = "",
) -> Message:
    """Add a message to the thread and mail it to the other side under a masked address.

    Raises:
        ListingsError: neither words nor photos, or too much of either; not a party to the thread; it was ended, or its
            ad has been over too long.
        TooOften: the author has written very much in the last hour.
    """
    _still_open(conversation)
    if not User.objects.filter(pk=author.pk, is_active=True).exists():  # a link in a mail outlives an account
        raise ListingsError(_("This account is closed, so nothing can be written from it."))
    to = other_side(conversation, author)
    _not_too_many(
        Message.objects.filter(author=author),
        _MOST_AN_HOUR,
        timedelta(hours=1),
        _("You wrote very many messages in the last hour. Wait a while, then send this one again."),
    )
    if len(photos) > MOST_PHOTOS:
        raise ListingsError(_("A message carries at most %(most)s photos.") % {"most": MOST_PHOTOS})
    message = Message(
        conversation=conversation,
        author=author,
        text="" if photos and not text.strip() else _words(text),
        by_mail=by_mail,
        left_out=left_out,
        mail_digest=mail_digest,
    )
    check_texts(message)
    message.save()
    if not by_mail:
        author.note_language()
    for picture in photos:
        store_message_photo(message, picture)
    record(
        actor=person(author.pk), action="message.sent", subject=conversation.subject, message=message.pk,
        photos=len(photos), left_out=left_out,
    )  # fmt: skip
    mail_message(message, to)
    _announce(message, to)
    return message


def _announce(message: Message, to: User) -> None:
    """Tell the other side's programs; what it says only to those that were to be told."""
    conversation = message.conversation
    announce(
        to=to.pk,
        event=Event.MESSAGE_RECEIVED,
        data={"thread": conversation.pk, "message": message.pk, "ad": conversation.listing.code},
        content={"text": message.text, "author": message.author.name},
    )


@transaction.atomic
def block_conversation(*, conversation: Conversation, by: User) -> None:
    """End the thread: neither side can write in it any more."""
    other_side(conversation, by)
    conversation.blocked_by = by
    conversation.save(update_fields=["blocked_by"])
    record(actor=person(by.pk), action="conversation.blocked", subject=conversation.subject)


def other_side(conversation: Conversation, one: User) -> User:
    """Who `one` writes to.

    Raises:
        ListingsError: `one` is not in this conversation.
    """
    poster = conversation.listing.poster
    if one.pk == conversation.reader_id and poster is not None:
        return poster
    if poster is not None and one.pk == poster.pk:
        return conversation.reader
    raise ListingsError(_("You are not in this conversation."))


def _still_open(conversation: Conversation) -> None:
    """By the rows as they are now: what a page showed may be over."""
    conversation.refresh_from_db(fields=["blocked_by"])
    conversation.listing.refresh_from_db(fields=["state", "ended_at"])
    if conversation.blocked_by_id is not None:
        raise ListingsError(_("This conversation was ended."))
    if not conversation.is_open:
        raise ListingsError(_("The ad is over, and so are the addresses of this conversation."))


def _not_too_many(written: QuerySet[Any], most: int, within: timedelta, sentence: str) -> None:
    """Refuse one more where `most` were written within so long, until the oldest of those is older."""
    since = timezone.now() - within
    times = written.filter(created_at__gt=since).order_by("-created_at").values_list("created_at", flat=True)
    oldest = times[most - 1 : most].first()
    if oldest is not None:
        raise TooOften(sentence, wait=ceil((oldest - since).total_seconds()))


def _words(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise ListingsError(_("Write something first."))
    return text

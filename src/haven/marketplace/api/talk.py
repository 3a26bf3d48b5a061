"""Conversations as one of their two sides sees them. Addresses are masked, as everywhere."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Router, Schema, Status, UploadedFile

from haven.accounts.permissions import signed_in
from haven.api.authentication import needs
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.api.versions import stamp
from haven.listings.actions.conversations import MOST_PHOTOS, block_conversation, other_side, send_message
from haven.listings.actions.message_mail import masked_address
from haven.listings.errors import BadPhoto
from haven.listings.links import make_token
from haven.listings.models import Conversation
from haven.listings.pictures import Picture, encode
from haven.listings.veiling import veiled_title
from haven.marketplace.api.asking import WRONG, After, as_form, check
from haven.marketplace.bubbles import Bubble, bubbles
from haven.marketplace.forms.contact import ReplyForm, StopForm
from haven.marketplace.limits import may_add_photo
from haven.marketplace.views.managing import conversations_of
from haven.marketplace.views.threads import Seat, sit_down
from haven.notices.actions import report_conversation
from haven.notices.models import NoticeReason

router = Router(tags=["Messages"])
_READ, _WRITE = needs(Scope.MESSAGES_READ), needs(Scope.MESSAGES_WRITE)
_MOST = 50


class CautionOut(Schema):
    """What to watch for in the other side's words."""

    title: str
    advice: str


class MessageOut(Schema):
    """One message. Photos are private addresses, good for whoever has them."""

    id: int
    mine: bool
    author: str
    text: str
    photos: list[str]
    cautions: list[CautionOut]
    sent_at: datetime


class ThreadCardOut(Schema):
    """A conversation in a list: about which ad, with whom, and whether the two can still write."""

    id: int
    ad: str
    title: str
    other: str
    is_open: bool
    latest: datetime | None


class ThreadOut(ThreadCardOut):
    """A conversation with its latest messages, the oldest first; `before` is where the ones before are.

    Whoever writes a mail to `their_address` reaches the other side.
    """

    my_address: str
    their_address: str
    messages: list[MessageOut]
    before: str | None


class ThreadsOut(Schema):
    """Conversations, the latest begun first; `next` is where the next page is."""

    threads: list[ThreadCardOut]
    next: str | None


class ReplyIn(Schema):
    """One more message."""

    text: str


class StopIn(Schema):
    """Why the other side is reported."""

    reason: NoticeReason
    text: str = ""


@router.get("/my/threads", auth=_READ, response=ThreadsOut, summary="My conversations")
def threads(request: HttpRequest, after: After = 2**62) -> ThreadsOut:
    """As a reader and as a poster."""
    me = signed_in(request)
    rows = conversations_of(me).filter(pk__lt=after).annotate(latest=Max("messages__created_at")).order_by("-pk")
    found = list(rows[: _MOST + 1])
    following = f"{request.path}?after={found[_MOST - 1].pk}" if len(found) > _MOST else None
    cards = [_card(row, other_side(row, me).name, row.latest) for row in found[:_MOST]]
    return ThreadsOut(threads=[ThreadCardOut(**card) for card in cards], next=following)


@router.get(
    "/my/threads/{int:number}", auth=_READ, response=ThreadOut, summary="Read a conversation", url_name="talk_read"
)
def read(request: HttpRequest, response: HttpResponse, number: int, before: After | None = None) -> ThreadOut:
    """Where the other side's words call for caution, it is said beside them."""
    shown = thread_out(_seat(request, number), before)
    stamp(response, shown)
    return shown


@router.post(
    "/my/threads/{int:number}/messages", auth=_WRITE, response={201: ThreadOut}, summary="Write in a conversation"
)
def write(request: HttpRequest, number: int, message: ReplyIn) -> Status[ThreadOut]:
    """It goes to the other side by mail, too, under a masked address."""
    seat = _seat(request, number)
    form = ReplyForm(as_form(message.dict()))
    check(form)
    send_message(conversation=seat.conversation, author=seat.person, text=form.cleaned_data["text"])
    return Status(HTTPStatus.CREATED, thread_out(seat))


@router.post("/my/threads/{int:number}/photos", auth=_WRITE, response={201: ThreadOut}, summary="Send photos")
def send_photos(
    request: HttpRequest, number: int, photos: File[list[UploadedFile]], text: Form[str] = ""
) -> Status[ThreadOut]:
    """A message with photos, and words if there are any; what the files say of where they were taken is gone."""
    seat = _seat(request, number)
    form = ReplyForm(as_form({"text": text}), with_photos=True)
    check(form)
    pictures = _pictures(request, photos)
    send_message(conversation=seat.conversation, author=seat.person, text=form.cleaned_data["text"], photos=pictures)
    return Status(HTTPStatus.CREATED, thread_out(seat))


@router.post("/my/threads/{int:number}/end", auth=_WRITE, response=ThreadOut, summary="End a conversation")
def end(request: HttpRequest, number: int) -> ThreadOut:
    """For both sides."""
    seat = _seat(request, number)
    block_conversation(conversation=seat.conversation, by=seat.person)
    return thread_out(seat)


@router.post(
    "/my/threads/{int:number}/reports", auth=_WRITE, response={201: ThreadOut}, summary="Report the other side"
)
def report(request: HttpRequest, number: int, report: StopIn) -> Status[ThreadOut]:
    """A person looks at it; the conversation is ended for both. The case code comes by mail."""
    seat = _seat(request, number)
    form = StopForm(as_form(report.dict()))
    check(form)
    reason = NoticeReason(form.cleaned_data["reason"])
    report_conversation(conversation=seat.conversation, by=seat.person, reason=reason, text=form.cleaned_data["text"])
    return Status(HTTPStatus.CREATED, thread_out(_seat(request, number)))


def thread_out(seat: Seat, before: int | None = None) -> ThreadOut:
    """A conversation as the one who sits there sees it."""
    conversation, me = seat.conversation, seat.person
    said = bubbles(conversation, me, before=before, limit=_MOST + 1)
    shown = said[-_MOST:]
    earlier = reverse("api-1:talk_read", args=[conversation.pk]) if len(said) > _MOST else ""
    other = other_side(conversation, me)
    return ThreadOut(
        **_card(conversation, other.name, shown[-1].message.created_at if shown else None),
        my_address=masked_address(conversation, me),
        their_address=masked_address(conversation, other),
        messages=[_message(bubble, make_token("thread", f"{conversation.pk}:{me.pk}")) for bubble in shown],
        before=f"{earlier}?before={shown[0].message.pk}" if earlier else None,
    )


def _message(bubble: Bubble, token: str) -> MessageOut:
    message = bubble.message
    return MessageOut(
        id=message.pk,
        mine=bubble.is_mine,
        author=message.author.name,
        text=message.text,
        photos=[
            settings.SITE_URL + reverse("marketplace:message_photo", args=[token, photo.key, max(photo.widths)])
            for photo in message.photos.all()
        ],
        cautions=[CautionOut(title=caution.title, advice=caution.told) for caution in bubble.cautions],
        sent_at=message.created_at,
    )


def _card(conversation: Conversation, other: str, latest: datetime | None) -> dict[str, Any]:
    listing = conversation.listing
    return {
        "id": conversation.pk,
        "ad": listing.code,
        "title": veiled_title(listing.title),
        "other": other,
        "is_open": conversation.is_open,
        "latest": latest,
    }


def _pictures(request: HttpRequest, uploads: list[UploadedFile]) -> list[Picture]:
    if len(uploads) > MOST_PHOTOS:
        raise Problem(422, WRONG, {"photos": f"A message carries at most {MOST_PHOTOS} photos."})
    pictures = []
    for upload in uploads:
        if not may_add_photo(request):
            raise Problem(429, "Very many photos came from your connection. Wait an hour, then send the others.")
        try:
            pictures.append(encode(upload))
        except BadPhoto as error:
            raise Problem(422, WRONG, {"photos": f"{upload.name}: {error}"}) from None
    return pictures


def _seat(request: HttpRequest, number: int) -> Seat:
    return sit_down(min(number, 2**62), signed_in(request).pk, "")

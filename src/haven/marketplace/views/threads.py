"""A conversation as one of its two sides sees it: read, go on, report, end. The link from the mail is the right."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.models import User
from haven.listings.actions.conversations import MOST_PHOTOS, block_conversation, other_side, send_message
from haven.listings.actions.message_mail import masked_address
from haven.listings.actions.quarantining import refuse_known
from haven.listings.errors import BadLink, BadPhoto, ListingsError
from haven.listings.links import check_owner, read_token
from haven.listings.models import Conversation, MessagePhoto
from haven.listings.pictures import Picture, encode
from haven.marketplace.bubbles import bubbles
from haven.marketplace.forms.contact import ReplyForm, StopForm
from haven.marketplace.limits import may_add_photo
from haven.marketplace.meeting import meeting_hint
from haven.notices.actions import report_conversation
from haven.notices.errors import NoticesError
from haven.notices.models import NoticeReason


@dataclass(frozen=True, slots=True)
class Seat:
    """One side of a conversation: who sits there, and the token that proved it."""

    conversation: Conversation
    person: User
    token: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def thread(request: HttpRequest, token: str) -> HttpResponse:
    """The conversation as one side sees it, and a form to go on."""
    try:
        seat = take_seat(token)
    except BadLink as error:
        return _bad_link(request, error)
    with_photos = bool(request.FILES.getlist("photos"))
    form = ReplyForm(request.POST if request.method == "POST" else None, with_photos=with_photos)
    if form.is_bound and form.is_valid():
        try:
            send_message(
                conversation=seat.conversation,
                author=seat.person,
                text=form.cleaned_data["text"],
                photos=_photos(request, seat),
            )
            return redirect("marketplace:thread", token)
        except ListingsError as error:
            form.add_error(None, str(error))
    status = 422 if form.errors else 200
    return render(request, "marketplace/contact/thread.html", _context(seat, form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in every mail leads: one button reports and ends the conversation, another only ends it."""
    try:
        seat = take_seat(token)
        form = StopForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            notice = report_conversation(
                conversation=seat.conversation,
                by=seat.person,
                reason=NoticeReason(form.cleaned_data["reason"]),
                text=form.cleaned_data["text"],
            )
            messages.success(
                request, _("Thank you. A person will look at it. The conversation is ended for both of you.")
            )
            return redirect("marketplace:case", notice.case_code)
    except BadLink as error:
        return _bad_link(request, error)
    except (ListingsError, NoticesError) as error:
        form.add_error(None, str(error))
    context = {"seat": seat, "other": other_side(seat.conversation, seat.person), "form": form, "token": token}
    return render(request, "marketplace/contact/stop.html", context, status=422 if form.errors else 200)


@require_POST
def block(request: HttpRequest, token: str) -> HttpResponse:
    """End the conversation for both sides."""
    try:
        seat = take_seat(token)
        block_conversation(conversation=seat.conversation, by=seat.person)
    except BadLink as error:
        return _bad_link(request, error)
    messages.success(request, _("The conversation is ended. Neither of you can write in it any more."))
    return redirect("marketplace:thread", token)


@require_safe
def photo(request: HttpRequest, token: str, key: str, width: int) -> HttpResponseBase:
    """A photo of a message, for the two who are in the conversation."""
    try:
        seat = take_seat(token)
    except BadLink as error:
        return _bad_link(request, error)
    sent = get_object_or_404(MessagePhoto, key=key, message__conversation=seat.conversation)
    try:
        file = (settings.MEDIA_ROOT / sent.path(width)).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def take_seat(token: str) -> Seat:
    """The conversation and the side that a link from a mail stands for.

    Raises:
        BadLink: altered or too old.
        Http404: the conversation or the person is gone.
    """
    conversation_id, _, person_id = read_token("thread", token).partition(":")
    seat = sit_down(int(conversation_id), int(person_id), token)
    check_owner(token, seat.person)
    return seat


def sit_down(conversation_id: int, person_id: int, token: str) -> Seat:
    """The side of a conversation that a person has.

    Raises:
        Http404: there is no such conversation, the person has no part in it, or one of the two is gone.
    """
    rows = Conversation.objects.select_related(
        "listing__poster", "listing__cleared__revision", "listing__place", "listing__category__parent", "reader"
    )
    conversation = get_object_or_404(rows, pk=conversation_id)
    person = next((p for p in (conversation.reader, conversation.listing.poster) if p and p.pk == person_id), None)
    if person is None or not (conversation.reader.is_active and other_side(conversation, person).is_active):
        raise Http404  # one of the two was erased
    return Seat(conversation, person, token)


def _photos(request: HttpRequest, seat: Seat) -> list[Picture]:
    """The uploaded photos, re-encoded.

    Raises:
        ListingsError: one is no photo, or there are too many; nothing is sent then.
    """
    uploads = request.FILES.getlist("photos")
    if len(uploads) > MOST_PHOTOS:
        raise ListingsError(
            _("A message carries at most %(most)s photos. Choose fewer; your words are kept.") % {"most": MOST_PHOTOS}
        )
    pictures = []
    for upload in uploads:
        if not may_add_photo(request):
            raise ListingsError(_("Very many photos came from your connection. Wait an hour, then send the others."))
        try:
            picture = encode(upload)
            refuse_known(picture=picture, listing=seat.conversation.listing, person=seat.person)
            pictures.append(picture)
        except BadPhoto as error:
            raise ListingsError(
                f"{upload.name}: {error} " + _("Your words are kept; choose the photos again.")
            ) from None
    return pictures


def _bad_link(request: HttpRequest, error: BadLink) -> HttpResponse:
    return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)


def _context(seat: Seat, form: ReplyForm) -> dict[str, object]:
    conversation, listing = seat.conversation, seat.conversation.listing
    other = other_side(conversation, seat.person)
    return {
        "conversation": conversation,
        "listing": listing,
        "photo": listing.cleared.revision.shown_photos.select_related("photo").first() if listing.cleared else None,
        "said": bubbles(conversation, seat.person),
        "me": seat.person,
        "other": other,
        "is_poster": seat.person.pk == listing.poster_id,
        "my_address": masked_address(conversation, seat.person),
        "their_address": masked_address(conversation, other),
        "hint": meeting_hint(listing.category),
        "token": seat.token,
        "form": form,
    }

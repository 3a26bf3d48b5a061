"""Reader and poster write to each other; both stay behind masked addresses."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from haven.accounts.models import User
from haven.listings.actions.conversations import (
    ask_to_contact,
    block_conversation,
    confirm_contact,
    masked_address,
    other_side,
    send_message,
    start_conversation,
)
from haven.listings.errors import BadLink, ListingsError
from haven.listings.links import make_token, read_token
from haven.listings.models import Conversation, Listing
from haven.marketplace.forms.contact import ContactForm, ReplyForm
from haven.marketplace.limits import may_cause_mail
from haven.marketplace.views.ads import ad_context, find_ad, gone


@dataclass(frozen=True, slots=True)
class Seat:
    """One side of a conversation: who sits there, and the token that proved it."""

    conversation: Conversation
    person: User
    token: str


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Write to the poster: at once when signed in, else after a click in the reader's own mail."""
    listing = find_ad(code)
    if not listing.is_public:
        return gone(request, listing)
    if request.method != "POST":
        return redirect("marketplace:ad", code)
    reader = request.user if isinstance(request.user, User) else None
    form = ContactForm(request.POST, signed_in=reader is not None)
    if form.is_valid():
        try:
            return _send_first(request, listing, form, reader)
        except ListingsError as error:
            form.add_error(None, str(error))
    return render(request, "marketplace/ad.html", ad_context(request, listing, form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The click in the reader's mail; a button sends the message, so that no program does by following links."""
    try:
        read_token("contact", token)
        if request.method == "POST":
            conversation = confirm_contact(token=token)
            messages.success(request, "Your message is sent. The answer comes to your mailbox, and here.")
            return redirect("marketplace:thread", make_token("thread", f"{conversation.pk}:{conversation.reader_id}"))
    except ListingsError as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    return render(request, "marketplace/contact/confirm.html", {"token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def thread(request: HttpRequest, token: str) -> HttpResponse:
    """The conversation as one side sees it, and a form to go on."""
    try:
        seat = take_seat(token)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            send_message(conversation=seat.conversation, author=seat.person, text=form.cleaned_data["text"])
            return redirect("marketplace:thread", token)
        except ListingsError as error:
            form.add_error(None, str(error))
    return render(
        request, "marketplace/contact/thread.html", _thread_context(seat, form), status=422 if form.errors else 200
    )


@require_POST
def block(request: HttpRequest, token: str) -> HttpResponse:
    """End the conversation for both sides."""
    try:
        seat = take_seat(token)
        block_conversation(conversation=seat.conversation, by=seat.person)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    messages.success(request, "The conversation is ended. Neither of you can write in it any more.")
    return redirect("marketplace:thread", token)


def take_seat(token: str) -> Seat:
    """The conversation and the side that a link from a mail stands for.

    Raises:
        BadLink: altered or too old.
        Http404: the conversation or the person is gone.
    """
    conversation_id, _, person_id = read_token("thread", token).partition(":")
    rows = Conversation.objects.select_related(
        "listing__poster", "listing__cleared__revision", "listing__place", "reader"
    )
    conversation = get_object_or_404(rows, pk=int(conversation_id))
    person = next((p for p in (conversation.reader, conversation.listing.poster) if p and p.pk == int(person_id)), None)
    if person is None:
        raise Http404
    return Seat(conversation, person, token)


def _send_first(request: HttpRequest, listing: Listing, form: ContactForm, reader: User | None) -> HttpResponse:
    read = form.cleaned_data
    if reader is not None:
        conversation = start_conversation(listing=listing, reader=reader, text=read["text"])
        messages.success(request, "Your message is sent. The answer comes to your mailbox, and here.")
        return redirect("marketplace:thread", make_token("thread", f"{conversation.pk}:{reader.pk}"))
    if not may_cause_mail(request, read["email"]):
        raise ListingsError("We sent many mails to this address already. Wait an hour, then try again.")
    ask_to_contact(listing=listing, email=read["email"], display_name=read["display_name"], text=read["text"])
    return render(request, "marketplace/contact/sent.html", {"listing": listing, "email": read["email"]})


def _thread_context(seat: Seat, form: ReplyForm) -> dict[str, object]:
    other = other_side(seat.conversation, seat.person)
    listing = seat.conversation.listing
    return {
        "conversation": seat.conversation,
        "listing": listing,
        "photo": listing.cleared.revision.shown_photos.select_related("photo").first() if listing.cleared else None,
        "said": seat.conversation.messages.select_related("author"),
        "me": seat.person,
        "other": other,
        "is_poster": seat.person.pk == listing.poster_id,
        "my_address": masked_address(seat.conversation, seat.person),
        "their_address": masked_address(seat.conversation, other),
        "token": seat.token,
        "form": form,
    }

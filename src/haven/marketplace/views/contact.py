"""A reader begins to write to a poster; and sees the contact details in an ad on request."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.accounts.models import User
from haven.listings.actions.conversations import (
    ask_to_contact,
    confirm_contact,
    start_conversation,
    waiting_contact,
)
from haven.listings.actions.revealing import show_contacts
from haven.listings.errors import ListingsError
from haven.listings.links import make_token
from haven.listings.models import Listing
from haven.marketplace.forms.contact import ContactForm
from haven.marketplace.limits import may_cause_mail, may_see_contacts
from haven.marketplace.views.ads import ad_context, find_ad, gone
from haven.site.errors import TermsChanged
from haven.site.queries import agreed_terms


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
        except (ListingsError, TermsChanged) as error:
            form.add_error(None, str(error))
    return render(request, "marketplace/ad.html", ad_context(request, listing, form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contacts(request: HttpRequest, code: str) -> HttpResponse:
    """The ad with the contact details in its words; a button asks for them, so that no program reads along."""
    listing = find_ad(code)
    if not listing.is_public:
        return gone(request, listing)
    if request.method != "POST":
        return redirect("marketplace:ad", code)
    context = ad_context(request, listing)
    if not may_see_contacts(request):
        sentence = _("You have looked at many contact details this hour. Write to the poster here, or wait a while.")
        return render(request, "marketplace/ad.html", context | {"contacts_refused": sentence}, status=429)
    show_contacts(listing=listing)
    plain = {"has_contacts": False, "poster_name": listing.poster.name if listing.poster else ""}
    return render(request, "marketplace/ad.html", context | plain)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The click in the reader's mail; a button sends the message, so that no program does by following links."""
    try:
        if request.method == "POST":
            conversation = confirm_contact(token=token)
            messages.success(request, _("Your message is sent. The answer comes to your mailbox, and here."))
            return redirect("marketplace:thread", make_token("thread", f"{conversation.pk}:{conversation.reader_id}"))
        waiting_contact(token=token)
    except ListingsError as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    return render(request, "marketplace/contact/confirm.html", {"token": token})


def _send_first(request: HttpRequest, listing: Listing, form: ContactForm, reader: User | None) -> HttpResponse:
    read = form.cleaned_data
    terms = agreed_terms(request.POST.get("terms", ""))
    if reader is not None:
        conversation = start_conversation(listing=listing, reader=reader, text=read["text"], terms=terms)
        messages.success(request, _("Your message is sent. The answer comes to your mailbox, and here."))
        return redirect("marketplace:thread", make_token("thread", f"{conversation.pk}:{reader.pk}"))
    if not may_cause_mail(request, read["email"]):
        raise ListingsError(_("We sent many mails to this address already. Wait an hour, then try again."))
    told = {name: read[name] for name in ("email", "display_name", "text")}
    ask_to_contact(listing=listing, terms=terms, **told)
    return render(request, "marketplace/contact/sent.html", {"listing": listing, "email": read["email"]})

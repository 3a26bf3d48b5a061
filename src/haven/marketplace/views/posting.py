"""Posting an ad: category, words, preview; then the link in the mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import User
from haven.listings.actions.drafts import confirm_draft, listing_behind, request_confirmation, save_draft, start_draft
from haven.listings.actions.submission import missing_fields, submit_ad
from haven.listings.errors import AlreadyLive, BadLink, IncompleteDraft, WrongState
from haven.listings.fields import is_priced
from haven.listings.models import Category, Listing, ListingDraft, ListingState
from haven.listings.queries import shelves
from haven.listings.queries.own import twin_of
from haven.listings.terms import next_top
from haven.marketplace.access import allow_drafting, allow_managing, draft_or_404, drafts_of, is_drafting, may_manage
from haven.marketplace.limits import may_cause_mail, may_start_draft
from haven.marketplace.views.drafting import Typed, keep_typed, proven_author, shown_forms
from haven.marketplace.views.photos import shown_photos, take_photos
from haven.site.errors import TermsChanged
from haven.site.queries import agreed_terms


@require_http_methods(["GET", "HEAD", "POST"])
def category(request: HttpRequest) -> HttpResponse:
    """Screen 1: pick a category; picking starts the draft."""
    if request.method == "POST":
        picked = _picked_or_404(request)
        if not may_start_draft(request):
            messages.error(request, _("Very many ads were begun from your connection. Wait an hour, then try again."))
            context = {"shelves": shelves(), "drafts": drafts_of(request)}
            return render(request, "marketplace/posting/category.html", context, status=429)
        draft = start_draft(category=picked, author=request.user if isinstance(request.user, User) else None)
        allow_drafting(request, draft.listing)
        return redirect("marketplace:words", draft.listing.code)
    return render(request, "marketplace/posting/category.html", {"shelves": shelves(), "drafts": drafts_of(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_category(request: HttpRequest, code: str) -> HttpResponse:
    """Screen 1 again, for a draft that has begun."""
    draft = draft_or_404(request, code)
    if request.method == "POST":
        picked = _picked_or_404(request)
        save_draft(draft=draft, category=picked)
        return redirect("marketplace:words", code)
    return render(request, "marketplace/posting/category.html", {"shelves": shelves(), "draft": draft})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def words(request: HttpRequest, code: str) -> HttpResponse:
    """Screen 2: words, price, place, photos, address. What was typed is kept even where something is wrong."""
    draft = draft_or_404(request, code)
    if request.method != "POST":
        return _words_page(request, draft, shown_forms(request, draft), [])
    typed = keep_typed(request, draft)
    refused = take_photos(request, draft)
    if typed.is_valid() and not refused:
        return redirect("marketplace:preview", code)
    return _words_page(request, draft, typed, refused, status=422)


@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far, quietly, while it is typed."""
    draft = draft_or_404(request, code)
    keep_typed(request, draft)
    return render(request, "marketplace/posting/saved.html", {"draft": draft, "photos": shown_photos(draft)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """Screen 3: the ad as the public will see it; then the link, or at once for a proven address."""
    draft = draft_or_404(request, code)
    if missing_fields(draft):
        return redirect("marketplace:words", code)
    author = proven_author(request, draft)
    twin = twin_of(draft, author) if author and draft.listing.revision_id is None else None
    context = {"draft": draft, "photos": shown_photos(draft), "proven": bool(author), "twin": twin}
    if request.method != "POST":
        return render(request, "marketplace/posting/preview.html", context)
    try:
        terms = agreed_terms(request.POST.get("terms", ""))
        if author is not None:
            return submitted(request, submit_ad(author=author, draft=draft, terms=terms))
        if not may_cause_mail(request, draft.email):
            problem = _("We sent many mails to this address already. Wait an hour, then ask again. Your draft is kept.")
            return render(request, "marketplace/posting/preview.html", context | {"problem": problem}, status=429)
        request_confirmation(draft=draft, terms=terms)
    except (IncompleteDraft, WrongState, AlreadyLive, TermsChanged) as error:
        return render(request, "marketplace/posting/preview.html", context | {"problem": str(error)}, status=409)
    return redirect("marketplace:sent", code)


@require_GET
@never_cache
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """Check your mail."""
    listing = get_object_or_404(Listing, code=code)
    if listing.state not in {ListingState.DRAFT, ListingState.PENDING}:
        return redirect("marketplace:my_ad" if may_manage(request, listing) else "marketplace:ad", code)
    return render(request, "marketplace/posting/sent.html", {"draft": draft_or_404(request, code)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The click in the mail.

    In the browser that wrote the draft one click is enough. Elsewhere a button is asked for: programs that follow
    every link in a mailbox must not be able to put an ad live.
    """
    try:
        listing = listing_behind(token)
        if request.method == "POST" or (request.method == "GET" and is_drafting(request, listing)):
            listing = confirm_draft(token=token)
            allow_managing(request, listing)
            return submitted(request, listing)
    except AlreadyLive as error:
        return _twin_page(request, listing, Listing.objects.get(code=error.code))
    except (BadLink, WrongState) as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if listing.state not in {ListingState.DRAFT, ListingState.PENDING}:
        allow_managing(request, listing)
        return redirect("marketplace:my_ad", listing.code)
    return render(request, "marketplace/posting/confirm.html", {"draft": listing.draft, "token": token})


def _twin_page(request: HttpRequest, listing: Listing, twin: Listing) -> HttpResponse:
    """The click has proven the address, so its older ad may be managed here, and the draft changed."""
    allow_managing(request, twin)
    allow_drafting(request, listing)
    context = {"draft": listing.draft, "twin": twin, "next_top": next_top(twin), "now": timezone.now()}
    return render(request, "marketplace/posting/twin.html", context, status=409)


def submitted(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Go to what became of an ad that was just submitted."""
    return redirect(reverse("marketplace:my_ad", args=[listing.code]) + "?just=submitted")


def _picked_or_404(request: HttpRequest) -> Category:
    slug = request.POST.get("category", "")
    return get_object_or_404(Category, slug=slug, parent__isnull=False)


def _words_page(
    request: HttpRequest, draft: ListingDraft, typed: Typed, refused: list[str], status: int = 200
) -> HttpResponse:
    context = {
        "draft": draft, "form": typed.words, "details": typed.details, "photos": shown_photos(draft),
        "refused": refused, "is_edit": draft.listing.revision_id is not None,
        "is_priced": draft.category is None or is_priced(draft.category),
    }  # fmt: skip
    return render(request, "marketplace/posting/words.html", context, status=status)

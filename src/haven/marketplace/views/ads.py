"""An ad as the public sees it, and what is said when it is gone."""

import re
from datetime import timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from haven.accounts.models import User
from haven.listings.counting import count_view
from haven.listings.models import Favorite, Listing, ListingState, RevisionPhoto
from haven.listings.queries import similar
from haven.listings.queries.own import PriceStep, price_steps
from haven.listings.veiling import hides_something, veiled_title, veiled_words
from haven.marketplace.access import may_manage
from haven.marketplace.forms.contact import ContactForm
from haven.marketplace.hiding import hidden_codes, without_hidden
from haven.marketplace.meeting import meeting_hint
from haven.marketplace.structured import json_ld

_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|fetch|curl|wget|python", re.IGNORECASE)
_REMEMBERED = timedelta(days=90)
_OVER = {
    ListingState.SOLD: _("This is sold"),
    ListingState.PAUSED: _("The poster has paused this ad"),
    ListingState.WITHDRAWN: _("The poster took this ad back"),
    ListingState.EXPIRED: _("This ad has expired"),
    ListingState.REMOVED: _("This ad was removed"),
    ListingState.REFUSED: _("This ad was removed"),
}

_ENDED_WELL = {ListingState.SOLD, ListingState.WITHDRAWN, ListingState.EXPIRED, ListingState.PAUSED}


@require_safe
def ad(request: HttpRequest, code: str) -> HttpResponse:
    """A live ad; 410 for one that is over."""
    listing = find_ad(code)
    if not listing.is_public:
        return gone(request, listing)
    if request.method == "GET" and not may_manage(request, listing) and not _is_robot(request):
        count_view(listing)
    return render(request, "marketplace/ad.html", ad_context(request, listing))


def find_ad(code: str) -> Listing:
    """The ad with everything its page shows.

    Raises:
        Http404: no such ad was ever submitted.
    """
    rows = Listing.objects.select_related("poster", "category__parent", "place", "revision", "cleared__revision")
    return get_object_or_404(rows.exclude(revision=None).exclude(poster__is_active=False), code=code)


def ad_context(request: HttpRequest, listing: Listing, form: ContactForm | None = None) -> dict[str, object]:
    """What the page of a live ad is drawn from."""
    revision = listing.revision
    steps = price_steps(listing)[:-1]
    if revision:
        prefetch_related_objects([revision], Prefetch("shown_photos", RevisionPhoto.objects.select_related("photo")))
    photos = list(revision.shown_photos.all()) if revision else []
    return {
        "price_steps": steps,
        "was": was(listing, steps),
        "listing": listing,
        "revision": revision,
        "photos": photos,
        "structured": json_ld(listing, photos),
        "form": form or ContactForm(signed_in=request.user.is_authenticated),
        "similar": without_hidden(request, similar(listing)),
        "is_hidden": listing.code in hidden_codes(request),
        "is_kept": is_kept(request, listing.code),
        "is_mine": may_manage(request, listing),
        "has_contacts": hides_something(listing),
        "poster_name": veiled_words(listing.poster.name) if listing.poster else "",
        "hint": meeting_hint(listing.category),
    }


def is_kept(request: HttpRequest, code: str) -> bool:
    """Whether who is signed in keeps this ad in the account."""
    return isinstance(request.user, User) and Favorite.objects.filter(person=request.user, code=code).exists()


def was(listing: Listing, steps: list[PriceStep]) -> PriceStep | None:
    """The price before the present one, where that was higher and not long ago."""
    last = steps[-1] if steps else None
    if last is None or listing.price is None or last.currency != listing.currency or last.amount <= listing.price:
        return None
    return last if last.since > timezone.now() - _REMEMBERED else None


def what_became(listing: Listing) -> tuple[str, str]:
    """What is said of an ad that was public, and its title where it ended well."""
    headline = _OVER.get(ListingState(listing.state)) or _("This ad is not public at the moment")
    return str(headline), veiled_title(listing.title) if listing.state in _ENDED_WELL else ""


def gone(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Say what became of an ad that was public, without its words where it was removed.

    Raises:
        Http404: it was never public.
    """
    if listing.published_at is None and not may_manage(request, listing):
        raise Http404
    headline, title = what_became(listing)
    context = {
        "listing": listing,
        "headline": headline,
        "title": title,
        "similar": without_hidden(request, similar(listing)) if title else [],
        "is_mine": may_manage(request, listing),
    }
    is_over = listing.state in _OVER and listing.state != ListingState.PAUSED  # which comes back
    return render(request, "marketplace/gone.html", context, status=410 if is_over else 404)


def _is_robot(request: HttpRequest) -> bool:
    """Whether the visitor says that it is a program; who does not say so counts."""
    return bool(_ROBOT.search(request.headers.get("User-Agent", "bot")))

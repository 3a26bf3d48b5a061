"""Ads that a reader keeps, by account or in the browser alone; those seen lately or hidden; some side by side.

Without an account nothing is remembered here: the browser sends the numbers of the ads that it wants to show.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from haven.accounts.models import User
from haven.accounts.permissions import requires, signed_in
from haven.listings.actions.favorites import keep_ads, let_go
from haven.listings.errors import ListingsError
from haven.listings.fields import asked_words, facts
from haven.listings.models import Favorite, Listing, ListingState
from haven.listings.veiling import veiled_fact, veiled_title
from haven.marketplace.hiding import MOST_HIDDEN, codes_in, hidden_codes, remember_hidden
from haven.marketplace.views.ads import ad_context, find_ad, what_became

MOST_CARDS, _MOST_COMPARED = 60, 4
_COPY_WIDTH = 800  # pixels of the photos that a copy has


@dataclass(frozen=True, slots=True)
class Kept:
    """An ad that somebody kept, live or not: what became of it, with its title where that may still be said."""

    code: str
    listing: Listing | None
    became: str = ""
    title: str = ""
    kept_at: datetime | None = None


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is kept in the account, what this browser hides; the rest of the page the browser fills itself."""
    context: dict[str, object] = {"hidden": entries(hidden_codes(request)), "most_hidden": MOST_HIDDEN}
    if isinstance(request.user, User):
        rows = list(Favorite.objects.filter(person=request.user))
        times = {row.code: row.kept_at for row in rows}
        context["mine"] = entries([row.code for row in rows], times)
    return render(request, "marketplace/kept/page.html", context)


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The ads with these codes in their order: cards of the live ones, and what became of the others."""
    return render(request, "marketplace/kept/cards.html", {"entries": entries(asked_codes(request, MOST_CARDS))})


@requires()
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Keep ads in the account (`keep`), let some (`drop`) or all of them go (`drop_all`)."""
    who = signed_in(request)
    problem = ""
    try:
        keep_ads(who=who, codes=codes_in(request.POST.getlist("keep"), MOST_CARDS))
    except ListingsError as error:
        problem = str(error)
    if "drop_all" in request.POST:
        let_go(who=who)
    let_go(who=who, codes=codes_in(request.POST.getlist("drop"), MOST_CARDS))
    if not request.accepts("text/html"):
        return JsonResponse({"problem": problem}, status=409 if problem else 200)
    if problem:
        messages.error(request, problem)
    return HttpResponseRedirect(_next(request))


@require_safe
@never_cache
def copies(request: HttpRequest) -> JsonResponse:
    """Which of the ads with these codes are live, each with its version, so that a browser renews or drops its copy."""
    return JsonResponse({"copies": [_copy(ad) for ad in live_ads(asked_codes(request, MOST_CARDS))]})


@require_safe
@never_cache
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """A live ad to be read without network: neither the reader nor contact details are on it; 410 once it is over."""
    listing = find_ad(code)
    if not listing.is_public:
        return HttpResponse(status=410)
    context = {"now": timezone.now(), **ad_context(request, listing)}
    return render(request, "marketplace/kept/copy.html", context)


@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    """Hide ads (`hide`), show some (`show`) or all of them again (`show_all`), in this browser only."""
    new = codes_in(request.POST.getlist("hide"), MOST_HIDDEN)
    shown = set(codes_in(request.POST.getlist("show"), MOST_HIDDEN))
    before = [] if "show_all" in request.POST else hidden_codes(request)
    answer = HttpResponseRedirect(_next(request))
    remember_hidden(answer, [code for code in dict.fromkeys([*new, *before]) if code not in shown])
    return answer


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four live ads side by side, by every fact that one of them tells."""
    asked = live_ads(asked_codes(request, MOST_CARDS))
    ads = asked[:_MOST_COMPARED]
    told = [{fact.label: veiled_fact(fact) for fact in facts(ad.revision)} if ad.revision else {} for ad in ads]
    labels = dict.fromkeys(label for words in told for label in words)
    rows = [(label, [words.get(label, "") for words in told]) for label in labels]
    context = {"ads": ads, "rows": rows, "left_out": len(asked) - len(ads), "most": _MOST_COMPARED}
    return render(request, "marketplace/kept/compare.html", context)


def _copy(ad: Listing) -> dict[str, object]:
    photos = [shown.photo for shown in ad.revision.shown_photos.all()] if ad.revision else []
    version = f"{ad.revision_id}-{ad.price}-{ad.reserved_at is not None}-{ad.published_at}"
    return {
        "code": ad.code,
        "version": hashlib.sha256(version.encode()).hexdigest()[:12],
        "title": veiled_title(ad.title),
        "price": asked_words(ad),
        "place": ad.place.name if ad.place else "",
        "photos": [f"{settings.MEDIA_URL}{photo.path(_COPY_WIDTH)}" for photo in photos],
    }


def asked_codes(request: HttpRequest, most: int) -> list[str]:
    """The codes in the address, each once, at most so many."""
    return codes_in(request.GET.getlist("code"), most)


def entries(codes: Sequence[str], times: dict[str, datetime] | None = None) -> list[Kept]:
    """An entry for each code, in their order; what was never public is as if it had never been."""
    live = {ad.code: ad for ad in live_ads(codes)}
    rows = Listing.objects.filter(code__in=codes).exclude(published_at=None).exclude(poster__is_active=False)
    over = {ad.code: what_became(ad) for ad in rows if ad.code not in live}
    times = times or {}
    return [
        Kept(code, live[code], kept_at=times.get(code))
        if code in live
        else Kept(code, None, *over.get(code, ("", "")), kept_at=times.get(code))
        for code in codes
    ]


def live_ads(codes: Sequence[str]) -> list[Listing]:
    """The ads with these codes that are live, in their order."""
    rows = Listing.objects.filter(code__in=codes, state=ListingState.PUBLISHED)
    rows = rows.select_related("category", "place", "revision__category")
    found = {ad.code: ad for ad in rows.prefetch_related("revision__shown_photos__photo")}
    return [found[code] for code in codes if code in found]


def _next(request: HttpRequest) -> str:
    """Where the form came from, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else reverse("marketplace:kept")

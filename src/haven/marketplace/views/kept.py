"""Ads that a reader's own browser keeps: the page, their cards, some side by side. Nothing is remembered here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haven.listings.fields import facts
from haven.listings.models import Listing, ListingState
from haven.marketplace.veiling import veiled_fact

MOST_CARDS, _MOST_COMPARED = 60, 4


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The frame, which the browser fills with what it keeps."""
    return render(request, "marketplace/kept/page.html")


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The cards of the ads with these codes that are live, in their order, and how many are not."""
    codes = asked_codes(request, MOST_CARDS)
    ads = live_ads(codes)
    return render(request, "marketplace/kept/cards.html", {"ads": ads, "gone": len(codes) - len(ads)})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four live ads side by side, by every fact that one of them tells."""
    ads = live_ads(asked_codes(request, _MOST_COMPARED))
    told = [{fact.label: veiled_fact(fact) for fact in facts(ad.revision)} if ad.revision else {} for ad in ads]
    labels = dict.fromkeys(label for words in told for label in words)
    rows = [(label, [words.get(label, "") for words in told]) for label in labels]
    return render(request, "marketplace/kept/compare.html", {"ads": ads, "rows": rows})


def asked_codes(request: HttpRequest, most: int) -> list[str]:
    """The codes in the address, each once, at most so many."""
    asked = (code for code in request.GET.getlist("code") if code.isascii() and code.isalnum() and len(code) == 10)
    return list(dict.fromkeys(asked))[:most]


def live_ads(codes: list[str]) -> list[Listing]:
    """The ads with these codes that are live, in their order."""
    rows = Listing.objects.filter(code__in=codes, state=ListingState.PUBLISHED)
    rows = rows.select_related("category", "place", "revision__category")
    found = {ad.code: ad for ad in rows.prefetch_related("revision__shown_photos__photo")}
    return [found[code] for code in codes if code in found]

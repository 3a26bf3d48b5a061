"""Who may open a draft or manage an ad: the browser that wrote it, who has the link from the mail, its poster.

Two rights are kept apart in the session. *Drafting* comes from having started a draft in this browser and ends once
the ad is submitted. *Managing* comes from a link that was sent to the poster's address: someone who typed another
person's address never gets it.
"""

import time

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from haven.listings.models import Listing, ListingDraft, ListingState

_DRAFTING = "drafting"
_MANAGING = "may-manage"
_MOST_KEPT = 50


def allow_drafting(request: HttpRequest, listing: Listing) -> None:
    """Let this browser go on with the draft."""
    codes = [code for code in request.session.get(_DRAFTING, []) if code != listing.code]
    request.session[_DRAFTING] = [*codes, listing.code][-_MOST_KEPT:]


def allow_managing(request: HttpRequest, listing: Listing) -> None:
    """Let this browser manage the ad; call it only for a link that came from the poster's mail."""
    given = {code: at for code, at in request.session.get(_MANAGING, {}).items() if code != listing.code}
    request.session[_MANAGING] = dict([*given.items(), (listing.code, time.time())][-_MOST_KEPT:])


def is_drafting(request: HttpRequest, listing: Listing) -> bool:
    """Whether this browser started the draft of this ad."""
    return listing.code in request.session.get(_DRAFTING, [])


def may_manage(request: HttpRequest, listing: Listing) -> bool:
    """Whether the visitor is the poster, by sign-in or by the link in the mail."""
    if request.user.is_authenticated and listing.poster_id == request.user.pk:
        return True
    given = request.session.get(_MANAGING, {}).get(listing.code)
    return given is not None and (listing.poster is None or listing.poster.honours(given))


def drafts_of(request: HttpRequest) -> list[ListingDraft]:
    """The unsent drafts of this browser, the latest first."""
    states = [ListingState.DRAFT, ListingState.PENDING]
    codes = request.session.get(_DRAFTING, [])
    found = ListingDraft.objects.filter(listing__code__in=codes, listing__state__in=states)
    return list(found.select_related("listing", "category").order_by("-updated_at"))


def draft_or_404(request: HttpRequest, code: str) -> ListingDraft:
    """The draft with this code, if the visitor may write in it.

    Raises:
        Http404: there is no such draft, or it is not this visitor's.
    """
    draft = get_object_or_404(
        ListingDraft.objects.select_related("listing__poster", "category", "place"), listing__code=code
    )
    unsent = draft.listing.state in {ListingState.DRAFT, ListingState.PENDING}
    if (unsent and is_drafting(request, draft.listing)) or may_manage(request, draft.listing):
        return draft
    raise Http404


def managed_or_404(request: HttpRequest, code: str) -> Listing:
    """The ad with this code, if the visitor may manage it.

    Raises:
        Http404: there is no such ad, or it is not this visitor's.
    """
    listing = get_object_or_404(
        Listing.objects.select_related("poster", "category", "place", "revision__category", "revision__place"),
        code=code,
    )
    if not may_manage(request, listing):
        raise Http404
    return listing

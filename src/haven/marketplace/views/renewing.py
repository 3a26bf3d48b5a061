"""The link in the mail that keeps an ad live: one click where the browser is known, else a click and a button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.listings.actions.life import renew
from haven.listings.errors import BadLink, WrongState
from haven.listings.links import check_owner, read_token
from haven.listings.models import Listing
from haven.marketplace.access import allow_managing, may_manage


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def renew_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Another term for the ad that the link is for.

    In a browser that manages the ad the click is enough. Elsewhere a button is asked for: programs that follow every
    link in a mailbox must not keep ads live for ever.
    """
    try:
        listing = get_object_or_404(Listing.objects.select_related("poster"), code=read_token("renew", token))
        check_owner(token, listing.poster)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    known = request.method == "GET" and may_manage(request, listing)
    if listing.poster is None or not (request.method == "POST" or known):
        return render(request, "marketplace/manage/renew.html", {"listing": listing})
    allow_managing(request, listing)
    try:
        renew(listing=listing, author=listing.poster)
        messages.success(request, _("Your ad is live for another term."))
    except WrongState as error:
        messages.error(request, str(error))
    return redirect("marketplace:my_ad", listing.code)

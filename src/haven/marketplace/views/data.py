"""A person's own data: take it along, have it erased, see how long things are kept."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.permissions import requires, signed_in
from haven.listings.errors import BadLink
from haven.listings.links import read_token
from haven.marketplace.limits import may_cause_mail
from haven.rights.actions.erasing import ask_to_erase, erase_person
from haven.rights.actions.retention import KINDS
from haven.rights.actions.taking import take_everything
from haven.rights.errors import RightsError
from haven.site.queries import site


@require_safe
@never_cache
@requires()
def data(request: HttpRequest) -> HttpResponse:
    """What can be done with one's own data."""
    return render(request, "marketplace/data/mine.html", {"kinds": KINDS})


@requires()
@require_POST
@never_cache
def download(request: HttpRequest) -> HttpResponseBase:
    """Everything about the person who is signed in, as a zip archive."""
    file = take_everything(of=signed_in(request))
    name = f"{site().name.lower().replace(' ', '-')}-my-data.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


@requires()
@require_POST
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Mail the link that erases."""
    who = signed_in(request)
    try:
        if not may_cause_mail(request, who.email):
            raise RightsError(_("We sent many mails to this address already. Wait an hour, then try again."))
        ask_to_erase(who=who)
        messages.success(
            request,
            _("We sent a link to %(email)s. Everything is erased once you confirm there.") % {"email": who.email},
        )
    except RightsError as error:
        messages.error(request, str(error))
    return redirect("marketplace:my_data")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail; a button erases, so that no program does by following links."""
    try:
        read_token("erase", token)
        if request.method == "POST":
            erase_person(token=token)
            logout(request)
            return render(request, "marketplace/data/erased.html")
    except (BadLink, RightsError) as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    return render(request, "marketplace/data/erase.html")

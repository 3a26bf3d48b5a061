"""Pages of a closing: what everybody may see of it, and where the two people agree."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.models import Role, User
from haven.accounts.permissions import requires, signed_in
from haven.closing.actions.agreeing import AGREEING, READ_BACK, agree
from haven.closing.agreementpage import agreement_page
from haven.closing.errors import ClosingError
from haven.closing.schedule import public_days
from haven.ledger.actions import record_read
from haven.listings.errors import BadLink
from haven.listings.links import check_owner, read_token
from haven.rights.actions.taking import take_everything
from haven.site.models import Closing
from haven.site.queries import closing, site


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """When the site closes, and what happens with what it keeps."""
    now = closing()
    if now is None:
        raise Http404
    return render(request, "closing/about.html", {"closing": now, "days": public_days(now)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link in the mail; a button downloads, so that no program does by following links."""
    try:
        who = User.objects.filter(pk=int(read_token("data", token)), is_active=True).first()
        if who is None:
            raise BadLink(_("What was kept about you is erased."))
        check_owner(token, who)
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if request.method != "POST":
        return render(request, "closing/take.html", {"closing": closing()})
    name = f"{site().name.lower().replace(' ', '-')}-my-data.zip"
    file = take_everything(of=who)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_safe
@never_cache
@requires(*AGREEING, Role.AUDITOR)
def agreement(request: HttpRequest) -> HttpResponse:
    """What waits for two people, in numbers, and who agreed."""
    reader = signed_in(request)
    record_read(reader=reader.pk, action="closing.read", subject="desk:closing")
    found = Closing.objects.filter(called_off_at=None).first()
    context = {"page": agreement_page(found, reader) if found else None, "closing": found, "read_back": READ_BACK}
    return render(request, "closing/desk_agreement.html", context)


@require_POST
@requires(*AGREEING)
def agree_to(request: HttpRequest) -> HttpResponse:
    """Agree to the step that waits."""
    found = Closing.objects.filter(called_off_at=None).first()
    if found is None:
        raise Http404
    try:
        typed, read_back = request.POST.get("name", ""), request.POST.get("read_back", "")
        agree(closing=found, by=signed_in(request), typed=typed, read_back=read_back)
        messages.success(request, "You agreed. The ledger says so.")
    except ClosingError as error:
        messages.error(request, str(error))
    return redirect("closing:agreement")

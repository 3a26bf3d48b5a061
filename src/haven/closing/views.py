"""What everybody may see of a closing: what happens when, and everything about oneself, by the link in the mail."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haven.accounts.models import User
from haven.closing.schedule import public_days
from haven.listings.errors import BadLink
from haven.listings.links import read_token
from haven.rights.actions.taking import take_everything
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
    except BadLink as error:
        return render(request, "marketplace/bad_link.html", {"problem": str(error)}, status=410)
    if request.method != "POST":
        return render(request, "closing/take.html", {"closing": closing()})
    name = f"{site().name.lower().replace(' ', '-')}-my-data.zip"
    file = take_everything(of=who)
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")

"""The published contact point: an authority sends a request, without an account, and gets a reference."""

from ipaddress import ip_address, ip_network
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haven.api.limits import is_below
from haven.legal.actions.receiving import Asked, receive_request
from haven.legal.errors import LegalError
from haven.legal.models import LegalRequest
from haven.legal.open_forms import RequestForm
from haven.site.queries import site

_AN_HOUR = 20
_A_MAILBOX = 10


@require_http_methods(["GET", "HEAD", "POST"])
def contact_point(request: HttpRequest) -> HttpResponse:
    """How to reach us, how we find out who asks, and the form."""
    sent = request.method == "POST"
    form = RequestForm(request.POST, request.FILES) if sent else RequestForm()
    if sent and form.is_valid():
        read: dict[str, Any] = dict(form.cleaned_data)
        document = read.pop("document")
        if not (
            is_below("legal", _network(request), _AN_HOUR) and is_below("legal-to", read["email"].lower(), _A_MAILBOX)
        ):
            form.add_error(None, _("Very many requests came from your connection. Wait an hour, or write to us."))
        else:
            try:
                taken = receive_request(asked=Asked(**read), document=document, network=_network(request))
            except LegalError as error:
                form.add_error(None, str(error))
            else:
                return redirect("authorities:received", taken.reference)
    context = {"form": form, "site": site().saved}
    return render(request, "authorities/contact_point.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt. It says when the request came, and never what became of it."""
    taken = get_object_or_404(LegalRequest, reference=reference.upper(), typed_in_by=None)
    return render(request, "authorities/received.html", {"taken": taken, "site": site().saved})


def _network(request: HttpRequest) -> str:
    """Who sends: an IPv4 address, or the network (/64) of an IPv6 one: one person has all of it."""
    try:
        address = ip_address(str(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return ""
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))

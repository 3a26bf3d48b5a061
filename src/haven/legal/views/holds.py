"""Holds that rest on requests, at the legal desk alone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import LEGAL_STAFF, requires, signed_in
from haven.custody.errors import CustodyError
from haven.custody.queries import soonest_first
from haven.ledger.actions import record_read
from haven.legal.actions.holding import ask_legal_release, release_legal_hold, renew_legal_hold
from haven.legal.errors import LegalError
from haven.legal.models import LegalHold

_PAGE = 100
_STEPS = {"renew": renew_legal_hold, "ask": ask_legal_release, "release": release_legal_hold}


@require_GET
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def holds(request: HttpRequest) -> HttpResponse:
    """What is kept, for which request, and until when; what ends next first."""
    reader = signed_in(request)
    record_read(reader=reader.pk, action="holds.read", subject="desk:legal_holds")
    rows = LegalHold.objects.select_related("hold__release_asked_by", "hold__released_by", "hold__placed_by", "request")
    rows = rows.prefetch_related("hold__subjects").order_by(*soonest_first("hold__"), "pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {"holds": page, "may_act": bool(reader.roles & {str(role) for role in LEGAL_STAFF})}
    return render(request, "legal/holds.html", context)


@require_POST
@requires(*LEGAL_STAFF)
def step(request: HttpRequest, hold_id: int, step: str) -> HttpResponse:
    """Renew a hold, ask for its release, or release it."""
    act = _STEPS.get(step)
    if act is None:
        raise Http404
    try:
        act(
            held=get_object_or_404(LegalHold.objects.select_related("hold", "request"), pk=hold_id),
            by=signed_in(request),
        )
        messages.success(request, "Done.")
    except (LegalError, CustodyError) as error:
        messages.error(request, str(error))
    return redirect("legal:holds")

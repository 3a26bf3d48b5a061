"""The directory of authorities at the legal desk."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import LEGAL_STAFF, requires, signed_in
from haven.ledger.actions import record_read
from haven.legal.actions.directory import confirm_authority, propose_authority, retire_authority
from haven.legal.directory import ending_of
from haven.legal.errors import LegalError
from haven.legal.forms import AuthorityForm
from haven.legal.models import Authority, LegalRequest

_STEPS = {"confirm": confirm_authority, "retire": retire_authority}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def directory(request: HttpRequest) -> HttpResponse:
    """Whom we call, where each number comes from, and what waits for a second person."""
    reader = signed_in(request)
    may_act = bool(reader.roles & {str(role) for role in LEGAL_STAFF})
    form = AuthorityForm(request.POST if request.method == "POST" and may_act else None)
    if form.is_bound and form.is_valid():
        try:
            propose_authority(by=reader, **form.cleaned_data)
        except LegalError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Written down. A call to it counts once somebody else has confirmed it.")
            return redirect("legal:directory")
    record_read(reader=reader.pk, action="authorities.read", subject="desk:authorities")
    rows = Authority.objects.filter(retired_at=None).select_related("proposed_by", "confirmed_by")
    context = {
        "waiting": [(row, _requests_naming(row)) for row in rows if row.confirmed_at is None],
        "rows": [row for row in rows if row.confirmed_at is not None],
        "form": form,
        "may_act": may_act,
    }
    return render(request, "legal/directory.html", context, status=422 if form.errors else 200)


@require_POST
@requires(*LEGAL_STAFF)
def step(request: HttpRequest, row: int, step: str) -> HttpResponse:
    """Confirm an entry, or take it out of use."""
    act = _STEPS.get(step)
    if act is None:
        raise Http404
    try:
        act(authority=get_object_or_404(Authority, pk=row), by=signed_in(request))
        messages.success(request, "Done.")
    except LegalError as error:
        messages.error(request, str(error))
    return redirect("legal:directory")


def _requests_naming(row: Authority) -> list[LegalRequest]:
    """Requests in which a number stands that somebody wants to add: that is how impostors get theirs in."""
    return list(LegalRequest.objects.filter(numbers__contains=ending_of(row.phone))[:5])

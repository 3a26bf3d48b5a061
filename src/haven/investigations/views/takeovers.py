"""Cases whose lead has left: who led them, and taking one over. What they are about is not shown here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.taking_over import MAY_AGREE, agree_to_takeover, ask_to_take_over, decline_takeover
from haven.cases.errors import CaseError
from haven.cases.leads import without_lead
from haven.cases.models import Case, Takeover
from haven.investigations.forms import TakeoverForm
from haven.ledger.actions import record_read

_STEPS = {"agree": agree_to_takeover, "decline": decline_takeover}


@require_GET
@never_cache
@requires(Role.INVESTIGATOR, Role.ADMINISTRATOR, Role.AUDITOR)
def orphans(request: HttpRequest) -> HttpResponse:
    """The cases without a lead: number, who led it, why they count as gone, and who asked for it."""
    return _shown(request)


@require_POST
@never_cache
@requires(Role.INVESTIGATOR)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask to lead one of them. A case with a lead looks like one that does not exist."""
    form = TakeoverForm(request.POST, auto_id=f"case_{number}_%s")
    if number not in {one.number for one in without_lead()}:
        raise Http404
    if not form.is_valid():
        return _shown(request, number, form, status=422)
    try:
        ask_to_take_over(case=Case.objects.get(pk=number), by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Asked. Another investigator or an administrator has to agree.")
    except CaseError as error:
        messages.error(request, str(error))
    return redirect("investigations:orphans")


@require_POST
@requires(Role.INVESTIGATOR, Role.ADMINISTRATOR)
def settle(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Agree to what somebody else asked, or decline it."""
    act = _STEPS.get(step)
    if act is None:
        raise Http404
    asked = get_object_or_404(Takeover, case=number, settled_at=None)
    try:
        act(takeover=asked, by=signed_in(request))
        messages.success(request, "Agreed. Everybody in the case is told." if step == "agree" else "Declined.")
    except CaseError as error:
        messages.error(request, str(error))
    return redirect("investigations:orphans")


def _shown(request: HttpRequest, wrong: int = 0, bound: TakeoverForm | None = None, status: int = 200) -> HttpResponse:
    reader = signed_in(request)
    forms = [
        (one, bound if one.number == wrong else TakeoverForm(auto_id=f"case_{one.number}_%s")) for one in without_lead()
    ]
    record_read(reader=reader.pk, action="cases.without_lead_read", subject="desk:cases")
    context = {
        "orphans": forms, "wrong": wrong, "may_ask": Role.INVESTIGATOR in reader.roles,
        "may_agree": bool(MAY_AGREE & reader.roles),
    }  # fmt: skip
    return render(request, "investigations/orphans.html", context, status=status)

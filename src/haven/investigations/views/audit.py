"""The auditor's page: reads that were drawn, and what is unusual in how investigators use the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.oversight import review_read
from haven.cases.errors import CaseError
from haven.investigations.auditing import BULK, SAMPLED, flags, sample
from haven.ledger.actions import record_read
from haven.ledger.alarms import problems
from haven.ledger.models import LedgerEntry


@require_GET
@never_cache
@requires(Role.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    """The last week."""
    record_read(reader=signed_in(request).pk, action="audit.read", subject="desk:audit")
    context = {"flags": flags(), "sample": sample(), "sampled": SAMPLED, "bulk": BULK, "alarms": problems()}
    return render(request, "investigations/audit.html", context)


@require_POST
@requires(Role.AUDITOR)
def review(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say of a read that it was in order, or what is to be asked about it."""
    entry = get_object_or_404(LedgerEntry, pk=entry_id)
    in_order = request.POST.get("verdict") == "in-order"
    try:
        review_read(entry=entry, in_order=in_order, words=request.POST.get("words", ""), by=signed_in(request))
        messages.success(request, "Noted.")
    except CaseError as error:
        messages.error(request, str(error))
    return redirect("investigations:audit")

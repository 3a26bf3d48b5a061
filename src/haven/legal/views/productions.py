"""A production: the exact list before it is approved, and the file after."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import LEGAL_STAFF, requires, signed_in
from haven.custody.bundles import files_of
from haven.custody.errors import CustodyError
from haven.evidence.bundle.building import pack
from haven.evidence.errors import EvidenceError
from haven.ledger.actions import record_read
from haven.legal.actions.producing import (
    approve_production,
    decline_production,
    deliver_production,
    export_production,
)
from haven.legal.errors import LegalError
from haven.legal.forms import ApprovalForm, DeliveryForm, SendBackForm
from haven.legal.models import Production
from haven.legal.productionpage import ProductionPage


@require_GET
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def production(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what would leave, item by item."""
    return _shown(request, _found(code))


@require_POST
@requires(Role.LEGAL_APPROVER)
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to the list that was shown."""
    found, form = _found(code), ApprovalForm(request.POST)
    manifest = form.cleaned_data["manifest"] if form.is_valid() else ""
    try:
        approve_production(production=found, manifest=manifest, by=signed_in(request))
        messages.success(request, "Approved. It can be saved and handed over now.")
    except (LegalError, CustodyError) as error:
        messages.error(request, str(error))
    return redirect("legal:production", found.code)


@require_POST
@requires(Role.LEGAL_APPROVER)
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Send it back; what was gathered is erased."""
    found, form = _found(code), SendBackForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    try:
        decline_production(production=found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Sent back. What was gathered for it is erased.")
    except LegalError as error:
        messages.error(request, str(error))
    return redirect("legal:request", found.request.reference)


@require_POST
@requires(*LEGAL_STAFF)
def deliver(request: HttpRequest, code: str) -> HttpResponse:
    """Note that it was handed over."""
    found, form = _found(code), DeliveryForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    try:
        deliver_production(production=found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Answered. Whoever it concerns is told by the clock.")
    except LegalError as error:
        messages.error(request, str(error))
    return redirect("legal:request", found.request.reference)


@require_GET
@never_cache
@requires(*LEGAL_STAFF)
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The bundle as a file, once a second person approved it."""
    found = _found(code)
    if not found.may_leave:
        raise PermissionDenied
    try:
        files = files_of(found.bundle)
        export_production(production=found, by=signed_in(request))
    except (LegalError, CustodyError, EvidenceError) as error:
        messages.error(request, str(error))
        return redirect("legal:production", found.code)
    headers = {"Content-Disposition": f'attachment; filename="{found.request.reference}.zip"'}
    return HttpResponse(pack(files), content_type="application/zip", headers=headers)


def _shown(request: HttpRequest, found: Production, bound: Form | None = None, status: int = 200) -> HttpResponse:
    reader = signed_in(request)
    record_read(reader=reader.pk, action="production.read", subject=found.request.subject, production=found.code)
    page = ProductionPage(found, reader, bound)
    context = {"page": page, "production": found, "asked": found.request}
    return render(request, "legal/production.html", context, status=status)


def _found(code: str) -> Production:
    rows = Production.objects.select_related("request__verified_by", "bundle", "prepared_by", "approved_by")
    return get_object_or_404(rows, code=code)

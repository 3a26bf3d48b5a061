"""A production: how far it is, everything of it before it is approved, and the files after."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from haven.accounts.models import Role
from haven.accounts.permissions import LEGAL_STAFF, requires, signed_in
from haven.custody.bundles import files_of
from haven.custody.errors import CustodyError
from haven.evidence.bundle.building import pack
from haven.evidence.errors import EvidenceError
from haven.ledger.actions import person, record_read
from haven.legal.actions.gathering import settle_gathering
from haven.legal.actions.producing import (
    approve_production,
    decline_production,
    deliver_production,
    export_production,
)
from haven.legal.errors import LegalError
from haven.legal.forms import ApprovalForm, DeliveryForm, SendBackForm
from haven.legal.models import Gathering, Production
from haven.legal.opening import bundle_of, list_text, open_file
from haven.legal.parts import LIST
from haven.legal.productionpage import ProductionPage


@require_GET
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def production(request: HttpRequest, code: str) -> HttpResponse:
    """How far it is, and once it is whole, exactly what would leave, item by item."""
    gathering = Gathering.objects.select_related("request", "asked_by").filter(code=code).first()
    if gathering is not None and gathering.state != Gathering.State.WHOLE:
        return _progress(request, gathering)
    if "again" in request.GET:
        return HttpResponseClientRedirect(request.path) if request.headers.get("HX-Request") else redirect(request.path)
    return _shown(request, _found(code))


@require_POST
@requires(*LEGAL_STAFF)
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Put it together no further; what was gathered is erased."""
    found, by = get_object_or_404(Gathering.objects.select_related("request"), code=code), signed_in(request)
    if settle_gathering(code=code, state=Gathering.State.STOPPED, actor=person(by.pk)):
        messages.success(request, "Stopped. What was gathered for it is erased.")
    else:
        messages.error(request, "It had ended already.")
    return redirect("legal:request", found.request.reference)


@require_POST
@requires(Role.LEGAL_APPROVER)
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to the list that was shown, all pages of it."""
    found, form, by = _found(code), ApprovalForm(request.POST), signed_in(request)
    manifest = form.cleaned_data["manifest"] if form.is_valid() else ""
    try:
        if ProductionPage(found, by).unopened:
            raise LegalError("Open every page of the list first: what is approved was looked at.")
        approve_production(production=found, manifest=manifest, by=by)
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
        words = "Handed over; the request stays open." if form.cleaned_data["more"] else "Answered."
        messages.success(request, f"{words} Whoever it concerns is told by the clock.")
    except LegalError as error:
        messages.error(request, str(error))
    return redirect("legal:request", found.request.reference)


@require_GET
@never_cache
@requires(*LEGAL_STAFF)
def download(request: HttpRequest, code: str, part: int) -> HttpResponse:
    """A part as a file, once a second person approved the whole."""
    found = _found(code)
    if not found.may_leave:
        raise PermissionDenied
    try:
        files = files_of(bundle_of(found, part))
        export_production(production=found, by=signed_in(request), part=part)
    except (LegalError, CustodyError, EvidenceError) as error:
        messages.error(request, str(error))
        return redirect("legal:production", found.code)
    name = f"{found.request.reference}-part-{part}.zip" if len(found.bundles) > 1 else f"{found.request.reference}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pack(files), content_type="application/zip", headers=headers)


@require_GET
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The list over all parts, byte for byte as its digest stands in each of them."""
    found = _found(code)
    record_read(reader=signed_in(request).pk, action="production.list_read", subject=found.request.subject)
    headers = {"Content-Disposition": f'attachment; filename="{found.request.reference}-{LIST}"'}
    return HttpResponse(list_text(found), content_type="text/plain; charset=utf-8", headers=headers)


@require_GET
@never_cache
@requires(*LEGAL_STAFF, Role.AUDITOR)
def file(request: HttpRequest, code: str, part: int, path: str) -> HttpResponse:
    """One file of a part, exactly as it leaves; nothing of it runs or loads anything here."""
    found, reader = _found(code), signed_in(request)
    record_read(
        reader=reader.pk, action="production.file_read", subject=found.request.subject, production=found.code,
        part=part, file=path[:80],
    )  # fmt: skip
    try:
        opened = open_file(found, part, path, may_see_all=Role.CHILD_SAFETY in reader.roles)
    except CustodyError as error:
        return HttpResponse(str(error), status=404, content_type="text/plain; charset=utf-8")
    headers = {"X-Content-Type-Options": "nosniff"}
    if opened.media_type != "application/pdf":
        headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return HttpResponse(opened.data, content_type=opened.media_type, headers=headers)


def _shown(request: HttpRequest, found: Production, bound: Form | None = None, status: int = 200) -> HttpResponse:
    reader = signed_in(request)
    page = ProductionPage(found, reader, bound, request.GET.get("page", "1"))
    record_read(
        reader=reader.pk, action="production.read", subject=found.request.subject, production=found.code,
        page=page.page.number,
    )  # fmt: skip
    context = {"page": page, "production": found, "asked": found.request}
    return render(request, "legal/production.html", context, status=status)


def _progress(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Numbers alone; looking again (by itself, every few seconds) is no other look."""
    reader = signed_in(request)
    if "again" not in request.GET:
        record_read(
            reader=reader.pk, action="gathering.read", subject=gathering.request.subject, production=gathering.code
        )
    may_act = bool(reader.roles & {str(role) for role in LEGAL_STAFF})
    context = {"gathering": gathering, "asked": gathering.request, "may_act": may_act}
    return render(request, "legal/gathering.html", context)


def _found(code: str) -> Production:
    rows = Production.objects.select_related("request__verified_by__authority", "prepared_by", "approved_by")
    return get_object_or_404(rows, code=code)

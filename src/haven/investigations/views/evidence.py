"""Evidence at the investigators' desk: bundles made and released, holds placed and released."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import requires, signed_in
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.cases.queries import bundles_for
from haven.custody.actions.bundling import release_bundle
from haven.custody.actions.holds import ask_release, release_hold, renew_hold
from haven.custody.bundles import files_of
from haven.custody.errors import CustodyError
from haven.custody.models import EvidenceBundle, EvidenceItem, PreservationHold
from haven.custody.queries import soonest_first
from haven.evidence.bundle.building import SIGNED, pack
from haven.evidence.digests import sha256
from haven.evidence.errors import EvidenceError
from haven.findings.models import Network
from haven.investigations.actions.networks import bundle_network, hold_network
from haven.investigations.errors import InvestigationError
from haven.investigations.forms import BundleForm, HoldForm
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read

_HOLD_STEPS = {"renew": renew_hold, "ask": ask_release, "release": release_hold}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def new_bundle(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Say what a bundle of a network's ads is for, and have it made."""
    network = get_object_or_404(Network, pk=network_id)
    form = BundleForm(request.POST or None)
    problem, by = "", signed_in(request)
    if request.method == "POST" and form.is_valid():
        try:
            bundle = bundle_network(case=case, network=network, by=by, **form.cleaned_data)
        except (CaseError, CustodyError, InvestigationError, EvidenceError) as error:
            problem = str(error)
        else:
            return redirect("investigations:bundle", bundle.pk)
    record_read(reader=by.pk, action="network.read", subject=f"network:{network.pk}", ads=network.size, case=case.pk)
    context = {"case": case, "network": network, "form": form, "problem": problem}
    return render(request, "investigations/new_bundle.html", context, status=422 if form.errors or problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def new_hold(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Say what a hold on a network's ads and accounts rests on, and place it."""
    network = get_object_or_404(Network, pk=network_id)
    form = HoldForm(request.POST or None)
    problem, by = "", signed_in(request)
    if request.method == "POST" and form.is_valid():
        try:
            hold_network(network=network, by=by, reason=form.cleaned_data["reason"])
        except CustodyError as error:
            problem = str(error)
        else:
            messages.success(request, "Placed. Nothing it covers can be erased for 90 days; nobody else is told.")
            return redirect("investigations:evidence")
    record_read(reader=by.pk, action="network.read", subject=f"network:{network.pk}", ads=network.size, case=case.pk)
    context = {"case": case, "network": network, "form": form, "problem": problem}
    return render(request, "investigations/new_hold.html", context, status=422 if form.errors or problem else 200)


@require_GET
@never_cache
@requires(*READERS)
def evidence(request: HttpRequest) -> HttpResponse:
    """The bundles that one may know of, and all holds, the newest first."""
    reader = signed_in(request)
    record_read(reader=reader.pk, action="evidence.read", subject="desk:evidence")
    bundles = bundles_for(reader).select_related("made_by", "release__by").order_by("-id")[:100]
    holds = PreservationHold.objects.filter(desk="").select_related("placed_by", "release_asked_by", "released_by")
    holds = holds.prefetch_related("subjects").order_by(*soonest_first())[:100]
    context = {"bundles": bundles, "holds": holds, "may_act": Role.INVESTIGATOR in reader.roles}
    return render(request, "investigations/evidence.html", context)


@require_GET
@never_cache
@requires(*READERS)
def bundle(request: HttpRequest, bundle_id: int) -> HttpResponse:
    """One bundle: what is in it, who made and who released it, and how a stranger checks it."""
    reader = signed_in(request)
    found = _known(reader, bundle_id)
    record_read(reader=reader.pk, action="bundle.read", subject=found.subject)
    items = EvidenceItem.objects.in_bulk(found.items)
    context = {
        "bundle": found,
        "items": [items.get(key) for key in found.items],
        "may_act": Role.INVESTIGATOR in reader.roles,
        "of": found.cases.all(),
        "may_release": Role.INVESTIGATOR in reader.roles and found.made_by_id != reader.pk,
        "released": hasattr(found, "release"),
    }
    return render(request, "investigations/bundle.html", context)


@require_POST
@requires(Role.INVESTIGATOR)
def release(request: HttpRequest, bundle_id: int) -> HttpResponse:
    """Let a bundle go out."""
    found = _known(signed_in(request), bundle_id)
    try:
        release_bundle(bundle=found, by=signed_in(request))
        messages.success(request, "Released. It can be downloaded now.")
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("investigations:bundle", found.pk)


@require_GET
@never_cache
@requires(Role.INVESTIGATOR)
def download(request: HttpRequest, bundle_id: int) -> HttpResponse:
    """The bundle as a file, once a second person released it."""
    found = _known(signed_in(request), bundle_id)
    if not hasattr(found, "release"):
        raise PermissionDenied
    try:
        files = files_of(found)
    except (CustodyError, EvidenceError) as error:
        messages.error(request, str(error))
        return redirect("investigations:bundle", found.pk)
    digest = sha256(files[SIGNED])
    record_read(reader=signed_in(request).pk, action="bundle.exported", subject=found.subject, digest=digest)
    name = f"haven-bundle-{found.pk}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pack(files), content_type="application/zip", headers=headers)


def _known(reader: User, bundle_id: int) -> EvidenceBundle:
    """The bundle, if the reader may know of it; who may not stands in the log."""
    found = bundles_for(reader).select_related("made_by", "release__by").filter(pk=bundle_id).first()
    if found is None:
        record_read(reader=reader.pk, action="case.refused", subject=f"bundle:{bundle_id}")
        raise Http404
    return found


@require_POST
@requires(Role.INVESTIGATOR)
def hold_step(request: HttpRequest, hold_id: int, step: str) -> HttpResponse:
    """Renew a hold, ask for its release, or release it."""
    found = get_object_or_404(PreservationHold, pk=hold_id, desk="")
    act = _HOLD_STEPS.get(step)
    if act is None:
        raise PermissionDenied
    try:
        act(hold=found, by=signed_in(request))
        messages.success(request, "Done.")
    except CustodyError as error:
        messages.error(request, str(error))
    return redirect("investigations:evidence")

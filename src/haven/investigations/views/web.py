"""The drawing of a network, its movement on the map, and two of its ads side by side; always for a case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.cases.pseudonyms import Naming
from haven.cases.queries import is_member
from haven.findings.models import Network
from haven.investigations.actions.views import exhibit_view
from haven.investigations.movement import movement_of
from haven.investigations.placing import places_of
from haven.investigations.portrait import portrait_of
from haven.investigations.sidebyside import compare
from haven.investigations.views.access import READERS, in_case
from haven.investigations.webgraph import outside_naming, weave
from haven.ledger.actions import record_read
from haven.listings.identifiers import normal_forms
from haven.listings.models import Listing

_MOST_EXPANDED = 5
_LAST = 2**40


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def web(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """The page around the drawing."""
    network = _read(request, case, network_id)
    portrait = portrait_of(network, Naming(case))
    reader = signed_in(request)
    expanded = [(kind, value, outside_naming(portrait.ads, kind, value)) for kind, value in _expanded(request)]
    context = {
        "case": case, "network": network, "portrait": portrait, "expanded": expanded, "unread": _unread(request),
        "query": request.GET.urlencode(), "movement": movement_of(portrait.dated, portrait.naming),
        "may_act": is_member(case, reader),
    }  # fmt: skip
    return render(request, "investigations/web.html", context)


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def web_data(request: HttpRequest, case: Case, network_id: str) -> JsonResponse:
    """Points and lines, with their places."""
    network = _read(request, case, network_id)
    drawn = weave(network, Naming(case), _expanded(request))
    return JsonResponse(drawn.as_json(places_of(drawn)) | {"left_out": drawn.left_out})


@require_POST
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def save_view(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Keep what is drawn as an exhibit."""
    network = get_object_or_404(Network, pk=network_id)
    days = (_seconds(request.POST.get("from", ""), 0), _seconds(request.POST.get("until", ""), _LAST))
    try:
        exhibit = exhibit_view(
            case=case, network=network, expanded=_expanded(request), days=days,
            why=request.POST.get("why", ""), by=signed_in(request),
        )  # fmt: skip
    except CaseError as error:
        messages.error(request, str(error))
        return redirect("investigations:web", case.pk, network.pk)
    messages.success(request, f"Kept as exhibit {exhibit.number}.")
    return redirect("investigations:exhibit", case.pk, exhibit.number)


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def side_by_side(request: HttpRequest, case: Case) -> HttpResponse:
    """Two ads beside each other."""
    codes = [request.GET.get(name, "").strip().lower().replace("\x00", "") for name in ("a", "b")]
    known = {ad.code: ad for ad in Listing.objects.filter(code__in=codes).exclude(revision=None)}
    missing = [code for code in codes if code not in known]
    one_twice = codes[0] == codes[1] and not missing
    context: dict[str, object] = {"case": case, "codes": codes, "missing": missing, "one_twice": one_twice}
    if not missing and not one_twice:
        reader = signed_in(request).pk
        for code in codes:
            record_read(reader=reader, action="listing.read", subject=f"listing:{code}", case=case.pk)
        naming = Naming(case)
        told = compare(known[codes[0]], known[codes[1]])
        context |= {"told": told, "who": [naming.of(told.a.poster_id), naming.of(told.b.poster_id)]}
    return render(request, "investigations/compare.html", context, status=404 if missing and any(codes) else 200)


def _read(request: HttpRequest, case: Case, network_id: str) -> Network:
    network = get_object_or_404(Network, pk=network_id)
    reader, subject = signed_in(request).pk, f"network:{network.pk}"
    record_read(reader=reader, action="graph.read", subject=subject, ads=network.size, case=case.pk)
    return network


def _expanded(request: HttpRequest) -> list[tuple[str, str]]:
    """The contacts that the address asks to be expanded; what is no contact is told apart by `_unread`."""
    return [form for words in request.GET.getlist("with")[:_MOST_EXPANDED] for form in normal_forms(words)[:1]]


def _unread(request: HttpRequest) -> list[str]:
    """What was typed to be expanded and is no contact that can be read."""
    return [
        words for words in request.GET.getlist("with")[:_MOST_EXPANDED] if words.strip() and not normal_forms(words)
    ]


def _seconds(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 13 else otherwise

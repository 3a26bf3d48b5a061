"""The drawing of a network, its movement on the map, and two of its ads side by side; always for a case."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from haven.investigations.expanding import Thread, outside, sealed, thread_of, unsealed
from haven.investigations.movement import movement_of
from haven.investigations.placing import places_of
from haven.investigations.portrait import portrait_of
from haven.investigations.sidebyside import compare
from haven.investigations.views.access import READERS, in_case
from haven.investigations.webgraph import MOST_OUTSIDE, weave
from haven.ledger.actions import record_read, salted_digest
from haven.listings.models import Listing

_MOST_EXPANDED = 5
_LONGEST = 320
_LAST = 2**40


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def web(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """The page around the drawing."""
    return _page(request, case, get_object_or_404(Network, pk=network_id))


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def web_data(request: HttpRequest, case: Case, network_id: str) -> JsonResponse:
    """Points and lines, with their places."""
    network, naming = get_object_or_404(Network, pk=network_id), Naming(case)
    threads = _expanded(request, case, network, naming) or []
    _read(request, case, network, threads)
    drawn = weave(network, naming, threads)
    return JsonResponse(drawn.as_json(places_of(drawn)) | {"left_out": drawn.left_out})


@require_POST
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def expand(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Have more drawn: what was typed or chosen goes on into an address that does not say it.

    Of more than so many the oldest gives way.
    """
    network, naming = get_object_or_404(Network, pk=network_id), Naming(case)
    typed = request.POST.get("more", "").strip()[:_LONGEST]
    threads, more = _expanded(request, case, network, naming) or [], thread_of(typed, network, naming)
    if more is None:
        return _page(request, case, network, unread=typed)
    known = {thread.key: thread for thread in [*threads, more]}
    address = reverse("investigations:web", args=[case.pk, network.pk])
    return redirect(f"{address}?with={sealed(case, list(known)[-_MOST_EXPANDED:])}")


@require_POST
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def save_view(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Keep what is drawn as an exhibit."""
    network = get_object_or_404(Network, pk=network_id)
    days = (_seconds(request.POST.get("from", ""), 0), _seconds(request.POST.get("until", ""), _LAST))
    why = request.POST.get("why", "")
    threads = _expanded(request, case, network, Naming(case)) or []
    try:
        exhibit = exhibit_view(case=case, network=network, expanded=threads, days=days, why=why, by=signed_in(request))
    except CaseError as error:
        return _page(request, case, network, refused={"problem": str(error), "why": why, "days": days})
    messages.success(request, f"Kept as exhibit {exhibit.number}.")
    return redirect("investigations:exhibit", case.pk, exhibit.number)


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def side_by_side(request: HttpRequest, case: Case) -> HttpResponse:
    """Two ads beside each other."""
    codes = [request.GET.get(name, "").strip().lower() for name in ("a", "b")]
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


def _page(
    request: HttpRequest,
    case: Case,
    network: Network,
    *,
    refused: dict[str, object] | None = None,
    unread: str | None = None,
) -> HttpResponse:
    """The page; `refused` is the view that could not be kept, `unread` the words that name nothing to expand by."""
    naming = Naming(case)
    threads = _expanded(request, case, network, naming)
    _read(request, case, network, threads or [])
    portrait = portrait_of(network, naming)
    inside = [ad.code for ad in portrait.ads]
    context = {
        "case": case, "network": network, "portrait": portrait, "refused": refused, "most": MOST_OUTSIDE,
        "expanded": [(thread, len(outside(thread, inside))) for thread in threads or ()],
        "unread": unread, "lost": threads is None, "sealed": request.GET.get("with", "") if threads else "",
        "movement": movement_of(portrait.dated, portrait.naming), "may_act": is_member(case, signed_in(request)),
    }  # fmt: skip
    return render(request, "investigations/web.html", context, status=422 if refused or unread is not None else 200)


def _read(request: HttpRequest, case: Case, network: Network, threads: list[Thread]) -> None:
    """The look, in the log; what it was expanded by as a digest, as of what is searched for."""
    digest = salted_digest(settings.SECRET_KEY.encode(), {"sought": [thread.key for thread in threads]})
    sought: dict[str, str | float | bool | None] = {"expanded": len(threads), "digest": digest} if threads else {}
    reader, subject = signed_in(request).pk, f"network:{network.pk}"
    record_read(reader=reader, action="graph.read", subject=subject, ads=network.size, case=case.pk, **sought)


def _expanded(request: HttpRequest, case: Case, network: Network, naming: Naming) -> list[Thread] | None:
    """What the address says is to be expanded, each thing once; None where it cannot be read any more."""
    words = request.GET.get("with", "")
    keys = unsealed(case, words) if words else []
    if keys is None:
        return None
    threads = [thread for key in keys[-_MOST_EXPANDED:] if (thread := thread_of(key, network, naming))]
    return list({(thread.kind, thread.label): thread for thread in threads}.values())


def _seconds(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 13 else otherwise

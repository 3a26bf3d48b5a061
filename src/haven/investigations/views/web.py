"""The drawing of a network, its movement on the map, and two of its ads side by side; always for a case."""

from django.conf import settings
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
from haven.investigations.expanding import Thread, outside, thread_of
from haven.investigations.movement import movement_of
from haven.investigations.placing import places_of
from haven.investigations.portrait import portrait_of
from haven.investigations.sidebyside import compare
from haven.investigations.views.access import READERS, in_case
from haven.investigations.webgraph import MOST_OUTSIDE, weave
from haven.ledger.actions import record_read, salted_digest
from haven.listings.models import Listing

_MOST_EXPANDED = 5
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
    threads, _ = _expanded(request, network, naming)
    _read(request, case, network, threads)
    drawn = weave(network, naming, threads)
    return JsonResponse(drawn.as_json(places_of(drawn)) | {"left_out": drawn.left_out})


@require_POST
@requires(Role.INVESTIGATOR)
@in_case(while_open=True)
def save_view(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Keep what is drawn as an exhibit."""
    network = get_object_or_404(Network, pk=network_id)
    days = (_seconds(request.POST.get("from", ""), 0), _seconds(request.POST.get("until", ""), _LAST))
    why = request.POST.get("why", "")
    threads, _ = _expanded(request, network, Naming(case))
    try:
        exhibit = exhibit_view(case=case, network=network, expanded=threads, days=days, why=why, by=signed_in(request))
    except CaseError as error:
        return _page(request, case, network, {"problem": str(error), "why": why, "days": days})
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


def _page(request: HttpRequest, case: Case, network: Network, refused: dict[str, object] | None = None) -> HttpResponse:
    """The page; `refused` is the view that could not be kept, with what was typed for it."""
    naming = Naming(case)
    threads, unread = _expanded(request, network, naming)
    _read(request, case, network, threads)
    portrait = portrait_of(network, naming)
    inside = [ad.code for ad in portrait.ads]
    context = {
        "case": case, "network": network, "portrait": portrait, "refused": refused, "most": MOST_OUTSIDE,
        "expanded": [(thread, len(outside(thread, inside))) for thread in threads],
        "unread": unread, "query": request.GET.urlencode(), "movement": movement_of(portrait.dated, portrait.naming),
        "may_act": is_member(case, signed_in(request)),
    }  # fmt: skip
    return render(request, "investigations/web.html", context, status=422 if refused else 200)


def _read(request: HttpRequest, case: Case, network: Network, threads: list[Thread]) -> None:
    """The look, in the log; what it was expanded by as a digest, as of what is searched for."""
    digest = salted_digest(settings.SECRET_KEY.encode(), {"sought": [thread.key for thread in threads]})
    sought: dict[str, str | float | bool | None] = {"expanded": len(threads), "digest": digest} if threads else {}
    reader, subject = signed_in(request).pk, f"network:{network.pk}"
    record_read(reader=reader, action="graph.read", subject=subject, ads=network.size, case=case.pk, **sought)


def _expanded(request: HttpRequest, network: Network, naming: Naming) -> tuple[list[Thread], list[str]]:
    """What the address asks to be expanded, each thing once, and the words that name nothing.

    Of more than so many the oldest gives way.
    """
    asked = [words for words in request.GET.getlist("with") if words.strip()][-_MOST_EXPANDED:]
    read = [(words, thread_of(words, network, naming)) for words in asked]
    threads = {(thread.kind, thread.label): thread for _, thread in read if thread}
    return list(threads.values()), [words for words, thread in read if thread is None]


def _seconds(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 13 else otherwise

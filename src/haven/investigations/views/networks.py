"""The list of networks, and one of them: for a case, or for an auditor; in the log before it is shown."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.reviewing import ask_review
from haven.cases.errors import CaseError
from haven.cases.models import Case, LinkReview
from haven.cases.pseudonyms import Naming
from haven.cases.queries import is_member
from haven.findings.models import Network, Renewal
from haven.investigations.actions.reviews import renew_network
from haven.investigations.casepage import reviewed
from haven.investigations.portrait import portrait_of
from haven.investigations.queries import SORTS, sorted_networks, with_ads
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read

_PAGE = 30


@require_GET
@never_cache
@requires(*READERS)
def networks(request: HttpRequest) -> HttpResponse:
    """All networks, for an auditor; an investigator is asked which case it is for, and shown none."""
    if Role.AUDITOR in signed_in(request).roles:
        return _list(request, None)
    record_read(reader=signed_in(request).pk, action="search.refused", subject="desk:networks")
    return redirect("investigations:cases")


@require_GET
@never_cache
@requires(*READERS)
def network(request: HttpRequest, network_id: str) -> HttpResponse:
    """One network, for an auditor; an investigator is asked which case it is for, and shown nothing."""
    if Role.AUDITOR in signed_in(request).roles:
        return _one(request, None, network_id)
    record_read(reader=signed_in(request).pk, action="search.refused", subject=f"network:{network_id}"[:80])
    return redirect(f"{reverse('investigations:cases')}?network={network_id}")


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def case_networks(request: HttpRequest, case: Case) -> HttpResponse:
    """All networks, looked through for a case."""
    return _list(request, case)


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def case_network(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """One network: its texts, contacts, ties, times and places."""
    return _one(request, case, network_id)


@require_POST
@requires(Role.INVESTIGATOR)
@in_case()
def review(request: HttpRequest, case: Case, network_id: str) -> HttpResponse:
    """Ask that somebody looks again whether an ad belongs into a network; or renew the network for the case."""
    found, by = get_object_or_404(Network, pk=network_id), signed_in(request)
    try:
        if "renew" in request.POST:
            renew_network(case=case, network=found, by=by)
            messages.success(request, "Renewed: this network is kept for a year, even if no ad joins it.")
        else:
            ask_review(case=case, network=found, ad_id=request.POST.get("ad", ""), by=by, **_asked(request))
            messages.success(request, "Asked. Another member of the case decides.")
    except CaseError as error:
        asked = _asked(request) | {"ad": request.POST.get("ad", ""), "problem": str(error)}
        return _one(request, case, found.pk, asked)
    return redirect(f"{reverse('investigations:case_network', args=[case.pk, found.pk])}#reviews")


def _list(request: HttpRequest, case: Case | None) -> HttpResponse:
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "score"
    page = Paginator(sorted_networks(sort), _PAGE).get_page(request.GET.get("page"))
    record_read(
        reader=signed_in(request).pk, action="networks.read", subject="desk:networks",
        sort=sort, page=page.number, case=case.pk if case else None,
    )  # fmt: skip
    context = {"page": page, "rows": with_ads(list(page.object_list)), "sort": sort, "sorts": SORTS, "case": case}
    return render(request, "investigations/networks.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("why", "asked_for")}


def _one(request: HttpRequest, case: Case | None, network_id: str, asked: dict[str, str] | None = None) -> HttpResponse:
    found = get_object_or_404(Network, pk=network_id)
    reader = signed_in(request)
    details = {"ads": found.size, "case": case.pk if case else None}
    record_read(reader=reader.pk, action="network.read", subject=f"network:{found.pk}", **details)
    context = {
        "network": found,
        "case": case,
        "portrait": portrait_of(found, Naming(case)),
        "may_act": case is not None and is_member(case, reader),
        "reviews": reviewed(LinkReview.objects.filter(network_id=found.pk, case=case)),
        "renewal": Renewal.objects.filter(pk=found.pk).first(),
        "reader": reader,
        "asked": asked,
    }
    return render(request, "investigations/network.html", context, status=422 if asked else 200)

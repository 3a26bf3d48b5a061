"""The list of networks, and one of them; every look is in the ledger before it is shown."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.findings.models import Network
from haven.investigations.portrait import portrait_of
from haven.investigations.queries import SORTS, sorted_networks, with_ads
from haven.ledger.actions import record_read

READERS = (Role.INVESTIGATOR, Role.AUDITOR)
_PAGE = 30


@require_GET
@never_cache
@requires(*READERS)
def networks(request: HttpRequest) -> HttpResponse:
    """All networks, in the order asked for."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "score"
    page = Paginator(sorted_networks(sort), _PAGE).get_page(request.GET.get("page"))
    record_read(
        reader=signed_in(request).pk, action="networks.read", subject="desk:networks", sort=sort, page=page.number
    )
    context = {"page": page, "rows": with_ads(list(page.object_list)), "sort": sort, "sorts": SORTS}
    return render(request, "investigations/networks.html", context)


@require_GET
@never_cache
@requires(*READERS)
def network(request: HttpRequest, network_id: str) -> HttpResponse:
    """One network: its texts, contacts, ties, times and places."""
    found = get_object_or_404(Network, pk=network_id)
    record_read(reader=signed_in(request).pk, action="network.read", subject=f"network:{found.pk}", ads=found.size)
    context = {
        "network": found,
        "portrait": portrait_of(found),
        "may_act": Role.INVESTIGATOR in signed_in(request).roles,
    }
    return render(request, "investigations/network.html", context)

"""One ad, read for a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.permissions import requires, signed_in
from haven.cases.models import Case
from haven.cases.queries import is_member
from haven.investigations.adpage import MOST_OTHERS, AdPage
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read
from haven.listings.models import Listing


@require_GET
@never_cache
@requires(*READERS)
@in_case(while_open=True)
def case_ad(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """What an ad says and shows, whom it names, and what else its poster posted; also one that is not public."""
    known = Listing.objects.exclude(revision=None).select_related("revision__category", "revision__place")
    ad, reader = get_object_or_404(known, code=code), signed_in(request)
    record_read(reader=reader.pk, action="listing.read", subject=ad.subject, case=case.pk)
    context = {
        "case": case,
        "ad": ad,
        "page": AdPage(case, ad),
        "may_act": is_member(case, reader),
        "most": MOST_OTHERS,
    }
    return render(request, "investigations/case_ad.html", context)

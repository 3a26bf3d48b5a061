"""Looking for an identifier, for a case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.accounts.models import Role, User
from haven.accounts.permissions import requires, signed_in
from haven.cases.errors import CaseError
from haven.cases.models import Case
from haven.custody.errors import CustodyError
from haven.investigations.actions.gathering import exhibit_ad
from haven.investigations.forms import SearchForm
from haven.investigations.looking import look_for
from haven.investigations.views.access import in_case


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
@in_case("search.read", while_open=True)
def search(request: HttpRequest, case: Case) -> HttpResponse:
    """Where an identifier stands, however disguised. Posted: addresses end up in proxies' logs.

    An ad to be kept is named with what was sought, so that the next one can be kept from the same page.
    """
    form = SearchForm(request.POST or None)
    by, code = signed_in(request), request.POST.get("keep", "")[:20]
    if code and form.is_valid():
        _keep(request, case, code, by)
    found = look_for(case, form.cleaned_data["q"], by) if form.is_valid() else None
    context = {"case": case, "form": form, "found": found}
    return render(request, "investigations/search.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, case: Case, code: str, by: User) -> None:
    try:
        exhibit = exhibit_ad(case=case, code=code, why=request.POST.get("why", ""), by=by)
    except (CaseError, CustodyError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Kept as exhibit {exhibit.number}.")

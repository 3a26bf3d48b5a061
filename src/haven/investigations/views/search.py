"""Looking for an identifier, for a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.cases.models import Case
from haven.investigations.forms import SearchForm
from haven.investigations.looking import look_for
from haven.investigations.views.access import in_case


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
@in_case("search.read", while_open=True)
def search(request: HttpRequest, case: Case) -> HttpResponse:
    """Where an identifier stands, however disguised. Posted: addresses end up in proxies' logs."""
    form = SearchForm(request.POST or None)
    found = look_for(case, form.cleaned_data["q"], signed_in(request)) if form.is_valid() else None
    context = {"case": case, "form": form, "found": found}
    return render(request, "investigations/search.html", context, status=422 if form.errors else 200)

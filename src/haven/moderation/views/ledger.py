"""The ledger for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.ledger.actions import record_read
from haven.ledger.alarms import problems
from haven.moderation.forms import LedgerForm
from haven.moderation.queries import LogQuery, Page, entries_for
from haven.moderation.views.desk import READERS, desk_context


@require_GET
@never_cache
@requires(*READERS)
def ledger(request: HttpRequest) -> HttpResponse:
    """Who did what to what, the newest first; moderators see what concerns ads."""
    reader = signed_in(request)
    form = LedgerForm(request.GET or None)
    query = LogQuery()
    if form.is_bound and form.is_valid():
        query = LogQuery(**form.cleaned_data)
    wrong = form.is_bound and not form.is_valid()
    record_read(
        reader=reader.pk, action="ledger.read", subject="desk:ledger", area=query.area, about=query.subject,
        before=query.before,
    )  # fmt: skip
    context = {
        "form": form,
        "query": query,
        "page": Page([], None) if wrong else entries_for(reader, query),
        "reads_all": Role.AUDITOR in reader.roles,
        "alarms": problems() if Role.AUDITOR in reader.roles else [],
    }
    return render(
        request, "moderation/ledger.html", desk_context(request, "ledger") | context, status=400 if wrong else 200
    )

"""What waits for a decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.permissions import requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.views.desk import READERS, desk_context


@require_GET
@never_cache
@requires(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    """Held ads, reported ads and appeals in one list."""
    record_read(reader=signed_in(request).pk, action="queue.read", subject="desk:queue")
    return render(request, "moderation/queue.html", desk_context(request, "queue"))

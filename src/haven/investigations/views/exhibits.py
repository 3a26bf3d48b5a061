"""One exhibit of a case, and its files as they were captured."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.permissions import requires, signed_in
from haven.cases.models import Case, Exhibit
from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceItem
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read


@require_GET
@never_cache
@requires(*READERS)
@in_case("case.read")
def exhibit(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """What an exhibit says, and how it is proven to be what was captured."""
    found, item = _kept(request, case, number)
    manifest = json.loads(item.manifest)
    facts = manifest["facts"]
    words = facts.get("words") or {}
    others = {name: value for name, value in facts.items() if name != "words"}
    context = {
        "case": case, "exhibit": found, "item": item, "words": words,
        "facts": json.dumps(others, indent=2, ensure_ascii=False, sort_keys=True),
        "messages_reported": facts.get("messages") if found.kind == Exhibit.Kind.MESSAGES else None,
        "files": item.files.all(),
    }  # fmt: skip
    return render(request, "investigations/exhibit.html", context)


@require_GET
@never_cache
@requires(*READERS)
@in_case("case.read")
def exhibit_file(request: HttpRequest, case: Case, number: int, path: str) -> HttpResponse:
    """A file of an exhibit, to be saved: it is never shown by the browser."""
    _, item = _kept(request, case, number)
    file = get_object_or_404(item.files, path=path)
    try:
        data = store.read(file.sha256)
    except EvidenceMissing as error:
        raise Http404 from error
    name = f"case-{case.pk}-exhibit-{number}-{path}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


def _kept(request: HttpRequest, case: Case, number: int) -> tuple[Exhibit, EvidenceItem]:
    found = get_object_or_404(case.exhibits.select_related("item", "added_by"), number=number)
    if found.item is None:
        raise Http404
    details = {"case": case.pk, "exhibit": number}
    record_read(reader=signed_in(request).pk, action="exhibit.read", subject=found.subject, **details)
    return found, found.item

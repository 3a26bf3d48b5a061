"""One exhibit of a case, and its files as they were captured."""

import json
from base64 import b64encode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.permissions import requires, signed_in
from haven.cases.models import Case, Exhibit
from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceItem
from haven.investigations.actions.views import PICTURE
from haven.investigations.factpage import lay_out
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
    others = {name: value for name, value in facts.items() if name not in {"words", "messages"}}
    context = {
        "case": case, "exhibit": found, "item": item, "words": words,
        "facts": lay_out(others), "picture": _picture(item) if found.kind == Exhibit.Kind.VIEW else "",
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


def _picture(item: EvidenceItem) -> str:
    """The drawing of a kept view as an image that needs no other address; none if its file is gone."""
    file = item.files.filter(path=PICTURE).first()
    if file is None:
        return ""
    try:
        return f"data:image/svg+xml;base64,{b64encode(store.read(file.sha256)).decode()}"
    except EvidenceMissing:
        return ""


def _kept(request: HttpRequest, case: Case, number: int) -> tuple[Exhibit, EvidenceItem]:
    found = get_object_or_404(case.exhibits.select_related("item", "added_by"), number=number)
    if found.item is None:
        raise Http404
    details = {"case": case.pk, "exhibit": number}
    record_read(reader=signed_in(request).pk, action="exhibit.read", subject=found.subject, **details)
    return found, found.item

"""One exhibit of a case, and its files as they were captured."""

import json
import re
from base64 import b64encode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from haven.accounts.permissions import requires, signed_in
from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import Naming
from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceFile, EvidenceItem
from haven.investigations.actions.views import PICTURE
from haven.investigations.factpage import lay_out
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read

_PERSON = re.compile(r"person:(\d+)")
_MOST_SHOWN = 8 * 2**20
"""Bytes of photos in one page; whatever is beyond it is among the files."""


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
    others = {name: value for name, value in facts.items() if name not in {"words", "messages", "photos"}}
    context = {
        "case": case, "exhibit": found, "item": item, "words": words,
        "facts": lay_out(_named(others, Naming(case))),
        "picture": _picture(item) if found.kind == Exhibit.Kind.VIEW else "",
        "photos": _photos(item, facts.get("photos") or []) if found.kind == Exhibit.Kind.AD else [],
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


def _named(facts: dict[str, Any], naming: Naming) -> dict[str, Any]:
    """The facts with people called what the case calls them: their number would be the same in every case."""
    people = {name: _PERSON.fullmatch(value) for name, value in facts.items() if isinstance(value, str)}
    return facts | {name: naming.of(int(found[1])) for name, found in people.items() if found}


def _picture(item: EvidenceItem) -> str:
    """The drawing of a kept view as an image that needs no other address; none if its file is gone."""
    file = item.files.filter(path=PICTURE).first()
    return _inline(file, "image/svg+xml") if file else ""


def _photos(item: EvidenceItem, said: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """An ad's photos as they were captured: each as an image of its own, and what its poster says it shows."""
    alts = {photo["path"]: photo["alt"] for photo in said}
    found, room = [], _MOST_SHOWN
    for file in item.files.filter(path__in=alts, media_type="image/webp"):
        room -= file.size
        if room >= 0 and (image := _inline(file, "image/webp")):
            found.append((image, alts[file.path]))
    return found


def _inline(file: EvidenceFile, media_type: str) -> str:
    try:
        return f"data:{media_type};base64,{b64encode(store.read(file.sha256)).decode()}"
    except EvidenceMissing:
        return ""


def _kept(request: HttpRequest, case: Case, number: int) -> tuple[Exhibit, EvidenceItem]:
    found = get_object_or_404(case.exhibits.select_related("item", "added_by"), number=number)
    if found.item is None:
        raise Http404
    details = {"case": case.pk, "exhibit": number}
    record_read(reader=signed_in(request).pk, action="exhibit.read", subject=found.subject, **details)
    return found, found.item

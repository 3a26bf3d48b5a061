"""The public side of the log, as C2SP tlog-tiles serves it: heads and hashes, never entries."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from haven.evidence.errors import EvidenceError
from haven.evidence.merkle import HASH_BYTES
from haven.evidence.tiles import TilePath
from haven.ledger import exporting
from haven.ledger.signing import latest_checkpoint

_TEXT = "text/plain; charset=utf-8"
_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The last signed head, with its cosignatures."""
    signed = latest_checkpoint()
    if signed is None:
        raise Http404
    return HttpResponse(signed.note, content_type=_TEXT, headers={"Cache-Control": "max-age=5"})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys of the log and what became of each."""
    return HttpResponse(exporting.key_list(), content_type=_TEXT, headers={"Cache-Control": "max-age=300"})


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes; they are salted, so that nobody can test a guess. Bundles of entries stay inside."""
    try:
        wanted = TilePath.parse(f"tile/{path}")
    except EvidenceError:
        raise Http404 from None
    found = b"" if wanted.level is None else exporting.tile(wanted)
    if len(found) != wanted.width * HASH_BYTES:
        raise Http404
    return HttpResponse(found, content_type="application/octet-stream", headers={"Cache-Control": _A_YEAR})

"""Opening what a production consists of, file by file, exactly as it leaves. Reads, changes nothing.

Owns which pictures nobody but the child-safety role may see, whatever they were gathered for. Must not know HTTP.
"""

import json
import mimetypes
from dataclasses import dataclass

from django.db.models import Q

from haven.custody import store
from haven.custody.bundles import files_of
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceBundle, EvidenceItem, QuarantinedFile
from haven.evidence.bundle.building import SIGNATURE
from haven.legal.models import Production
from haven.legal.parts import list_of
from haven.listings.actions.quarantining import unseen_subjects

BESIDE = ["data/index.html", "data/report.pdf", "data/case.jsonld", "data/README.txt", "data/checkpoint",
          "data/keys.txt", "bag-info.txt", "manifest-sha256.txt", "signed.txt"]  # fmt: skip
"""What a part holds beside its items and can be read."""
_EXHIBITS = "data/exhibits/"


@dataclass(frozen=True, slots=True)
class Opened:
    """The bytes of a file, and as what a browser shows them."""

    data: bytes
    media_type: str


def bundle_of(production: Production, part: int) -> EvidenceBundle:
    """A part of a production.

    Raises:
        EvidenceMissing: it has no such part.
    """
    if not 1 <= part <= len(production.bundles):
        raise EvidenceMissing(f"This production has {len(production.bundles)} parts.")
    return production.bundles[part - 1]


def open_file(production: Production, part: int, path: str, *, may_see_all: bool) -> Opened:
    """A file of a part. Items are read where they are kept; what is made from them is made as for the part itself.

    The signature is not among them: what is put together from files that were looked at is no file of ours.

    Raises:
        EvidenceMissing: there is no such file, it is gone, or only the child-safety role may see it.
    """
    bundle = bundle_of(production, part)
    if path == SIGNATURE:
        raise EvidenceMissing("The signature is in the saved file alone.")
    place, _, name = path.removeprefix(_EXHIBITS).partition("/") if path.startswith(_EXHIBITS) else ("", "", "")
    if not name or name == "proof.json":
        files = files_of(bundle)
        if path not in files:
            raise EvidenceMissing("There is no such file.")
        return Opened(files[path], _readable(path))
    item = _item(bundle, place)
    if name == "manifest.json":
        return Opened(item.manifest.encode(), _readable(name))
    file = item.files.filter(path=name).first()
    if file is None:
        raise EvidenceMissing("There is no such file.")
    if file.media_type.startswith("image/") and not may_see_all and (why := why_out_of_sight(item)):
        raise EvidenceMissing(why)
    return Opened(store.read(file.sha256), file.media_type if "json" not in file.media_type else _readable(name))


def list_text(production: Production) -> str:
    """The list over all parts; what was erased since is missing in it."""
    found = EvidenceItem.objects.in_bulk([key for bundle in production.bundles for key in bundle.items])
    return list_of([[found[key] for key in bundle.items if key in found] for bundle in production.bundles])


def why_out_of_sight(item: EvidenceItem) -> str:
    """Why its pictures are not shown to others than the child-safety role; empty where they are."""
    code = json.loads(item.manifest)["facts"].get("ad")
    seen_by_nobody = [QuarantinedFile.State.WAITING, QuarantinedFile.State.CONFIRMED]
    digests = item.files.values("sha256")
    matched = QuarantinedFile.objects.filter(Q(sha256__in=digests) | Q(stored__in=digests), state__in=seen_by_nobody)
    if (code and f"listing:{code}" in unseen_subjects()) or matched.exists():
        return "A picture of this is with the child-safety desk: send it back, and put it together anew without."
    return ""


def _item(bundle: EvidenceBundle, place: str) -> EvidenceItem:
    number = int(place) if place.isdigit() else 0
    keys = bundle.items[number - 1 : number] if number else []
    item = EvidenceItem.objects.filter(pk__in=keys).first()
    if item is None:
        raise EvidenceMissing("There is no such item, or it was erased.")
    return item


def _readable(path: str) -> str:
    """By its name; what a browser cannot show, as text."""
    kind, _ = mimetypes.guess_type(path)
    if kind == "text/html":
        return "text/html; charset=utf-8"
    return kind if kind == "application/pdf" else "text/plain; charset=utf-8"

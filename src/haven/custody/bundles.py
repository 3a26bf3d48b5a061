"""What a stored bundle consists of: read anew from the items and the tree, the same each time.

Owns the way from rows to `haven.evidence.bundle`.
"""

from collections import defaultdict

from django.conf import settings

from haven.custody import store
from haven.custody.errors import EvidenceMissing
from haven.custody.models import EvidenceBundle, EvidenceItem
from haven.custody.stamping import stamp
from haven.evidence.bundle.building import SIGNED, build
from haven.evidence.bundle.checking import check_bundle
from haven.evidence.bundle.contents import Contents, Exhibit, Seen
from haven.evidence.bundle.readme import FORMS
from haven.evidence.checkpoint import Checkpoint
from haven.evidence.keyring import Trust
from haven.evidence.notes import Key, Note
from haven.ledger.leaves import leaf_bytes, written_time
from haven.ledger.models import Leaf
from haven.ledger.signing import keyring
from haven.ledger.tree import prove_consistency, prove_inclusion
from haven.ledger.witnessing import first_cosigned


def contents_of(bundle: EvidenceBundle) -> Contents:
    """The contents of a bundle, saved or not yet.

    Raises:
        EvidenceMissing: an item, its place in the log or a file of it is gone or changed.
    """
    found = EvidenceItem.objects.prefetch_related("files").in_bulk(bundle.items)
    size = _size_of(bundle.checkpoint)
    first = {key: note for note, keys in bundle.seen.items() for key in keys}
    exhibits = []
    for number, key in enumerate(bundle.items, 1):
        if key not in found:
            raise EvidenceMissing(f"Item {key} of this bundle was erased.")
        exhibits.append(_exhibit(number, found[key], size, first.get(key, "")))
    return Contents(
        title=bundle.title,
        purpose=bundle.purpose,
        made_at=written_time(bundle.made_at),
        site=bundle.site,
        note=bundle.checkpoint,
        keys=bundle.keys,
        exhibits=exhibits,
    )


def new_files(bundle: EvidenceBundle) -> dict[str, bytes]:
    """All files of a bundle that is being made: signed with the newest key, stamped where the operator wants it.

    Raises:
        EvidenceMissing: see `contents_of`; also if it would not hold, as where an item was changed since its capture.
        CustodyError: the timestamp authority gave none.
        BadKeyFile: there is no key to sign with.
    """
    ring = keyring()
    bundle.seen = _first_heads(bundle)
    stamper = stamp if settings.TSA_URL else None
    files = build(contents_of(bundle), ring.newest, lambda data: ring.sign_bytes(data)[1], stamper)
    wrong = next(check_bundle(files, Trust(ring.trusted)), None)
    if wrong is not None:
        raise EvidenceMissing(f"This would be no evidence: {wrong}.")
    return files


def files_of(bundle: EvidenceBundle) -> dict[str, bytes]:
    """All files of a saved bundle, byte for byte as when it was made.

    Raises:
        EvidenceMissing: see `contents_of`; also if another version of Haven made it, and in another way.
    """
    key, signature = Key.parse(bundle.signer), bytes(bundle.signature)
    stamp = (lambda _: bytes(bundle.timestamp)) if bundle.timestamp else None
    contents = contents_of(bundle)
    for form in range(len(FORMS)):
        files = build(contents, key, lambda _: signature, stamp, form=form)
        if key.signed_bytes(files[SIGNED], signature):
            return files
    raise EvidenceMissing("This bundle cannot be built as it was signed (Haven was changed since): make a new one.")


def _first_heads(bundle: EvidenceBundle) -> dict[str, list[int]]:
    """For each item the first head before the bundle's that was witnessed; kept, for heads are cosigned later, too."""
    size, found = _size_of(bundle.checkpoint), defaultdict[str, list[int]](list)
    entries = dict(EvidenceItem.objects.filter(pk__in=bundle.items).values_list("entry_id", "pk"))
    for entry, position in Leaf.objects.filter(entry_id__in=entries).values_list("entry_id", "position"):
        first = first_cosigned(position, within=size)
        if first is not None:
            found[first.note].append(entries[entry])
    return {note: sorted(keys) for note, keys in sorted(found.items())}


def _size_of(note: str) -> int:
    return Checkpoint.parse(Note.parse(note).text).size


def _exhibit(number: int, item: EvidenceItem, size: int, first: str) -> Exhibit:
    leaf = Leaf.objects.select_related("entry").filter(entry_id=item.entry_id, position__lt=size).first()
    if leaf is None:
        raise EvidenceMissing(f"{item.name} has no place in the signed log yet: try again in a minute.")
    return Exhibit(
        number=number,
        manifest=item.manifest.encode(),
        salt=bytes(item.salt),
        files={file.path: store.read(file.sha256) for file in item.files.all()},
        entry=leaf_bytes(leaf.entry, leaf.salt),
        position=leaf.position,
        proof=prove_inclusion(leaf.position, size),
        seen=_seen(leaf.position, first, size) if first else None,
    )


def _seen(position: int, note: str, size: int) -> Seen:
    first = _size_of(note)
    return Seen(note, prove_inclusion(position, first), prove_consistency(first, size))

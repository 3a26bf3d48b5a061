"""Putting a bundle together: the same contents and key give the same bytes, every time.

Owns the layout: BagIt (RFC 8493) with the exhibits as payload; `signed.txt` lists the SHA-256 of every other file in
the form that `sha256sum -c` reads, and `signed.sig` is the Ed25519 signature over it. BagIt's own manifests leave the
tag files uncovered; this leaves nothing.
"""

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from haven.evidence.bundle.case_uco import case_graph
from haven.evidence.bundle.contents import Contents, Exhibit, Files
from haven.evidence.bundle.page import index_page
from haven.evidence.bundle.paper import report
from haven.evidence.bundle.readme import PROGRAM, TODAY, readme
from haven.evidence.bundle.timestamps import STAMP, STAMPED
from haven.evidence.digests import sha256
from haven.evidence.errors import EvidenceError
from haven.evidence.notes import Key

SIGNED = "signed.txt"
SIGNATURE = "signed.sig"
SIGNER = "signer.txt"
CHECKPOINT = "data/checkpoint"
README = "data/README.txt"
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def build(
    contents: Contents,
    key: Key,
    sign: Callable[[bytes], bytes],
    stamp: Callable[[bytes], bytes] | None = None,
    *,
    form: int = 0,
) -> dict[str, bytes]:
    """All files of the bundle; `sign` gives the 64 bytes of `key`'s signature over `signed.txt`.

    `stamp` gives an authority's timestamp over `tagmanifest-sha256.txt` (RFC 3161), where there is to be one. `form` is
    that of its README, program and page (`haven.evidence.bundle.readme`).

    Raises:
        EvidenceError: a file of an exhibit has a path that a bundle cannot hold.
    """
    files = {
        CHECKPOINT: contents.note.encode(),
        "data/keys.txt": contents.keys.encode(),
        README: readme(stamped=stamp is not None, form=form),
        "data/index.html": index_page(contents, form=form).encode(),
        "data/report.pdf": report(contents),
        "data/case.jsonld": rfc8785.dumps(case_graph(contents)),
    }
    if form == TODAY:
        files["data/check_log.py"] = PROGRAM
    for exhibit in contents.exhibits:
        files |= _exhibit(exhibit)
    files["manifest-sha256.txt"] = _list({path: data for path, data in files.items() if path.startswith("data/")})
    files |= {
        "bagit.txt": _BAGIT,
        "bag-info.txt": _info(contents, files),
        SIGNER: f"{key}\n".encode(),
        "signer.pem": pem_of(key),
    }
    files[STAMPED] = _list({path: data for path, data in files.items() if not path.startswith("data/")})
    if stamp:
        files[STAMP] = stamp(files[STAMPED])
    files[SIGNED] = _list(files)
    files[SIGNATURE] = sign(files[SIGNED])
    return dict(sorted(files.items()))


def proof_of(exhibit: Exhibit) -> bytes:
    """An exhibit's way into the log, as the bundle holds it; `first` is that into the first head that was witnessed."""
    told: dict[str, Any] = {
        "entry": base64.b64encode(exhibit.entry).decode(),
        "position": exhibit.position,
        "proof": _steps(exhibit.proof),
        "salt": exhibit.salt.hex(),
    }
    if seen := exhibit.seen:
        told["first"] = {"head": seen.note, "proof": _steps(seen.proof), "onwards": _steps(seen.onwards)}
    return rfc8785.dumps(told)


def _steps(proof: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(step).decode() for step in proof]


def pack(files: Files) -> bytes:
    """The bundle as a zip, in one form only: sorted, stored, without times of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(path, _EPOCH)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _exhibit(exhibit: Exhibit) -> dict[str, bytes]:
    for path in exhibit.files:
        if path.startswith(".") or not set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._"):
            raise EvidenceError(f"{path!r} cannot be the name of a file in a bundle")
    named = {"manifest.json": exhibit.manifest, "proof.json": proof_of(exhibit), **exhibit.files}
    return {f"{exhibit.folder}/{name}": data for name, data in named.items()}


def _list(files: Files) -> bytes:
    return "".join(f"{sha256(data)}  {path}\n" for path, data in sorted(files.items())).encode()


def _info(contents: Contents, files: Files) -> bytes:
    payload = [data for path, data in files.items() if path.startswith("data/")]
    lines = {
        "Bagging-Date": contents.made_at[:10],
        "External-Description": " ".join(contents.title.split()),
        "Payload-Oxum": f"{sum(map(len, payload))}.{len(payload)}",
        "Source-Organization": contents.site,
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()


def pem_of(key: Key) -> bytes:
    """A public key as openssl reads it."""
    return Ed25519PublicKey.from_public_bytes(key.public).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

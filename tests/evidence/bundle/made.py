"""A bundle from made-up contents, with a log of its own around its exhibits."""

import json
import random
from dataclasses import replace

from haven.evidence.bundle.building import build
from haven.evidence.bundle.contents import Contents, Exhibit, Seen
from haven.evidence.checkpoint import Checkpoint
from haven.evidence.digests import salted_digest, sha256
from haven.evidence.keyring import Trust
from haven.evidence.merkle import consistency_proof, inclusion_proof, leaf_hash, root
from haven.evidence.notes import COSIGNATURE, Note, Signer
from haven.evidence.tiles import grown, nodes_of

SIGNER = Signer.make("example.org/log")
WITNESS = Signer.make("example.net/w1", COSIGNATURE)
TRUST = Trust.parse(f"{SIGNER.key}\n{WITNESS.key}")
BODY = 'Solid oak, <b>six</b> chairs. #import "x" {{ words }} ☎ 555-0142\nSecond line'


def manifest(number: int, files: dict[str, bytes]) -> bytes:
    listed = [{"path": p, "sha256": sha256(d), "size": len(d), "type": "text/html"} for p, d in files.items()]
    told = {
        "captured_at": "2026-11-26T12:00:00.000000Z",
        "subject": f"listing:aaaaaaaaa{number}", "title": f"Ad {number}: Oak & table",
        "facts": {"words": {"body": BODY, "place": "Leipzig"}}, "files": listed,
    }  # fmt: skip
    return json.dumps(told).encode()


def contents(count: int = 2, *, weight: int = 2_000, seed: int = 1) -> Contents:
    """So many exhibits, with a photo of so many bytes each; the first was witnessed in a log of two entries already."""
    chance = random.Random(seed)
    entries: list[bytes] = []
    parts: list[tuple[bytes, bytes, dict[str, bytes]]] = []
    for number in range(1, count + 1):
        files = {"ad.html": f"<p>{number}</p>".encode(), "photo-01.webp": chance.randbytes(weight)}
        told, salt = manifest(number, files), chance.randbytes(16)
        digest = salted_digest(salt, {"sha256": sha256(told)})
        told_of = {"at": "2026-11-26T12:00:00Z", "action": "listing.submitted", "details": {"evidence": digest}}
        entries += [json.dumps(told_of).encode(), b"{}", b'{"details": {}}']
        parts.append((told, salt, files))
    tiles = grown(lambda *_: b"", 0, [leaf_hash(entry) for entry in entries])
    nodes = nodes_of(lambda level, number: tiles[level, number])
    text = Checkpoint(SIGNER.key.name, len(entries), root(nodes, len(entries))).text
    exhibits = [
        Exhibit(i + 1, told, salt, files, entries[3 * i], 3 * i, inclusion_proof(nodes, 3 * i, len(entries)))
        for i, (told, salt, files) in enumerate(parts)
    ]
    before = signed(Checkpoint(SIGNER.key.name, 2, root(nodes, 2)).text, at=1_600_000_000)
    first = Seen(before, inclusion_proof(nodes, 0, 2), consistency_proof(nodes, 2, len(entries)))
    exhibits[0] = replace(exhibits[0], seen=first)
    note = signed(text, at=1_700_000_000)
    return Contents("Oak tables", "To show <what> was offered.", "2026-11-26T12:00:00.000000Z", "https://haven.example",
                    note, f"{SIGNER.key}\n", exhibits)  # fmt: skip


def signed(text: str, *, at: int, by: Signer = SIGNER) -> str:
    """A head that the log signed, and its witness at a time."""
    return str(Note(text, (by.sign(text), WITNESS.sign(text, at=at))))


def a_bundle(count: int = 2, *, weight: int = 2_000) -> dict[str, bytes]:
    """The files of a signed bundle."""
    return build(contents(count, weight=weight), SIGNER.key, SIGNER.sign_bytes)

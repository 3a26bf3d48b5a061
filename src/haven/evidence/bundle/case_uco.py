"""The bundle for machines: CASE/UCO (caseontology.org) as JSON-LD: an investigation, its exhibits, their files.

Owns the graph. Identifiers come from the digests, so that the same contents give the same graph.
"""

import uuid
from typing import Any

from haven.evidence.bundle.contents import Contents, Exhibit
from haven.evidence.digests import sha256

Node = dict[str, Any]
_SPACE = uuid.UUID("5c1f5a2e-6d0c-5b55-9a44-1f4b6a1d7c10")
_CONTEXT = {
    "kb": "http://example.org/kb/",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def case_graph(contents: Contents) -> Node:
    """The whole graph."""
    records = [_record(exhibit) for exhibit in contents.exhibits]
    files = [file for exhibit in contents.exhibits for file in _files(exhibit)]
    investigation = {
        "@id": _id("investigation", contents.title, contents.made_at),
        "@type": "case-investigation:Investigation",
        "uco-core:name": contents.title,
        "uco-core:description": contents.purpose,
        "uco-core:object": [{"@id": record["@id"]} for record in records],
    }
    return {"@context": _CONTEXT, "@graph": [investigation, *records, *files]}


def _record(exhibit: Exhibit) -> Node:
    by = f", in it by {exhibit.seen.told}" if exhibit.seen else ""
    return {
        "@id": _id("exhibit", exhibit.sha256),
        "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": f"{exhibit.number:03d}",
        "uco-core:name": exhibit.told["title"],
        "uco-core:description": f"Captured {exhibit.told['captured_at']}; entry {exhibit.position} of the log{by}.",
        "uco-core:object": [{"@id": file["@id"]} for file in _files(exhibit)],
    }


def _files(exhibit: Exhibit) -> list[Node]:
    everything = {"manifest.json": exhibit.manifest, **exhibit.files}
    return [_file(exhibit, path, data) for path, data in sorted(everything.items())]


def _file(exhibit: Exhibit, path: str, data: bytes) -> Node:
    where = f"{exhibit.folder}/{path}"
    return {
        "@id": _id("file", exhibit.sha256, path),
        "@type": "uco-observable:File",
        "uco-core:hasFacet": [
            {
                "@id": _id("name", exhibit.sha256, path),
                "@type": "uco-observable:FileFacet",
                "uco-observable:fileName": path,
                "uco-observable:filePath": where,
                "uco-observable:sizeInBytes": {"@type": "xsd:integer", "@value": str(len(data))},
            },
            {
                "@id": _id("content", exhibit.sha256, path),
                "@type": "uco-observable:ContentDataFacet",
                "uco-observable:hash": [_hash(exhibit, path, sha256(data))],
            },
        ],
    }


def _hash(exhibit: Exhibit, path: str, digest: str) -> Node:
    return {
        "@id": _id("hash", exhibit.sha256, path),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": digest},
    }


def _id(kind: str, *names: str) -> str:
    return f"kb:{kind}-{uuid.uuid5(_SPACE, ' '.join((kind, *names)))}"

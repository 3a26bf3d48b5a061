"""The bundle on paper: a PDF that reads like its first page; the same bytes wherever it is set."""

import json
from pathlib import Path

import typst

from haven.evidence.bundle.contents import Contents, Exhibit

_TEMPLATE = Path(__file__).with_name("report.typ")
_NOTE = (
    "What an ad says is a claim of whoever wrote it, and being shown here accuses nobody. "
    "How to check this bundle is told in README.txt beside this file."
)


def report(contents: Contents) -> bytes:
    """The PDF. Words of ads are data to the typesetter, never its instructions."""
    head = contents.checkpoint
    data = {
        "title": contents.title,
        "purpose": contents.purpose,
        "note": _NOTE,
        "facts": [
            ("From", contents.site), ("Made", contents.made_at), ("Exhibits", str(len(contents.exhibits))),
            ("Log", f"{head.origin}, {head.size} entries"), ("Root", head.root.hex()),
        ],
        "exhibits": [_exhibit(exhibit) for exhibit in contents.exhibits],
    }  # fmt: skip
    # Fonts of the machine are left out: they would make the same bundle differ from one machine to the next.
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True
    )
    return made


def _exhibit(exhibit: Exhibit) -> dict[str, object]:
    rows = [
        ("Shows", str(exhibit.told["subject"])), ("Captured", str(exhibit.told["captured_at"])),
        ("In the log by", exhibit.seen.told if exhibit.seen else ""),
        ("Place", str(exhibit.words.get("place") or "")), ("Files", ", ".join(sorted(exhibit.files))),
        ("Entry of the log", str(exhibit.position)), ("SHA-256", exhibit.sha256),
    ]  # fmt: skip
    title = f"Exhibit {exhibit.number}. {exhibit.told['title']}"
    return {"title": title, "facts": [row for row in rows if row[1]], "body": str(exhibit.words.get("body", ""))}

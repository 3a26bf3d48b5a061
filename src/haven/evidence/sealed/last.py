"""The last page of a site: what its log's last signed head was, for any web server, years after the site is gone.

Owns the page. It gives no entry of the log, only the head; whoever holds a copy of the log, or a part of it, can prove
by the head that nothing in it was changed.
"""

from dataclasses import dataclass
from html import escape

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.notes import Note
from haven.evidence.sealed.page import facts, page

CHECKPOINT = "checkpoint.txt"
KEYS = "keys.txt"
_HOW = """<pre>haven verify checkpoint.txt --keys keys.txt
haven verify THE-LOG checkpoint.txt --keys keys.txt     # a copy of the log: whole, and up to this head</pre>
<p>The head is a signed note (C2SP tlog-checkpoint) over an RFC 9162 tree: any tool that reads these can check it, and a
page of code does. Believe the keys because you knew them before, or because a witness does; not because they are here.
</p>"""


@dataclass(frozen=True, slots=True)
class Last:
    """Whose it is, and the head. `over` is whether everything that was to be erased is."""

    site: str
    address: str
    closed_on: str
    written_at: str
    custodian: str
    over: bool
    note: str
    keys: str


def last_files(last: Last) -> dict[str, bytes]:
    """The page, the note and the keys, by path."""
    return {"index.html": last_page(last).encode(), CHECKPOINT: last.note.encode(), KEYS: last.keys.encode()}


def last_page(last: Last) -> str:
    """The page."""
    note = Note.parse(last.note)
    head = Checkpoint.parse(note.text)
    rows = [
        ("Site", f"{last.site}, {last.address}"),
        ("Closed on", last.closed_on),
        ("Written", last.written_at),
        ("Log", head.origin),
        ("Entries", f"{head.size:,}"),
        ("Root", head.root.hex()),
        ("Signatures", "\n".join(f"{each.name} ({each.key_id.hex()})" for each in note.signatures)),
        ("Custodian", last.custodian),
    ]
    erased = (
        "Everything else that it kept about people has been erased."
        if last.over
        else "What it kept about people is being erased; what must be kept by law is so until its day."
    )
    return page(
        f"{last.site} has closed",
        f"<p>This site does not exist any more. {erased} What was decided on it stands in a log that nobody can change"
        " unseen, and this is the last signed head of it.</p>"
        f"{facts(rows)}<h2>The signed head</h2><pre>{escape(last.note)}</pre>"
        f'<p><a href="{CHECKPOINT}">{CHECKPOINT}</a></p><h2>Its keys</h2><pre>{escape(last.keys)}</pre>'
        f'<p><a href="{KEYS}">{KEYS}</a></p>'
        f"<h2>How to check</h2>{_HOW}",
    )

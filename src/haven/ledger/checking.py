"""Whether the entries still are what the tree was made from, and whether each of them has its place.

Owns the comparison of rows with hashes. Heads vouch for hashes, and witnesses for heads; but people read the rows, and
whoever owns the database can change a row and leave its hash alone: no head would differ, and no witness would know.
"""

from collections.abc import Iterator

from django.db import connection

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.merkle import HASH_BYTES, root, subtree_hash
from haven.evidence.tiles import HEIGHT, WIDTH
from haven.ledger.alarms import end_alarm, raise_alarm
from haven.ledger.models import Alarm
from haven.ledger.signing import latest_head
from haven.ledger.tree import hashed_again, read_tile

_ENTRIES = "entries"
_NAMED = 10
_WITHOUT_PLACE = """
SELECT entry.id FROM ledger_ledgerentry entry
LEFT JOIN ledger_leaf leaf ON leaf.entry_id = entry.id
LEFT JOIN ledger_unsequencedentry waiting ON waiting.entry_id = entry.id
WHERE leaf.entry_id IS NULL AND waiting.entry_id IS NULL ORDER BY entry.id LIMIT %s
"""


def check_entries() -> list[str]:
    """Compare every entry with its hash, and all with the root that was signed last; what is wrong, in sentences.

    It is an alarm until a later check finds nothing. A million entries take a minute or two.
    """
    head = latest_head()
    wrong = [*(_not_what_was_signed(head) if head else ()), *_without_place()]
    if wrong:
        raise_alarm(source=_ENTRIES, kind=Alarm.Kind.BROKEN, text=f"In the log {'; '.join(wrong)}.")
    else:
        end_alarm(source=_ENTRIES)
    return wrong


def _not_what_was_signed(head: Checkpoint) -> Iterator[str]:
    altered: list[int] = []
    whole: list[bytes] = []
    rest: list[bytes] = []
    for first in range(0, head.size, WIDTH):
        rest = hashed_again(first, min(first + WIDTH, head.size))
        stored = read_tile(0, first >> HEIGHT)
        was = [stored[i * HASH_BYTES : (i + 1) * HASH_BYTES] for i in range(len(rest))]
        altered += [first + i for i, (now, before) in enumerate(zip(rest, was, strict=True)) if now != before]
        if len(rest) == WIDTH:
            whole.append(subtree_hash(rest))
            rest = []
    if altered:
        verb = "is" if len(altered) == 1 else "are"
        count = f"{len(altered):,} of {head.size:,} entries {verb}"
        yield f"{count} not what was hashed, at place {_some(altered)}: changed or removed in the database"
    elif _root(whole, rest, head.size) != head.root:
        yield f"the first {head.size:,} entries do not lead to the root that was signed: they and their hashes changed"


def _root(whole: list[bytes], rest: list[bytes], size: int) -> bytes:
    """The root above full tiles, of which the hash is known, and the leaves that are in none."""

    def node(level: int, index: int) -> bytes:
        row, above = (whole, level - HEIGHT) if level >= HEIGHT else (rest, level)
        first = (index << above) - (0 if level >= HEIGHT else len(whole) * WIDTH)
        return subtree_hash(row[first : first + (1 << above)])

    return root(node, size)


def _without_place() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_PLACE, [_NAMED + 1])
        found = [row[0] for row in cursor.fetchall()]
    if found:
        verbs = ("has", "waits") if len(found) == 1 else ("have", "wait")
        yield f"entry {_some(found)} {verbs[0]} no place and {verbs[1]} for none"


def _some(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_NAMED]))
    return f"{named} and more" if len(numbers) > _NAMED else named

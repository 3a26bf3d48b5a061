"""A witness: it remembers the largest head of each log it saw, and cosigns only what continues that.

Owns the rules of C2SP tlog-witness and the witness's memory, a directory of one file per log. Must not know HTTP, nor
where heads come from. What contradicts its memory is refused and kept: two signed heads that cannot both be true are
proof against the log, whatever becomes of either side.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import BadKeyFile, BadNote, BadProof
from haven.evidence.keyring import Trust, write_private
from haven.evidence.merkle import EMPTY_ROOT, check_consistency
from haven.evidence.notes import Note, Signature, Signer

MOST_STEPS = 63


class Refused(Exception):
    """A head that is not cosigned; `alarm` if it means that the log was changed, lost or split."""

    alarm = False


class UnknownLog(Refused):
    """A log that this witness does not watch."""


class NotSigned(Refused):
    """No key signed that the witness believes."""


class OtherSize(Refused):
    """The log starts from another head than the witness remembers; `size` is the one it does."""

    def __init__(self, why: str, size: int) -> None:
        super().__init__(why)
        self.size = size


class Malformed(Refused):
    """A request that says nothing, or asks for something impossible."""


class Inconsistent(Refused):
    """The proof does not lead from the remembered head to this one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest head of a log that was cosigned."""

    size: int = 0
    root: bytes = EMPTY_ROOT
    note: str = ""


class Memory:
    """What a witness has seen; on the disk before anything is cosigned."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def seen(self, origin: str) -> Seen:
        """The largest head of this log.

        Raises:
            BadKeyFile: the file is damaged. A witness that forgot would cosign anything: it stops instead.
        """
        path = self._path(origin, "head")
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            return Seen(int(row["size"]), bytes.fromhex(row["root"]), str(row["note"]))
        except FileNotFoundError:
            return Seen()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadKeyFile(f"{path} cannot be read ({error}): restore it before this witness goes on") from None

    def cosigned(self, origin: str, checkpoint: Checkpoint) -> bool:
        """Whether this very head was cosigned before: then it is only an old one that somebody shows again."""
        line = f"{checkpoint.size} {checkpoint.root.hex()}\n"
        try:
            with self._path(origin, "cosigned").open(encoding="ascii") as lines:
                return line in lines
        except FileNotFoundError:
            return False

    def keep(self, origin: str, seen: Seen) -> None:
        """Remember a larger head; that it was refused before is no alarm any more.

        Somebody had shown it with a wrong proof, which anybody can do with a public head; now the right one is here.
        """
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._path(origin, "cosigned").open("a", encoding="ascii") as lines:
            lines.write(f"{seen.size} {seen.root.hex()}\n")
        row = {"origin": origin, "size": seen.size, "root": seen.root.hex(), "note": seen.note}
        write_private(self._path(origin, "head"), json.dumps(row, indent=1) + "\n")
        self._alarm(origin, seen.note).unlink(missing_ok=True)

    def keep_alarm(self, origin: str, why: str, written: str, at: int) -> None:
        """Keep a head that contradicts what was seen, beside what was seen; each once."""
        row = {"origin": origin, "at": at, "why": why, "shown": written, "seen": self.seen(origin).note}
        write_private(self._alarm(origin, written), json.dumps(row, indent=1) + "\n", new=True)

    def alarms(self) -> list[dict[str, object]]:
        """Everything that was refused with an alarm, the oldest first."""
        rows = [json.loads(path.read_text(encoding="utf-8")) for path in self.directory.glob("*.alarm-*.json")]
        return sorted(rows, key=lambda row: row["at"])

    def _alarm(self, origin: str, written: str) -> Path:
        """The file of an alarm about this head, whoever signed it."""
        digest = hashlib.sha256(Note.parse(written).text.encode()).hexdigest()[:16]
        return self._path(origin, f"alarm-{digest}")

    def _path(self, origin: str, what: str) -> Path:
        name = "".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in origin)[:80]
        digest = hashlib.sha256(origin.encode()).hexdigest()[:8]
        return self.directory / f"{name}.{digest}.{what}.json"


class Witness:
    """Cosigns heads of the logs whose keys it trusts."""

    def __init__(
        self, signer: Signer, trust: Trust, directory: Path, *, clock: Callable[[], float] = time.time
    ) -> None:
        self.signer, self.trust, self.memory = signer, trust, Memory(directory)
        self._clock = clock
        self._one_at_a_time = threading.Lock()

    def add_checkpoint(self, old: int, proof: list[bytes], written: str) -> Signature:
        """Cosign a signed head that continues, by this proof, the head of `old` entries that is remembered.

        Raises:
            Refused: one of its kinds, in the order in which tlog-witness names them.
        """
        try:
            checkpoint, _, _ = self.trust.open(written)
        except BadNote as error:
            raise self._not_believed(written, error) from None
        if old > checkpoint.size or len(proof) > MOST_STEPS:
            raise self._impossible(checkpoint, old, written)
        with self._one_at_a_time:
            seen = self._check(old, proof, checkpoint, written)
            if checkpoint.size > seen.size or not seen.note:
                self.memory.keep(checkpoint.origin, Seen(checkpoint.size, checkpoint.root, written))
            return self.signer.sign(checkpoint.text, at=int(self._clock()))

    def _check(self, old: int, proof: list[bytes], checkpoint: Checkpoint, written: str) -> Seen:
        """What is remembered, which the head continues."""
        seen = self.memory.seen(checkpoint.origin)
        if checkpoint.size < seen.size:
            why = f"the log had {seen.size:,} entries, now {checkpoint.size:,}: it was cut, or an old copy is back"
            raise self._alarmed(OtherSize(why, seen.size), checkpoint, written)
        if checkpoint.size == seen.size and checkpoint.root != seen.root:
            why = f"two heads of {seen.size:,} entries with different roots: the log was split or rewritten"
            raise self._alarmed(OtherSize(why, seen.size), checkpoint, written)
        if old != seen.size:
            raise OtherSize(f"the last head seen has {seen.size:,} entries, not {old:,}", seen.size)
        try:
            check_consistency(seen.size, seen.root, checkpoint.size, checkpoint.root, proof)
        except BadProof as error:
            why = f"the head of {checkpoint.size:,} does not continue the one of {seen.size:,}: {error}"
            raise self._alarmed(Inconsistent(why), checkpoint, written) from None
        return seen

    def _not_believed(self, written: str, error: BadNote) -> Refused:
        origin = written.partition("\n")[0]
        if not self.trust.log_keys(origin):
            return UnknownLog(f"this witness does not watch {origin[:100]!r}")
        return NotSigned(str(error))

    def _impossible(self, checkpoint: Checkpoint, old: int, written: str) -> Refused:
        refused = Malformed(f"from {old:,} entries there is no way to {checkpoint.size:,}")
        smaller = checkpoint.size < self.memory.seen(checkpoint.origin).size
        return self._alarmed(refused, checkpoint, written) if smaller else refused

    def _alarmed(self, refused: Refused, checkpoint: Checkpoint, written: str) -> Refused:
        """The refusal, with an alarm unless it is about a head that was cosigned in its time."""
        if self.memory.cosigned(checkpoint.origin, checkpoint):
            return refused
        refused.alarm = True
        self.memory.keep_alarm(checkpoint.origin, str(refused), written, int(self._clock()))
        return refused

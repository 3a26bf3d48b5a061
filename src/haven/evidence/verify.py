"""Checking what was handed over, offline: heads, logs, bundles, and heads against each other.

Owns what a path is taken for and what is said about it. Must not know the site it came from, nor ask it anything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.x509 import Certificate

from haven.evidence.bundle.building import CHECKPOINT, SIGNED
from haven.evidence.bundle.checking import check_bundle, read_bundle, witnessed_by
from haven.evidence.bundle.timestamps import STAMP, STAMPED, stamped_at, stamped_by
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.log_files import SignedHead, check_continues, check_tree, read_head
from haven.evidence.notes import COSIGNATURE, written_moment
from haven.evidence.sealed.checking import check_sealing
from haven.evidence.sealed.last import CHECKPOINT as CHECKPOINT_PAGE
from haven.evidence.sealed.writing import HEAD, SEALED


@dataclass
class Report:
    """What holds and what does not, in sentences."""

    holds: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    """What nothing at hand shows, one way or the other."""
    heads: list[SignedHead] = field(default_factory=list)
    logs: list[SignedHead] = field(default_factory=list)
    """Heads whose whole log was checked."""


def verify(paths: Iterable[Path], trust: Trust, authorities: Sequence[Certificate] = ()) -> Report:
    """Check each path, then all heads of one log against each other; timestamps against `authorities`."""
    report = Report()
    for path in paths:
        try:
            _check(path, trust, report, authorities)
        except EvidenceError as error:
            report.wrong.append(str(error))
    report.wrong += _contradictions(report)
    report.open += _not_witnessed(report, trust)
    report.open += _not_compared(report)
    return report


def _check(path: Path, trust: Trust, report: Report, authorities: Sequence[Certificate]) -> None:
    if path.is_dir() and (path / SEALED).exists():
        _check_sealing(path, trust, report, authorities)
    elif path.is_dir() and (path / "checkpoint").exists():
        _check_log(path, trust, report)
    elif (path.is_dir() and (path / SIGNED).exists()) or path.suffix == ".zip":
        _check_bundle(path, trust, report, authorities)
    elif path.is_file() or (path / CHECKPOINT_PAGE).is_file():
        path = path if path.is_file() else path / CHECKPOINT_PAGE
        head = read_head(path, trust)
        report.heads.append(head)
        report.holds.append(f"{path}: {_told(head)}")
    else:
        raise EvidenceError(f"{path}: there is neither a log nor a checkpoint nor a bundle here")


def _check_sealing(path: Path, trust: Trust, report: Report, authorities: Sequence[Certificate]) -> None:
    wrong = list(check_sealing(path, trust))
    report.wrong += wrong
    if wrong:
        return
    head = read_head(path / HEAD, trust)
    report.heads.append(head)
    report.holds.append(f"{path}: every file is as it was sealed; {_told(head)}")
    closed = sorted(file.name for file in path.rglob("*.p7m"))
    if closed:
        report.holds.append(f"{path}: {len(closed)} enveloped files were not opened: {', '.join(closed)[:300]}")
    for part in sorted(path.glob("parts/*.zip")):
        _check_bundle(part, trust, report, authorities)
    if (path / "log" / "checkpoint").exists():
        _check_log(path / "log", trust, report)


def _check_log(path: Path, trust: Trust, report: Report) -> None:
    head = read_head(path / "checkpoint", trust)
    report.heads.append(head)
    wrong = list(check_tree(path, head.checkpoint))
    report.wrong += wrong
    if not wrong:
        report.logs.append(head)
        report.holds.append(f"{path}: every entry leads to the head; {_told(head)}")


def _check_bundle(path: Path, trust: Trust, report: Report, authorities: Sequence[Certificate]) -> None:
    files = read_bundle(path)
    wrong = [f"{path}: {problem}" for problem in check_bundle(files, trust)]
    report.wrong += wrong
    if not wrong and STAMP in files:
        report.holds.append(f"{path}: {_stamped(files, authorities)}")
    if not wrong:
        checkpoint, _, signers = trust.open(files[CHECKPOINT].decode())
        head = SignedHead(checkpoint, signers, path)
        report.heads.append(head)
        stated = witnessed_by(files, trust)
        since = f", all of them by {written_moment(stated)}" if stated is not None else ""
        told = f"every byte is as it was signed, every exhibit is in the log{since}"
        report.holds.append(f"{path}: {told}; {_told(head)}")


def _stamped(files: Mapping[str, bytes], authorities: Sequence[Certificate]) -> str:
    """When an authority saw it. Raises `BadTimestamp`."""
    if authorities:
        moment = stamped_by(files[STAMP], files[STAMPED], authorities)
        return f"an authority you believe saw it at {moment:%Y-%m-%d %H:%M:%S} UTC"
    moment = stamped_at(files[STAMP], files[STAMPED])
    return f"a timestamp says {moment:%Y-%m-%d %H:%M:%S} UTC; whose it is was not checked (--authority FILE)"


def _told(head: SignedHead) -> str:
    signers = []
    for key, stated in head.signers.items():
        when = f" at {written_moment(stated)}" if stated is not None else ""
        role = "witnessed by" if key.kind == COSIGNATURE else "signed by"
        signers.append(f"{role} {key.name} ({key.id.hex()}){when}")
    return f"{head.checkpoint.origin}, {head.checkpoint.size:,} entries, {', '.join(signers)}"


def _contradictions(report: Report) -> Iterator[str]:
    """Heads of one log that cannot both be true, as far as the logs at hand tell."""
    for i, one in enumerate(report.heads):
        for other in report.heads[i + 1 :]:
            a, b = one.checkpoint, other.checkpoint
            if (a.origin, a.size) == (b.origin, b.size) and a.root != b.root:
                yield f"{one.place} and {other.place}: two heads of {a.size:,} entries that differ, a split log"
    for log in report.logs:
        for head in report.heads:
            same = head.checkpoint.origin == log.checkpoint.origin
            if same and 0 < head.checkpoint.size < log.checkpoint.size:
                yield from check_continues(log.place.parent, log.checkpoint, head.checkpoint)


def _not_witnessed(report: Report, trust: Trust) -> Iterator[str]:
    """Heads that none of the witnesses signed that the reader named: their log may have another history for others."""
    for head in report.heads if trust.witnesses else ():
        if not any(key.kind == COSIGNATURE for key in head.signers):
            yield f"{head.place}: no witness that you believe has cosigned it: others may have been shown another"


def _not_compared(report: Report) -> Iterator[str]:
    """Heads beyond the logs at hand: that they continue what was checked, or each other, is not shown by anything."""
    for origin in sorted({head.checkpoint.origin for head in report.heads}):
        heads = [head for head in report.heads if head.checkpoint.origin == origin]
        reach = max((log.checkpoint.size for log in report.logs if log.checkpoint.origin == origin), default=0)
        beyond = [head for head in heads if head.checkpoint.size > reach]
        if beyond and len({head.checkpoint.size for head in heads}) > 1:
            places = ", ".join(sorted({f"{head.place} ({head.checkpoint.size:,} entries)" for head in beyond}))
            told = f"the log at hand has {reach:,} entries" if reach else "no log is at hand"
            yield f"{origin}: {told}: that {places} continues what else is here, only a later copy of the log shows"

"""Files of hashes as `threatexchange` writes and reads them: rows in, hashes and the faults of the others out. Pure.

Taken are `threatexchange dataset -P --csv` (a header with `signal_type` and `signal_str`), its plain output, and a hash
a line, as its exchange `local_file` has it. What is no hash of a picture is told with its line and left out.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from haven.records.counting import many

_KINDS = {"pdq": "pdq", "photo_md5": "md5", "video_md5": "md5", "md5": "md5", "hash_pdq": "pdq", "hash_md5": "md5"}
_LENGTHS = {"pdq": 64, "md5": 32}
_HASH = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Hash:
    """One hash: `pdq` or `md5`, in lower case."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was left out, and why."""

    line: int
    why: str


def read_bank(lines: Iterable[str]) -> Iterator[Hash | Fault]:
    """Every line's hash or fault; blank lines and lines that begin with # are neither."""
    numbered = enumerate(lines, 1)
    header: list[str] | None = None
    for number, line in numbered:
        text = line.strip().removeprefix("\ufeff")
        if not text or text.startswith("#"):
            continue
        if number == 1 and "signal_str" in text:
            header = next(csv.reader([text]))
            if "signal_type" not in header:
                yield Fault(number, "the header names no signal_type")
                return
            continue
        yield _from_row(number, text, header) if header else _from_words(number, text)


def _from_row(number: int, text: str, header: list[str]) -> Hash | Fault:
    try:
        cells = next(csv.reader([text], strict=True))
    except csv.Error as error:
        return Fault(number, f"no row of a table: {error}")
    if len(cells) != len(header):
        return Fault(number, f"{many(len(cells), 'cell')} instead of {len(header)}")
    row = dict(zip(header, cells, strict=True))
    return _checked(number, row["signal_type"].strip().lower(), row["signal_str"].strip().lower())


def _from_words(number: int, text: str) -> Hash | Fault:
    """A line with one hash in it, alone or after its type."""
    words = text.lower().replace(",", " ").split()
    hashes = [word for word in words if _HASH.fullmatch(word)]
    if len(hashes) != 1:
        return Fault(number, f"no hash of a picture in “{text[:_SHOWN]}”" if not hashes else "more than one hash")
    kind = next((_KINDS[word] for word in words if word in _KINDS), "pdq" if len(hashes[0]) == 64 else "md5")
    return _checked(number, kind, hashes[0])


def _checked(number: int, kind: str, value: str) -> Hash | Fault:
    if kind not in _KINDS:
        return Fault(number, f"“{kind[:_SHOWN]}” is no kind of hash that pictures are found by")
    known = _KINDS[kind]
    if len(value) != _LENGTHS[known] or not _HASH.fullmatch(value):
        return Fault(number, f"a {known} hash has {_LENGTHS[known]} hexadecimal digits, not “{value[:_SHOWN]}”")
    return Hash(known, value)

"""Reading ads from files, in batches, whatever is wrong with some of them.

Owns: which files, which columns, which rows count, and the account of it. Must not know: what is done with the ads.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from haven.records.errors import ReadingError
from haven.records.reading.columns import Columns, match_columns
from haven.records.reading.delimited import Delimited
from haven.records.reading.feeds import Feed
from haven.records.reading.guessing import WESTERN, is_western
from haven.records.reading.identity import Seen, labels
from haven.records.reading.json_lines import JsonLines
from haven.records.reading.lines import Lines
from haven.records.reading.opening import FORMATS, PLAIN, check, list_files, suffix_of, total_size
from haven.records.reading.parquet import Parquet
from haven.records.reading.problems import Problems
from haven.records.reading.shaping import as_text, shape
from haven.records.reading.source import Rows, Source, Tell
from haven.records.schema import AD_SCHEMA

_TEXT = {"csv", "jsonl", "lines"}


@dataclass(slots=True)
class AdReader:
    """The ads of some files: iterate once for batches of `AD_SCHEMA`; the account grows as you do.

    Attributes:
        files: the files, in the order in which they are read.
        columns: for each, the columns that its fields are made of.
        asked: the columns that were asked for; the others are guesses.
        kept: further columns to hand on as strings, beside those of `AD_SCHEMA`, where a file has them.
        western: those that are read as Windows-1252, though nobody said so: they are plainly in it and no UTF-8.
        problems: what was wrong with rows, and how many were left out.
        rows: rows seen so far, those left out too.
        ads: rows handed on so far.
    """

    files: list[Path]
    columns: dict[Path, dict[str, tuple[str, ...]]]
    asked: Columns
    kept: frozenset[str]
    _open: Callable[[Path], Source]
    western: list[Path] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    rows: int = 0
    ads: int = 0
    _size: int = 0
    _done: int = 0
    _source: Source | None = None

    @property
    def files_without_ids(self) -> list[Path]:
        """Files with no id column: their ads are called by the file's stem and the line, `ads:17`."""
        return [file for file in self.files if "id" not in self.columns[file]]

    @property
    def progress(self) -> float:
        """How much of the files' bytes has been read, 0 to 1."""
        return min(1.0, (self._done + (self._source.used if self._source else 0)) / max(1, self._size))

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        seen = Seen()
        names = labels(self.files)
        for file in self.files:
            with closing(self._open(file)) as self._source:
                yield from self._batches(self._source, file, names[file], seen)
            self._source = None
            self._done += file.stat().st_size

    def _batches(self, source: Source, file: Path, label: str, seen: Seen) -> Iterator[pa.RecordBatch]:
        columns = self.columns[file]
        used = {name for many in columns.values() for name in many}
        kept = sorted(name for name in source.names if name in self.kept and name not in AD_SCHEMA.names)
        tell = partial(self._tell, file)
        before = self.rows
        for rows in source.rows(used.union(kept), tell):
            if self.rows == before and "author" not in self.asked and not _tells_apart(rows, columns.get("author")):
                del columns["author"]
            self.rows += len(rows.lines)
            batch = _ads(rows, columns, kept, label, seen, tell)
            self.ads += batch.num_rows
            yield batch

    def _tell(self, file: Path, line: int, what: str, dropped: bool, about: str = "") -> None:
        self.problems.add(file, line, what, dropped=dropped, about=about)


def read_ads(
    paths: Iterable[Path],
    *,
    columns: Mapping[str, tuple[str, ...]] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    kept: Iterable[str] = (),
    guess: bool = False,
) -> AdReader:
    """A reader of the ads in files and directories.

    Args:
        paths: `.jsonl`, `.ndjson`, `.csv`, `.tsv`, `.parquet`, feeds in `.xml`, `.rss` or `.atom`; each also with `.gz`
            or `.zst`; or directories of them.
        columns: field of `AdRecord` → the file's columns; several are put one below the other. Fields that are not
            named are guessed from the columns' names.
        encoding: of text files; UTF-8 without one.
        delimiter: of `.csv` files; guessed from the header without one.
        kept: further columns to hand on as strings.
        guess: read text files as Windows-1252 that are plainly in it, where no encoding is given; see `western`.

    Every file's head is looked at now, so that a run does not end with the last of a thousand files. Raises
    `ReadingError`, now or while iterating, for a file that is missing, empty, broken, of another format, or without a
    column for the text. Bad rows raise nothing: see `AdReader.problems`.
    """
    files = list_files(paths)
    for file in files:
        check(file)
    western = _western(files) if guess and not encoding else []

    def opened(file: Path) -> Source:
        return _open(file, WESTERN if file in western else encoding, delimiter)

    return _reader(files, columns or {}, opened, western, frozenset(kept))


def read_messages(
    paths: Iterable[Path],
    *,
    columns: Mapping[str, tuple[str, ...]] | None = None,
    encoding: str | None = None,
    guess: bool = False,
) -> AdReader:
    """A reader of messages: as `read_ads`, and also of `.txt` files and tables without a header, a message a line.

    A `.csv` or `.tsv` file has no header when its first line names no column that could be a text: then its lines are
    messages, what stands before the last tab aside. Raises `ReadingError` as `read_ads` does.
    """
    files = list_files(paths)
    for file in files:
        check(file, FORMATS | PLAIN)
    western = _western(files) if guess and not encoding else []

    def opened(file: Path) -> Source:
        return _open_messages(file, columns or {}, WESTERN if file in western else encoding)

    return _reader(files, columns or {}, opened, western)


def _reader(
    files: list[Path],
    asked: Columns,
    opened: Callable[[Path], Source],
    western: list[Path],
    kept: frozenset[str] = frozenset(),
) -> AdReader:
    found = {}
    for file in files:
        with closing(opened(file)) as source:
            found[file] = match_columns(source.names, asked, source=str(file))
    return AdReader(files, found, asked, kept, opened, western, _size=total_size(files))


def _western(files: list[Path]) -> list[Path]:
    return [file for file in files if (FORMATS | PLAIN)[suffix_of(file)] in _TEXT and is_western(file)]


def _open(file: Path, encoding: str | None, delimiter: str | None = None) -> Source:
    match FORMATS[suffix_of(file)]:
        case "parquet":
            return Parquet(file)
        case "jsonl":
            return JsonLines(file, encoding=encoding)
        case "feed":
            return Feed(file, encoding=encoding)
        case _:
            return Delimited(file, encoding=encoding, delimiter=delimiter)


def _open_messages(file: Path, columns: Columns, encoding: str | None) -> Source:
    if suffix_of(file) in PLAIN:
        return Lines(file, encoding=encoding)
    source = _open(file, encoding)
    if isinstance(source, Delimited) and not columns:
        try:
            match_columns(source.names, {}, source=str(file))
        except ReadingError:
            source.close()
            return Lines(file, encoding=encoding)
    return source


def _tells_apart(rows: Rows, names: tuple[str, ...] | None) -> bool:
    """Whether a guessed author column names posters: not whether they are private or dealers."""
    return names is None or len(rows.lines) < 500 or len(rows.table[names[0]].unique()) > 5


def _ads(rows: Rows, columns: Columns, kept: list[str], label: str, seen: Seen, tell: Tell) -> pa.RecordBatch:
    """The rows as ads, each with an id of its own; repeated ids are told and left out."""
    batch, problems = shape(rows.table, columns)
    for name in kept:
        batch = batch.append_column(name, as_text(rows.table[name]))
    for what, places in problems.items():
        for place in places:
            tell(rows.lines[place], what, False)
    ids = batch.column("id").to_pylist()
    for place, known in enumerate(ids):
        if known is None:
            ids[place] = f"{label}:{rows.lines[place]}"
            if "id" in columns:
                tell(rows.lines[place], "no id; the file's name and the line stand for it", False)
    batch = batch.set_column(0, "id", pa.array(ids, pa.string()))
    repeated = seen.repeats(ids)
    for place in np.flatnonzero(repeated).tolist():
        tell(rows.lines[place], "an id that an earlier ad has", True, ids[place])
    return batch.filter(pa.array(~repeated)) if repeated.any() else batch

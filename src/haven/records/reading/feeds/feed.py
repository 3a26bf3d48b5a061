"""An XML feed as rows with columns, an item at a time, so that memory holds a batch and not the file.

Owns: telling which dialect it is, walking over it. Must not know: what is in a dialect.

Document types and entities are not expanded and nothing is fetched: a feed is somebody else's file.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
from lxml import etree

from haven.records.errors import ReadingError
from haven.records.reading.feeds import dialects
from haven.records.reading.feeds.dialects import Dialect
from haven.records.reading.feeds.picking import Element
from haven.records.reading.opening import Counted
from haven.records.reading.source import BATCH_CHARACTERS, BATCH_ROWS, Rows, Tell, text_array

_LOOKED_AT = 40
_MERCHANT_NAMES = "http://base.google.com/ns/1.0"
_BULK_NAMES = "http://www.craigslist.org/about/cl-bulk-ns/1.0"
_READABLE = "Trovit, Kyero, OpenImmo, Google Merchant, Indeed and Craigslist's bulk RSS"
_Row = dict[str, str | list[str] | None]
_Item = tuple[int, _Row]


class Feed:
    """An open `.xml` or `.rss` file. Raises `ReadingError` for a feed that is none of those known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._dialect = self._told()
        self.names = list(self._dialect.columns)
        self._bytes = Counted(path)

    @property
    def used(self) -> int:
        """Bytes of the file read so far."""
        return self._bytes.used

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()

    def _told(self) -> Dialect:
        """The dialect, by the first elements' names."""
        with Counted(self._path) as file:
            try:
                heads = [element for _, element in islice(_walk(file, "start"), _LOOKED_AT)]
            except (etree.XMLSyntaxError, OSError) as error:
                raise ReadingError(f"{self._path}: not XML ({_one_line(error)})") from error
        names = [etree.QName(element).localname for element in heads]
        spaces = {etree.QName(element).namespace for element in heads} | set(heads[0].nsmap.values())
        by_root = {"trovit": dialects.TROVIT, "openimmo": dialects.OPENIMMO}
        if names[0] in by_root:
            return by_root[names[0]]
        if "kyero" in names[:3]:
            return dialects.KYERO
        if _BULK_NAMES in spaces:
            return dialects.CRAIGSLIST
        if _MERCHANT_NAMES in spaces:
            return dialects.MERCHANT_ATOM if names[0] == "feed" else dialects.MERCHANT
        if names[0] == "source" and {"job", "publisher"} & set(names):
            return dialects.INDEED
        raise ReadingError(f"{self._path}: a feed that begins with <{names[0]}>; those read here: {_READABLE}")

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns; items that are no ads any more are told and left out.

        Raises:
            ReadingError: the file breaks off; the rows before have been given.
        """
        batch: list[_Row] = []
        lines: list[int] = []
        size = 0
        broken: ReadingError | None = None
        items = self._items(wanted, tell)
        while item := _next(items):
            if isinstance(item, ReadingError):
                broken = item
                break
            lines.append(item[0])
            batch.append(item[1])
            size += sum(len(value) for value in item[1].values() if value)
            if len(batch) >= BATCH_ROWS or size >= BATCH_CHARACTERS:
                yield _columns(batch, lines, wanted, tell)
                batch, lines, size = [], [], 0
        if batch:
            yield _columns(batch, lines, wanted, tell)
        if broken:
            raise broken

    def _items(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[_Item]:
        line = 0
        try:
            for _, element in _walk(self._bytes, "end", self._dialect.item):
                line = element.sourceline or 0
                if why := self._dialect.gone(element):
                    tell(line, why, True)
                else:
                    yield line, {name: self._dialect.columns[name](element) for name in wanted}
                _forget(element)
        except (etree.XMLSyntaxError, OSError) as error:
            raise ReadingError(f"{self._path}: broken after the item at line {line} ({_one_line(error)})") from error


def _next(items: Iterator[_Item]) -> _Item | ReadingError | None:
    """The next item, or why there is none: what was read before is not to be lost by it."""
    try:
        return next(items, None)
    except ReadingError as error:
        return error


def _walk(file: Counted, event: str, tag: str | None = None) -> Iterator[tuple[str, Element]]:
    found = etree.iterparse(
        cast("Any", file),
        events=(event,),
        tag=f"{{*}}{tag}" if tag else None,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return cast("Iterator[tuple[str, Element]]", found)


def _forget(element: Element) -> None:
    """Free an item, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _columns(batch: list[_Row], lines: list[int], wanted: AbstractSet[str], tell: Tell) -> Rows:
    return Rows({name: _array([row[name] for row in batch], lines, tell) for name in sorted(wanted)}, lines)


def _array(values: list[str | list[str] | None], lines: list[int], tell: Tell) -> pa.Array:
    if any(isinstance(value, list) for value in values):
        return pa.array([value or [] for value in values], pa.list_(pa.string()))
    return text_array(values, lines, tell)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]

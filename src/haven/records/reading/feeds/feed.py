"""An XML feed as rows with columns, an item at a time, so that memory holds a batch and not the file.

Owns: telling which dialect it is, walking over it. Must not know: what is in a dialect.

A feed that declares entities is refused, and nothing is fetched: it is somebody else's file. Only then may a text be
of any length: what guards against bombs of entities in the parser is also what limits texts to ten megabytes.
"""

import codecs
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from lxml import etree

from haven.records.errors import ReadingError
from haven.records.reading.feeds import dialects
from haven.records.reading.feeds.dialects import Dialect
from haven.records.reading.feeds.picking import Element, parts_of
from haven.records.reading.opening import Counted
from haven.records.reading.source import Rows, Tell, in_batches, text_array

_LOOKED_AT = 40
_AT_ONCE = 1 << 16
_MERCHANT_NAMES = "http://base.google.com/ns/1.0"
_BULK_NAMES = "http://www.craigslist.org/about/cl-bulk-ns/1.0"
_READABLE = "Trovit, Kyero, OpenImmo, Google Merchant, Indeed and Craigslist's bulk RSS"
_Row = dict[str, str | list[str] | None]
_Item = tuple[int, _Row]


class Feed:
    """An open `.xml` or `.rss` file. Raises `ReadingError` for a feed that is none of those known."""

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        self._path = path
        self._encoding = _as_xml_names(encoding)
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
        """The dialect, by the first elements' names; what breaks off later is told where it does."""
        self._refuse_entities()
        heads: list[Element] = []
        with Counted(self._path) as file, suppress(etree.XMLSyntaxError, OSError):
            for _, element in _walk(file, "start", encoding=self._encoding):
                heads.append(element)
                if len(heads) == _LOOKED_AT:
                    break
        spaces, names = zip(*(parts_of(str(element.tag)) for element in heads), strict=True)
        declared = {*spaces, *heads[0].nsmap.values()}
        by_root = {"trovit": dialects.TROVIT, "openimmo": dialects.OPENIMMO}
        if names[0] in by_root:
            return by_root[names[0]]
        if "kyero" in names[:3]:
            return dialects.KYERO
        if _BULK_NAMES in declared:
            return dialects.CRAIGSLIST
        if _MERCHANT_NAMES in declared:
            return dialects.MERCHANT_ATOM if names[0] == "feed" else dialects.MERCHANT
        if names[0] == "source" and {"job", "publisher"} & set(names):
            return dialects.INDEED
        raise ReadingError(f"{self._path}: a feed that begins with <{names[0]}>; those read here: {_READABLE}")

    def _refuse_entities(self) -> None:
        """Look at the document type, with the parser's own guards on, before anything else is read."""
        with Counted(self._path) as file:
            try:
                _, root = next(_walk(file, "start", guarded=True, encoding=self._encoding))
            except (StopIteration, etree.XMLSyntaxError, OSError) as error:
                raise ReadingError(f"{self._path}: not XML ({_one_line(error) or 'no element in it'})") from error
        dtd = root.getroottree().docinfo.internalDTD
        if dtd is not None and next(dtd.iterentities(), None) is not None:
            raise ReadingError(f"{self._path}: it declares entities, which no feed needs, so it is not read")

    def rows(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[Rows]:
        """The wanted columns; items that are no ads any more are told and left out.

        Raises:
            ReadingError: the file breaks off; the rows before have been given.
        """
        for batch, lines in in_batches(self._items(wanted, tell), _characters):
            yield _columns(batch, lines, wanted, tell)

    def _items(self, wanted: AbstractSet[str], tell: Tell) -> Iterator[_Item]:
        line = 0
        try:
            for _, element in _walk(self._bytes, "end", self._dialect.item, encoding=self._encoding):
                line = element.sourceline or 0
                if why := self._dialect.gone(element):
                    tell(line, why, True)
                else:
                    self._tell_unread(element, line, tell)
                    yield line, {name: self._dialect.columns[name](element) for name in wanted}
                _forget(element)
        except (etree.XMLSyntaxError, OSError) as error:
            after = f"after the item at line {line}" if line else "before its first item ends"
            raise ReadingError(
                f"{self._path}: broken {after}; what follows is not read ({_one_line(error)})"
            ) from error

    def _tell_unread(self, element: Element, line: int, tell: Tell) -> None:
        """The ad is kept, without that."""
        if self._dialect.unread and (found := self._dialect.unread[1](element)):
            tell(line, self._dialect.unread[0], False, found)


def _as_xml_names(encoding: str | None) -> str | None:
    """An encoding by the name that XML has for it; none where the file is to say it itself."""
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise ReadingError(f"unknown encoding {encoding}; try utf-8, latin-1 or cp1252") from None
    return name.replace("iso8859", "iso-8859")


def _characters(row: _Row) -> int:
    return sum(len(value) for value in row.values() if value)


def _walk(
    file: Counted, event: str, tag: str | None = None, *, guarded: bool = False, encoding: str | None = None
) -> Iterator[tuple[str, Element]]:
    """The elements of a file, also those that stand before a fault; then the fault."""
    parser: Any = etree.XMLPullParser(
        events=(event,),
        tag=f"{{*}}{tag}" if tag else None,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=not guarded,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    fault: Exception | None = None
    while fault is None and (data := file.read(_AT_ONCE)):
        try:
            parser.feed(data)
        except etree.XMLSyntaxError as error:
            fault = error
        yield from parser.read_events()
    if fault is None:
        parser.close()
    else:
        raise fault


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

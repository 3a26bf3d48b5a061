"""Columns of a file, whatever their types, brought into the form of `AD_SCHEMA`.

Owns: the conversion, a column at a time. Must not know: formats, files; problems are told by row.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from haven.records.reading.columns import Columns
from haven.records.reading.values import read_date, read_degrees, read_price
from haven.records.schema import AD_SCHEMA

_MOMENT = pa.timestamp("us", "UTC")
_FIRST = pa.scalar(-2_208_988_800_000_000, pa.int64())  # 1900, in microseconds since 1970
_LAST = pa.scalar(7_258_118_400_000_000, pa.int64())  # 2200


class Shaped(NamedTuple):
    """A batch of `AD_SCHEMA`, and what was wrong: the rows (from 0) of each problem. Ids may still be null."""

    batch: pa.RecordBatch
    problems: dict[str, list[int]]


def shape(table: dict[str, pa.Array], columns: Columns) -> Shaped:
    """The file's columns as ads. Values that cannot be read become null and are told."""
    rows = len(next(iter(table.values())))
    problems: dict[str, list[int]] = {}
    made: dict[str, pa.Array] = {
        "title": _body(table, columns, "title", rows),
        "body": _body(table, columns, "body", rows),
    }
    for name in ("id", "category", "place", "author", "currency"):
        made[name] = _label(table, columns, name, rows)
    made["posted_at"] = _moments(_only(table, columns, "posted_at", rows), problems)
    made["price"], seen = _prices(_only(table, columns, "price", rows), problems)
    made["currency"] = pc.coalesce(pc.utf8_upper(made["currency"]), seen)
    made["latitude"], made["longitude"] = _coordinates(table, columns, rows, problems)
    made["contacts"] = _lists([table[name] for name in columns.get("contacts", ())], rows)
    made["photo_hashes"] = _hashes([table[name] for name in columns.get("photo_hashes", ())], rows, problems)
    empty = pc.and_(pc.equal(pc.binary_length(made["title"]), 0), pc.equal(pc.binary_length(made["body"]), 0))
    _tell(problems, "no text", empty)
    batch = pa.RecordBatch.from_arrays([made[field.name] for field in AD_SCHEMA], names=AD_SCHEMA.names)
    return Shaped(batch, problems)


def _tell(problems: dict[str, list[int]], what: str, where: pa.Array) -> None:
    rows = pc.indices_nonzero(where).to_pylist()
    if rows:
        problems[what] = rows


def _only(table: dict[str, pa.Array], columns: Columns, field: str, rows: int) -> pa.Array:
    return table[columns[field][0]] if field in columns else pa.nulls(rows, pa.string())


def as_text(array: pa.Array) -> pa.Array:
    """Any column as strings: numbers as written, lists joined by commas."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return as_text(array.dictionary_decode())
    if pa.types.is_nested(kind):
        return pa.array([_joined(value) for value in array.to_pylist()], pa.string())
    return array if kind == pa.string() else pc.cast(array, pa.string())


def _joined(value: Any) -> str | None:
    if isinstance(value, dict):
        value = list(value.values())
    return ", ".join(str(item) for item in value if item is not None) if isinstance(value, list) else value


def _body(table: dict[str, pa.Array], columns: Columns, field: str, rows: int) -> pa.Array:
    """The text as written; several columns one below the other, empty ones left out."""
    parts = [as_text(table[name]) for name in columns.get(field, ())]
    if not parts:
        return pa.array([""] * rows, pa.string())
    return pc.fill_null(_together(parts, "\n"), "")


def _label(table: dict[str, pa.Array], columns: Columns, field: str, rows: int) -> pa.Array:
    """A short text: trimmed, empty is null."""
    parts = [pc.utf8_trim_whitespace(as_text(table[name])) for name in columns.get(field, ())]
    return _filled_or_null(_together(parts, " ")) if parts else pa.nulls(rows, pa.string())


def _together(parts: list[pa.Array], between: str) -> pa.Array:
    """Several columns as one, empty values left out; "" where all are."""
    if len(parts) == 1:
        return parts[0]
    given = [_filled_or_null(part) for part in parts]
    # Arrow drops a row altogether whose every value is skipped.
    none = pc.is_null(pc.coalesce(*given))
    given[0] = pc.if_else(none, pa.scalar("", pa.string()), given[0])
    return pc.binary_join_element_wise(*given, between, null_handling="skip")


def _filled_or_null(array: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(pc.binary_length(array), 0), pa.scalar(None, pa.string()), array)


def _each(array: pa.Array, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """What `read` makes of each string; every distinct one is read once."""
    coded = array.dictionary_encode()
    values = pa.array([None if text is None else read(text) for text in coded.dictionary.to_pylist()], kind)
    return values.take(coded.indices)


def _filled(array: pa.Array) -> pa.Array:
    """Where a string column says something."""
    return pc.fill_null(pc.greater(pc.binary_length(pc.utf8_trim_whitespace(array)), 0), fill_value=False)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _moments(array: pa.Array, problems: dict[str, list[int]]) -> pa.Array:
    if pa.types.is_timestamp(array.type) or pa.types.is_date(array.type):
        naive = array.type.tz is None if pa.types.is_timestamp(array.type) else True
        moments = pc.cast(pc.cast(array, pa.timestamp("us")), _MOMENT) if naive else pc.cast(array, _MOMENT, safe=False)
        given = array.is_valid()
    else:
        text = as_text(array)
        given = _filled(text)
        try:
            moments = pc.cast(pc.cast(text, pa.timestamp("us")), _MOMENT)
        except pa.ArrowInvalid:
            moments = _each(text, read_date, _MOMENT)
    number = pc.cast(moments, pa.int64())
    sane = pc.and_(pc.greater_equal(number, _FIRST), pc.less(number, _LAST))
    moments = pc.if_else(sane, moments, pa.scalar(None, _MOMENT))
    _tell(problems, "unreadable date", pc.and_(given, moments.is_null()))
    return moments


def _prices(array: pa.Array, problems: dict[str, list[int]]) -> tuple[pa.Array, pa.Array]:
    if _is_number(array.type):
        prices, currencies, given = pc.cast(array, pa.float64()), pa.nulls(len(array), pa.string()), array.is_valid()
    else:
        text = as_text(array)
        given = _filled(text)
        prices = _each(text, lambda value: read_price(value)[0], pa.float64())
        currencies = _each(text, lambda value: read_price(value)[1], pa.string())
    sane = pc.and_(pc.is_finite(prices), pc.greater_equal(prices, 0))
    prices = pc.if_else(sane, prices, pa.scalar(None, pa.float64()))
    _tell(problems, "unreadable price", pc.and_(given, prices.is_null()))
    return prices, currencies


def _degrees(array: pa.Array, limit: int) -> tuple[pa.Array, pa.Array]:
    """Degrees within the limit, and where something else was given."""
    if _is_number(array.type):
        values, given = pc.cast(array, pa.float64()), array.is_valid()
    else:
        text = as_text(array)
        values, given = _each(text, read_degrees, pa.float64()), _filled(text)
    sane = pc.and_(pc.is_finite(values), pc.less_equal(pc.abs(values), limit))
    values = pc.if_else(sane, values, pa.scalar(None, pa.float64()))
    return values, pc.and_(given, values.is_null())


def _coordinates(
    table: dict[str, pa.Array], columns: Columns, rows: int, problems: dict[str, list[int]]
) -> tuple[pa.Array, pa.Array]:
    latitude, wrong_latitude = _degrees(_only(table, columns, "latitude", rows), 90)
    longitude, wrong_longitude = _degrees(_only(table, columns, "longitude", rows), 180)
    _tell(problems, "unreadable coordinates", pc.or_(wrong_latitude, wrong_longitude))
    both = pc.and_(latitude.is_valid(), longitude.is_valid())
    nothing = pa.scalar(None, pa.float64())
    return pc.if_else(both, latitude, nothing), pc.if_else(both, longitude, nothing)


def _lists(arrays: list[pa.Array], rows: int) -> pa.Array:
    """The columns' values per row as one list, without empty ones."""
    kind = pa.list_(pa.string())
    if not arrays:
        return pa.array([[]] * rows, kind)
    found: list[list[str]] = [[] for _ in range(rows)]
    for array in arrays:
        listed = pa.types.is_list(array.type) or pa.types.is_large_list(array.type)
        for values, value in zip(found, (array if listed else as_text(array)).to_pylist(), strict=True):
            values += [str(item).strip() for item in (value if listed else [value]) or () if item and str(item).strip()]
    return pa.array(found, kind)


def _hashes(arrays: list[pa.Array], rows: int, problems: dict[str, list[int]]) -> pa.Array:
    found = _lists(arrays, rows)
    if not arrays:
        return found
    kept, wrong = [], []
    for row, values in enumerate(found.to_pylist()):
        hashes = [item.lower() for value in values for item in value.replace(",", " ").split()]
        right = [item for item in hashes if len(item) == 64 and set(item) <= set("0123456789abcdef")]
        kept.append(right)
        if len(right) < len(hashes):
            wrong.append(row)
    if wrong:
        problems["photo hash that is no 64 hexadecimal digits"] = wrong
    return pa.array(kept, pa.list_(pa.string()))

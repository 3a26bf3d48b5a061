"""Making a collection readable: a sweep's result is checked, files of ads are swept; contacts of every ad are found.

`files/` holds what came, byte for byte; `result/` the sweep of it, where what came was no result; `contacts.parquet`
one row per ad and contact (ad, kind, value), however it was disguised.
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from haven.networks import NetworkError, Parameters, sweep
from haven.networks.result import CONTACT_SCHEMA, FOUND_SCHEMA, LINK_SCHEMA
from haven.networks.store import HUB_SCHEMA, NETWORK_SCHEMA, TEMPLATE_SCHEMA, write
from haven.networks.stored import StoredResult
from haven.records.contacts.naming import Sought, name_contacts
from haven.records.errors import RecordsError
from haven.records.reading import read_ads
from haven.records.reading.opening import Counted
from haven.runs.errors import RunError

FILES, RESULT, NAMED = "files", "result", "contacts.parquet"
SUMMARY = "summary.json"
MOST_ADS = 500_000
MOST_UNPACKED = 2**30
MOST_TABLE = 2**28
"""Bytes, unpacked: of all ads together; of each other table."""
_SHOWN = 20
_TABLES = {
    "found.parquet": FOUND_SCHEMA,
    "networks.parquet": NETWORK_SCHEMA,
    "links.parquet": LINK_SCHEMA,
    "templates.parquet": TEMPLATE_SCHEMA,
    "hubs.parquet": HUB_SCHEMA,
    "contacts.parquet": CONTACT_SCHEMA,
}
_NAMED_SCHEMA = pa.schema([("ad", pa.string()), ("kind", pa.string()), ("value", pa.string())])


class BadCollection(Exception):
    """The files cannot be opened as a collection; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Built:
    """What there is in it: ads, networks, rows that were left out, and the first sentences about those."""

    ads: int
    networks: int
    left_out: int
    problems: list[str]


def build(directory: Path, *, region: str) -> Built:
    """Make what lies in `files/` readable.

    Raises:
        BadCollection: a file is broken, of another format, or missing.
    """
    try:
        return _build(directory, region)
    except (RecordsError, NetworkError, RunError, OSError, pa.ArrowException) as error:
        told = str(error).replace(f"{directory / FILES}: no file in this directory", "No file of these")
        told = told.replace(f"{directory / FILES}/", "").replace(str(directory), "it")
        # The reader's advice is for the command line.
        raise BadCollection(told.partition(" Name it with --column")[0]) from None


def clear(directory: Path) -> None:
    """Remove everything but what came: a reading that was cut off, or failed, leaves nothing to the next."""
    for path in directory.iterdir():
        if path.is_dir() and path.name != FILES:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def result_of(directory: Path) -> StoredResult:
    """The sweep of a collection: what came, or ours."""
    came = directory / FILES
    return StoredResult(came if (came / SUMMARY).exists() else directory / RESULT)


def _build(directory: Path, region: str) -> Built:
    came = directory / FILES
    clear(directory)
    _refuse_bombs(came)
    problems: list[str] = []
    left_out = 0
    if (came / SUMMARY).exists():
        _check(came)
    else:
        reader = read_ads([came])
        found = sweep(_few_enough(reader), parameters=Parameters(region=region, workers=1))
        write(found, directory / RESULT, title="a collection")
        problems = [str(problem).replace(f"{came}/", "") for problem in reader.problems.first[:_SHOWN]]
        left_out = reader.problems.dropped
    result = result_of(directory)
    ads = _index(result, directory / NAMED, region)
    return Built(ads, _rows(result.directory / "networks.parquet"), left_out, problems)


def _check(came: Path) -> None:
    """A result from elsewhere: of this format, with its texts, each table with its columns."""
    result = StoredResult(came)
    if not result.keeps_texts:
        raise BadCollection("The result keeps no texts (it was swept with --no-texts): add the files of ads alone.")
    for name, wanted in _TABLES.items():
        known = _schema(came / name)
        for field in wanted:
            at = known.get_field_index(field.name)
            if at < 0 or known.field(at).type != field.type:
                raise BadCollection(f"{name} is not as a sweep writes it: its column {field.name}.")
        if pq.read_table(came / name).nbytes > MOST_TABLE:
            raise BadCollection(f"{name} is larger than a collection's may be, unpacked: split it.")
    if not {"id", "body"} <= set(_schema(came / "ads.parquet").names):
        raise BadCollection("ads.parquet is not as a sweep writes it: it has no ids, or no texts.")
    texts, found = _rows(came / "ads.parquet"), _rows(came / "found.parquet")
    if texts != found:
        raise BadCollection(f"ads.parquet has {texts} ads, found.parquet {found}: they are not of one sweep.")


def _refuse_bombs(came: Path) -> None:
    """Before anything is read: what packed files unpack to, and what Parquet files say of themselves."""
    for path in sorted(came.iterdir()):
        size = 0
        if path.suffix in {".gz", ".zst"}:
            with Counted(path) as packed:
                while size <= MOST_UNPACKED and (chunk := packed.read(1 << 20)):
                    size += len(chunk)
        elif path.suffix == ".parquet":
            known = _metadata(path)
            size = sum(known.row_group(number).total_byte_size for number in range(known.num_row_groups))
            if known.num_rows > MOST_ADS * 20:
                raise BadCollection(f"{path.name} has {known.num_rows:,} rows: split it.")
        if size > MOST_UNPACKED:
            raise BadCollection(f"{path.name} unpacks to more than {MOST_UNPACKED // 2**20} MB: split it.")


def _metadata(path: Path) -> pq.FileMetaData:
    try:
        return pq.read_metadata(path)
    except (OSError, pa.ArrowException) as error:
        raise BadCollection(f"{path.name} cannot be read: {error}") from None


def _few_enough(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches, as long as there are not too many ads in them, or too many bytes."""
    ads = size = 0
    for batch in batches:
        ads, size = ads + batch.num_rows, size + batch.nbytes
        if ads > MOST_ADS:
            raise BadCollection(f"A collection has {MOST_ADS:,} ads at most: split it.")
        if size > MOST_UNPACKED:
            raise BadCollection(f"The ads have more than {MOST_UNPACKED // 2**20} MB, unpacked: split it.")
        yield batch


def _schema(path: Path) -> pa.Schema:
    if not path.exists():
        raise BadCollection(f"{path.name} of the result is missing: add all files of its directory.")
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowException) as error:
        raise BadCollection(f"{path.name} cannot be read: {error}") from None


def _index(result: StoredResult, path: Path, region: str) -> int:
    """Write who is named in which ad; how many ads there are."""
    ads = 0
    with pq.ParquetWriter(path, _NAMED_SCHEMA) as writer:
        for batch in _few_enough(result.ads()):
            ids, texts = batch.column("id").to_pylist(), batch.column("body").to_pylist()
            beside = batch.column("contacts").to_pylist() if "contacts" in batch.schema.names else [()] * len(ids)
            ads += len(ids)
            sought = [Sought("\n".join([text, *(more or ())])) for text, more in zip(texts, beside, strict=True)]
            named = name_contacts((sought, region))
            rows = [(ad, kind, value) for ad, found in zip(ids, named, strict=True) for kind, value in found]
            columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
            writer.write_table(pa.table(dict(zip(_NAMED_SCHEMA.names, columns, strict=True)), schema=_NAMED_SCHEMA))
    return ads


def _rows(path: Path) -> int:
    count: int = pq.read_metadata(path).num_rows
    return count

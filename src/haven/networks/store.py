"""A sweep's result on disk.

Owns: the directory's files, their schemas, replacing an old result whole or not at all. Must not know: how networks are
found, the command line.

found.parquet      one row per ad: id, network (null: in none)
networks.parquet   one row per network, highest score first: see `NETWORK_SCHEMA`
links.parquet      one row per link: a, b, kind (text, contact, photo), strength 0..1, why, network
templates.parquet  one row per column of a template: see `TEMPLATE_SCHEMA`
hubs.parquet       one row per contact or photo on many unrelated ads: kind, value, ads, why
summary.json       counts, bad rows, parameters, versions, seconds per stage
report.html        all of it for a person; opens from disk, asks nothing of the network
"""

import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from haven.networks.engine import Previous
from haven.networks.errors import ResultError
from haven.networks.report import render
from haven.networks.result import Sweep

FILES = {
    "found.parquet",
    "networks.parquet",
    "links.parquet",
    "templates.parquet",
    "hubs.parquet",
    "summary.json",
    "report.html",
}

NETWORK_SCHEMA = pa.schema(
    [
        ("network", pa.string()),
        ("size", pa.int64()),
        ("score", pa.float64()),
        ("ties", pa.list_(pa.string())),
        ("first_seen", pa.timestamp("us", "UTC")),
        ("last_seen", pa.timestamp("us", "UTC")),
        ("contacts", pa.list_(pa.string())),
        ("hubs", pa.list_(pa.string())),
        ("categories", pa.list_(pa.string())),
        ("places", pa.list_(pa.string())),
        ("ads", pa.list_(pa.string())),
    ]
)
TEMPLATE_SCHEMA = pa.schema(
    [
        ("network", pa.string()),
        ("template", pa.int32()),
        ("saved_bits", pa.float64()),
        ("position", pa.int32()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("fillers", pa.list_(pa.struct([("ad", pa.string()), ("text", pa.string())]))),
    ]
)
HUB_SCHEMA = pa.schema([("kind", pa.string()), ("value", pa.string()), ("ads", pa.int64()), ("why", pa.string())])


def _networks(found: Sweep) -> pa.Table:
    names = [name for name in NETWORK_SCHEMA.names if name != "network"]
    columns: dict[str, list[Any]] = {name: [getattr(n, name) for n in found.networks] for name in names}
    return pa.table({"network": [n.id for n in found.networks], **columns}, schema=NETWORK_SCHEMA)


def _templates(found: Sweep) -> pa.Table:
    rows = [
        {
            "network": template.network,
            "template": number,
            "saved_bits": template.saved_bits,
            "position": position,
            "kind": "slot" if column.constant is None else "constant",
            "text": column.constant,
            "fillers": [{"ad": a, "text": t} for a, t in zip(template.ads, column.fillers, strict=False)],
        }
        for number, template in enumerate(found.templates)
        for position, column in enumerate(template.columns)
    ]
    return pa.Table.from_pylist(rows, schema=TEMPLATE_SCHEMA)


def _write_all(found: Sweep, into: Path, title: str) -> None:
    hubs = pa.Table.from_pylist([asdict(hub) for hub in found.hubs], schema=HUB_SCHEMA)
    pq.write_table(found.found, into / "found.parquet")
    pq.write_table(_networks(found), into / "networks.parquet")
    pq.write_table(found.link_table, into / "links.parquet")
    pq.write_table(_templates(found), into / "templates.parquet")
    pq.write_table(hubs, into / "hubs.parquet")
    (into / "report.html").write_text(render(found, title=title), encoding="utf-8")
    (into / "summary.json").write_text(json.dumps(found.summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _refuse_foreign(directory: Path) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise ResultError(f"{directory} is a file: name a directory")
    foreign = sorted(path.name for path in directory.iterdir() if path.name not in FILES)
    if foreign:
        raise ResultError(f"{directory} holds other files ({', '.join(foreign[:3])}): name a directory of its own")


def _swap(new: Path, directory: Path) -> None:
    """Put `new` in the place of `directory`; the old result is gone only when the new one stands."""
    if not directory.exists():
        new.rename(directory)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{directory.name}.old-", dir=directory.parent))
    directory.rename(old / directory.name)
    try:
        new.rename(directory)
    except BaseException:
        (old / directory.name).rename(directory)
        raise
    finally:
        shutil.rmtree(old)


def write(found: Sweep, directory: Path, *, title: str = "ads") -> None:
    """Write a result into a directory, as a whole: an interrupted write leaves the old result as it was.

    Args:
        found: the result.
        directory: is made, or replaced if it holds an earlier result and nothing else.
        title: what was swept, for the report's heading.

    Raises:
        ResultError: the directory holds other files, or cannot be written.
    """
    directory = directory.absolute()
    _refuse_foreign(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{directory.name}.partial-", dir=directory.parent))
    except OSError as error:
        raise ResultError(f"cannot write beside {directory}: {error.strerror}") from error
    try:
        _write_all(found, partial, title)
        partial.chmod(0o777 & ~_umask())
        _swap(partial, directory)
    except (OSError, pa.ArrowException) as error:
        raise ResultError(f"cannot write {directory}: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def load_previous(directory: Path) -> Previous | None:
    """What a later run needs of an earlier result; None where the directory holds none.

    Raises:
        ResultError: there is one, but it cannot be read.
    """
    path = directory / "found.parquet"
    if not path.exists():
        return None
    try:
        table = pq.read_table(path, columns=["id", "network"])
    except (OSError, pa.ArrowException) as error:
        raise ResultError(f"cannot read the earlier result {path}: {error}") from error
    rows = zip(table["id"].to_pylist(), table["network"].to_pylist(), strict=True)
    return Previous({ad: network for ad, network in rows if network is not None})

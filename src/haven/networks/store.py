"""A sweep's result on disk.

Owns: the directory's files and their schemas. Must not know: how networks are found, the command line.

found.parquet      one row per ad: id, network (null: in none)
networks.parquet   one row per network, highest score first: see `NETWORK_SCHEMA`
links.parquet      one row per link: a, b, kind (text, contact, photo), strength 0..1, why, network
templates.parquet  one row per column of a template: see `TEMPLATE_SCHEMA`
hubs.parquet       one row per contact or photo on many unrelated ads: kind, value, ads, why
contacts.parquet   one row per ad and contact or photo that two or more ads show: ad, kind, value, hub
ads.parquet        the swept ads, title and body in one, for later questions and runs; may be left out
marks.yaml         the analyst's marks that were honoured, if there were any
summary.json       counts, bad rows, parameters, versions, seconds per stage
report.html        all of it for a person; opens from disk, asks nothing of the network
"""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from haven.networks.engine import Previous
from haven.networks.errors import ResultError
from haven.networks.marks import Marks, read_marks
from haven.networks.report import render
from haven.networks.result import Sweep
from haven.runs.directory import write_whole
from haven.runs.errors import DirectoryError

FILES = {
    "found.parquet",
    "networks.parquet",
    "links.parquet",
    "templates.parquet",
    "hubs.parquet",
    "contacts.parquet",
    "ads.parquet",
    "marks.yaml",
    "summary.json",
    "report.html",
}

FORMAT = 1
"""Changes with every change of the files that an older reader would misread."""

# Ads a reader takes at a time; ids ascend over the file.
_ROWS = 50_000

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


def _write_ads(found: Sweep, file: Path) -> None:
    """The ads with their whole text as the body, without a copy of it."""
    corpus = found.corpus
    bounds, data = pa.py_buffer(corpus.bounds), pa.py_buffer(corpus.data)
    text = pa.LargeStringArray.from_buffers(len(corpus.bounds) - 1, bounds, data)
    table = corpus.table.drop_columns(["title"]).append_column("body", text)
    spelled = [name for name in table.schema.names if name not in {"id", "body"}]
    pq.write_table(table, file, compression="zstd", compression_level=1, use_dictionary=spelled, row_group_size=_ROWS)


def _write_all(found: Sweep, into: Path, title: str, keep_texts: bool, marks: Marks | None) -> None:
    hubs = pa.Table.from_pylist([asdict(hub) for hub in found.hubs], schema=HUB_SCHEMA)
    pq.write_table(found.found, into / "found.parquet")
    pq.write_table(_networks(found), into / "networks.parquet")
    pq.write_table(found.link_table, into / "links.parquet")
    pq.write_table(hubs, into / "hubs.parquet")
    pq.write_table(found.contact_table, into / "contacts.parquet")
    with ThreadPoolExecutor(1) as beside:  # the texts are the better part of the work, and need nothing of the rest
        texts = beside.submit(_write_ads, found, into / "ads.parquet") if keep_texts else None
        (into / "report.html").write_text(render(found, title=title), encoding="utf-8")
        pq.write_table(_templates(found), into / "templates.parquet")
        if texts:
            texts.result()
    if marks:
        (into / "marks.yaml").write_text(marks.text, encoding="utf-8")
    summary = {"format": FORMAT, **found.summary, "keeps_texts": keep_texts}
    (into / "summary.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write(
    found: Sweep, directory: Path, *, title: str = "ads", keep_texts: bool = True, marks: Marks | None = None
) -> None:
    """Write a result into a directory, as a whole: an interrupted write leaves the old result as it was.

    Args:
        found: the result.
        directory: is made, or replaced if it holds an earlier result and nothing else.
        title: what was swept, for the report's heading.
        keep_texts: write the ads' texts too, which explaining a link and `--since` need.
        marks: those that were honoured, for the next run to find.

    Raises:
        ResultError: the directory holds other files, or cannot be written.
    """
    try:
        write_whole(directory, FILES, lambda into: _write_all(found, into, title, keep_texts, marks))
    except DirectoryError as error:
        raise ResultError(str(error)) from error


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


def load_marks(directory: Path) -> Marks | None:
    """The marks that an earlier result remembers, or None.

    Raises:
        MarksError: they cannot be read.
    """
    path = directory / "marks.yaml"
    return read_marks(path) if path.exists() else None

"""A screening's result on disk.

Owns: the directory's files. Must not know: how ads are judged, the command line.

verdicts.parquet  one row per ad: id, outcome, queue, reasons (rule and ground), failures
hits.parquet      one row per hit: id, signal, weight, start, end, why
summary.json      counts by outcome, queue, rule and signal, bad rows, policy, versions, seconds
report.html       counts, and the ads that were held or refused with their reasons; opens from disk
"""

import json
from pathlib import Path

import pyarrow.parquet as pq

from haven.runs.directory import write_whole
from haven.screening.bulk import Screened
from haven.screening.report import render

FILES = {"verdicts.parquet", "hits.parquet", "summary.json", "report.html"}


def write(screened: Screened, directory: Path, *, title: str) -> None:
    """Write a result into a directory, as a whole: an interrupted write leaves the old result as it was.

    Args:
        screened: the result.
        directory: is made, or replaced if it holds an earlier result and nothing else.
        title: what was screened, for the report's heading.

    Raises:
        DirectoryError: the directory holds other files, or cannot be written.
    """

    def fill(into: Path) -> None:
        pq.write_table(screened.verdicts, into / "verdicts.parquet")
        pq.write_table(screened.hits, into / "hits.parquet")
        told = json.dumps(screened.summary, indent=1, ensure_ascii=False)
        (into / "summary.json").write_text(told + "\n", encoding="utf-8")
        (into / "report.html").write_text(render(screened, title=title), encoding="utf-8")

    write_whole(directory, FILES, fill)

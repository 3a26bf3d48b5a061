"""`haven sweep`: finds networks in files of ads; needs neither site nor database."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from haven.networks import Marks, NetworkError, Parameters, Sweep, cluster
from haven.networks import sweep as find_networks
from haven.networks.marks import read_marks
from haven.networks.since import Continued
from haven.networks.store import load_marks, load_previous, write
from haven.networks.stored import StoredResult
from haven.project.ad_files import (
    Columns,
    Encoding,
    Out,
    Workers,
    account,
    bars,
    end,
    takes_columns,
    tell_problems,
    watched,
)
from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.records.errors import RecordsError
from haven.records.reading import AdReader, read_ads
from haven.runs.errors import RunError

app = typer.Typer(pretty_exceptions_enable=False)

_SHOWN = 10
_NAMES = {"read": "reading", "words": "comparing words", "contacts": "looking for contacts", "groups": "grouping",
          "templates": "writing templates", "links": "giving reasons"}  # fmt: skip


class Engine(StrEnum):
    """What a sweep runs on."""

    LOCAL = "local"
    DAFT = "daft"
    RAY = "ray"


Texts = Annotated[
    bool, typer.Option(help="Keep the ads in the result, for `networks explain` and --since (engine local).")
]
Runs = Annotated[Engine, typer.Option(help="Run here, or in partitions: by daft on this machine, by ray on a cluster.")]
SpoolIn = Annotated[Path | None, typer.Option(help="Directory all machines see, for the partitions of daft and ray.")]


class SweepFailed(ProjectError):
    """The files cannot be read, or the result cannot be written."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python not look for garbage: nearly all of the millions of things that a sweep makes live to its end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True)
class _Run:
    """What a sweep goes by, besides the new ads."""

    region: str
    workers: int
    previous: Path
    since: StoredResult | None
    marks: Marks | None
    engine: Engine
    spool: Path | None

    def sweep(self, reader: AdReader) -> Sweep:
        with bars(_NAMES) as told:
            earlier = load_previous(self.previous)
            parameters = Parameters(region=self.region, workers=self.workers)
            new = watched(reader, told, "read")
            ads = Continued(new, self.since) if self.since else new
            find = find_networks
            if self.engine is not Engine.LOCAL:
                find = partial(cluster.sweep, runner=cluster.Runner(self.engine), spool=self.spool)
            found = find(ads, parameters=parameters, previous=earlier, marks=self.marks, progress=told)
        found.summary.update(account(reader) | {"network_ids_from": str(self.previous) if earlier else None})
        if isinstance(ads, Continued) and self.since:
            found.summary["since"] = {
                "result": str(self.since.directory), "kept": ads.kept, "replaced": ads.replaced
            }  # fmt: skip
        return found


def _earlier(since: Path | None, reader: AdReader) -> StoredResult | None:
    """The result that the run goes on from, if it can be gone on from."""
    if since is None:
        return None
    if reader.files_without_ids:
        raise SweepFailed(
            f"{reader.files_without_ids[0]} has no ids to tell new ads from known ones: name them by --id"
        )
    earlier = StoredResult(since)
    if not earlier.keeps_texts:
        raise SweepFailed(f"{since} keeps no texts (it was swept with --no-texts): sweep all the files")
    return earlier


def _tell_result(found: Sweep, out: Path) -> None:
    summary = found.summary
    share = 100 * summary["grouped_share"]
    say(f"{summary['ads']} ads, {summary['networks']} networks, {summary['grouped']} ads in them ({share:.1f} %)")
    for network in sorted(found.networks, key=lambda n: (-n.size, n.id))[:_SHOWN]:
        first = found.corpus.text(int(found.ads["id"].index(network.ads[0]).as_py()))
        say(f"  {network.id}  {network.size:>5} ads  {'+'.join(network.ties):<12}  {' '.join(first.split())[:60]}")
    if since := summary.get("since"):
        say(f"{since['kept']} of them from {since['result']}; {since['replaced']} known ones were replaced")
    say(f"{sum(summary['seconds'].values()):.1f} s; report: {out / 'report.html'}")


def _tell_marks(found: Sweep) -> None:
    for unknown in found.summary.get("marks", {}).get("unknown", []):
        say(f"marks, {unknown} is in none of these ads", err=True)


@app.command()
@takes_columns
def sweep(  # noqa: PLR0913, PLR0917 - a parameter for each flag
    ads: Annotated[
        list[Path], typer.Argument(help="Files or directories: .jsonl, .csv, .tsv, .parquet, also .gz, .zst")
    ],
    out: Out,
    columns: Columns,
    encoding: Encoding = None,
    region: Annotated[
        str | None, typer.Option(help="Country of phone numbers without country code; US, or as in --since.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(help="Earlier result whose network ids are kept; by default that of --since, else OUT."),
    ] = None,
    since: Annotated[
        Path | None, typer.Option(help="Earlier result whose ads are swept too; only the new files are read.")
    ] = None,
    marks: Annotated[
        Path | None, typer.Option(help="An analyst's marks (YAML); by default those the earlier result remembers.")
    ] = None,
    workers: Workers = 0,
    texts: Texts = True,
    engine: Runs = Engine.LOCAL,
    spool: SpoolIn = None,
) -> None:
    """Find networks in files of ads: who posts one text many times, and who shares a number.

    Columns are guessed from their names where no flag names them.
    """
    try:
        reader = read_ads(ads, columns=columns, encoding=encoding, guess=True)
        earlier, source = _earlier(since, reader), previous or since or out
        known = read_marks(marks) if marks else load_marks(source)
        country = region or (earlier.parameters.region if earlier else Parameters().region)
        title = ", ".join(path.name for path in [*ads, *filter(None, [since])])
        kept = texts and engine is Engine.LOCAL
        with _uncollected():
            found = _Run(country, workers, source, earlier, known, engine, spool).sweep(reader)
            write(found, out, title=title, keep_texts=kept, marks=known)
    except (RecordsError, NetworkError, RunError) as error:
        raise SweepFailed(str(error)) from error
    except SystemError as error:
        # Ctrl-C inside a compiled kernel.
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise
    tell_problems(reader)
    _tell_marks(found)
    _tell_result(found, out)
    end(reader)

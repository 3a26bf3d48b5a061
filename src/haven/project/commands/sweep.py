"""`haven sweep`: finds networks in files of ads; needs neither site nor database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from haven.networks import NetworkError, Parameters, Sweep
from haven.networks import sweep as find_networks
from haven.networks.engine import Progress as Told
from haven.networks.store import load_previous, write
from haven.project.errors import ProjectError
from haven.records.errors import RecordsError
from haven.records.reading import AdReader, read_ads

app = typer.Typer(pretty_exceptions_enable=False)

_SHOWN = 10
_NAMES = {"read": "reading", "words": "comparing words", "contacts": "looking for contacts", "groups": "grouping",
          "templates": "writing templates", "links": "giving reasons"}  # fmt: skip

Columns = Annotated[list[str] | None, typer.Option(metavar="COLUMN")]
Column = Annotated[str | None, typer.Option(metavar="COLUMN")]


class SweepFailed(ProjectError):
    """The files cannot be read, or the result cannot be written."""


@contextmanager
def _bars() -> Iterator[Told]:
    """Shows how far each stage is: bars on a terminal, a line per stage elsewhere."""
    console = Console(stderr=True)
    done: set[str] = set()

    def lines(stage: str, share: float) -> None:
        if share >= 1 and stage not in done:
            done.add(stage)
            typer.echo(f"{_NAMES[stage]}: done", err=True)

    if not console.is_terminal:
        yield lines
        return
    with Progress(TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn(), console=console) as progress:
        tasks = {stage: progress.add_task(name, total=1.0, start=False) for stage, name in _NAMES.items()}

        def bars(stage: str, share: float) -> None:
            if stage not in done:
                done.add(stage)
                progress.start_task(tasks[stage])
            progress.update(tasks[stage], completed=share)

        bars("read", 0)
        yield bars


def _watched(reader: AdReader, told: Told) -> Iterator[pa.RecordBatch]:
    for batch in reader:
        yield batch
        told("read", min(reader.progress, 0.99))


def _run(reader: AdReader, region: str, workers: int, previous: Path) -> Sweep:
    with _bars() as told:
        earlier = load_previous(previous)
        parameters = Parameters(region=region, workers=workers)
        found = find_networks(_watched(reader, told), parameters=parameters, previous=earlier, progress=told)
    problems = reader.problems
    found.summary.update({
        "files": [str(file) for file in reader.files],
        "rows": reader.rows,
        "bad_rows": {"left_out": problems.dropped, "kinds": dict(problems.counts),
                     "first": [str(problem) for problem in problems.first]},
        "network_ids_from": str(previous) if earlier else None,
    })  # fmt: skip
    return found


def _tell_problems(reader: AdReader) -> None:
    problems = reader.problems
    for what, count in problems.counts.most_common():
        typer.echo(f"{count} rows: {what}", err=True)
    for problem in problems.first[:_SHOWN]:
        typer.echo(f"  {problem}", err=True)
    more = problems.counts.total() - _SHOWN
    if more > 0:
        typer.echo(f"  and {more} more; the first hundred are in summary.json", err=True)


def _tell_result(found: Sweep, out: Path) -> None:
    summary = found.summary
    share = 100 * summary["grouped_share"]
    typer.echo(
        f"{summary['ads']} ads, {summary['networks']} networks, {summary['grouped']} ads in them ({share:.1f} %)"
    )
    for network in sorted(found.networks, key=lambda n: (-n.size, n.id))[:_SHOWN]:
        first = found.corpus.text(int(found.ads["id"].index(network.ads[0]).as_py()))
        typer.echo(
            f"  {network.id}  {network.size:>5} ads  {'+'.join(network.ties):<12}  {' '.join(first.split())[:60]}"
        )
    typer.echo(f"{sum(summary['seconds'].values()):.1f} s; report: {out / 'report.html'}")


@app.command()
def sweep(  # noqa: PLR0913, PLR0917 - a flag each
    ads: Annotated[
        list[Path], typer.Argument(help="Files or directories: .jsonl, .csv, .tsv, .parquet, also .gz, .zst")
    ],
    out: Annotated[Path, typer.Option(help="Directory for the result; an earlier result there is replaced.")],
    id_: Annotated[str | None, typer.Option("--id", metavar="COLUMN")] = None,
    title: Columns = None,
    body: Columns = None,
    category: Column = None,
    price: Column = None,
    place: Columns = None,
    latitude: Column = None,
    longitude: Column = None,
    posted_at: Column = None,
    author: Column = None,
    contact: Columns = None,
    encoding: Annotated[str | None, typer.Option(help="Of text files; UTF-8 unless given.")] = None,
    region: Annotated[str, typer.Option(help="Country of phone numbers without country code.")] = "US",
    previous: Annotated[
        Path | None, typer.Option(help="Earlier result whose network ids are kept; by default OUT.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Threads and processes; 0 takes what there is.")] = 0,
) -> None:
    """Find networks in files of ads: who posts one text many times, and who shares a number.

    Columns are guessed from their names where no flag names them.
    """
    asked = {"id": [id_] if id_ else None, "title": title, "body": body, "category": [category] if category else None,
             "price": [price] if price else None, "place": place, "latitude": [latitude] if latitude else None,
             "longitude": [longitude] if longitude else None, "posted_at": [posted_at] if posted_at else None,
             "author": [author] if author else None, "contacts": contact}  # fmt: skip
    try:
        columns = {name: tuple(names) for name, names in asked.items() if names}
        reader = read_ads(ads, columns=columns, encoding=encoding)
        found = _run(reader, region, workers, previous or out)
        write(found, out, title=", ".join(path.name for path in ads))
    except (RecordsError, NetworkError) as error:
        raise SweepFailed(str(error)) from error
    except SystemError as error:
        # Ctrl-C inside a compiled kernel.
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise
    _tell_problems(reader)
    _tell_result(found, out)

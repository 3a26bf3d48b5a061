"""`haven sweep`: finds networks in files of ads; needs neither site nor database."""

from pathlib import Path
from typing import Annotated

import typer

from haven.networks import Marks, NetworkError, Parameters, Sweep
from haven.networks import sweep as find_networks
from haven.networks.marks import read_marks
from haven.networks.store import load_marks, load_previous, write
from haven.project.ad_files import Columns, Encoding, Out, Workers, account, bars, takes_columns, tell_problems, watched
from haven.project.errors import ProjectError
from haven.records.errors import RecordsError
from haven.records.reading import AdReader, read_ads
from haven.runs.errors import RunError

app = typer.Typer(pretty_exceptions_enable=False)

_SHOWN = 10
_NAMES = {"read": "reading", "words": "comparing words", "contacts": "looking for contacts", "groups": "grouping",
          "templates": "writing templates", "links": "giving reasons"}  # fmt: skip


class SweepFailed(ProjectError):
    """The files cannot be read, or the result cannot be written."""


def _run(reader: AdReader, region: str, workers: int, previous: Path, marks: Marks | None) -> Sweep:
    with bars(_NAMES) as told:
        earlier = load_previous(previous)
        parameters = Parameters(region=region, workers=workers)
        batches = watched(reader, told, "read")
        found = find_networks(batches, parameters=parameters, previous=earlier, marks=marks, progress=told)
    found.summary.update(account(reader) | {"network_ids_from": str(previous) if earlier else None})
    return found


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


def _tell_marks(found: Sweep) -> None:
    for unknown in found.summary.get("marks", {}).get("unknown", []):
        typer.echo(f"marks, {unknown} is in none of these ads", err=True)


@app.command()
@takes_columns
def sweep(  # noqa: PLR0913, PLR0917 - a parameter for each flag
    ads: Annotated[
        list[Path], typer.Argument(help="Files or directories: .jsonl, .csv, .tsv, .parquet, also .gz, .zst")
    ],
    out: Out,
    columns: Columns,
    encoding: Encoding = None,
    region: Annotated[str, typer.Option(help="Country of phone numbers without country code.")] = "US",
    previous: Annotated[
        Path | None, typer.Option(help="Earlier result whose network ids are kept; by default OUT.")
    ] = None,
    marks: Annotated[
        Path | None, typer.Option(help="An analyst's marks (YAML); by default those the earlier result remembers.")
    ] = None,
    workers: Workers = 0,
    texts: Annotated[bool, typer.Option(help="Keep the ads in the result, for `networks explain` and --since.")] = True,
) -> None:
    """Find networks in files of ads: who posts one text many times, and who shares a number.

    Columns are guessed from their names where no flag names them.
    """
    try:
        reader = read_ads(ads, columns=columns, encoding=encoding)
        known = read_marks(marks) if marks else load_marks(previous or out)
        found = _run(reader, region, workers, previous or out, known)
        write(found, out, title=", ".join(path.name for path in ads), keep_texts=texts, marks=known)
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

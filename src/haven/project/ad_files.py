"""What commands over files of ads have in common: flags for columns, bars, the account of bad rows.

Must not know: what a command does with the ads.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Protocol

import pyarrow as pa
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.records.counting import many
from haven.records.errors import RecordsError
from haven.records.reading import AdReader
from haven.records.reading.columns import parse_column_flags
from haven.records.reading.source import WRONG_ENCODING

Columns = Mapping[str, tuple[str, ...]]
"""Field of `AdRecord` → the file's columns, as `read_ads` takes them."""

Encoding = Annotated[
    str | None, typer.Option(help="Of text files; UTF-8 unless given, or Windows-1252 where a file is plainly in it.")
]
Workers = Annotated[int, typer.Option(help="Threads and processes; 0 takes what there is.")]
Out = Annotated[Path, typer.Option(help="Directory for the result; an earlier result there is replaced.")]

NOT_ALL_READ = 3
"""The exit code of a command that is done, though letters of some ads could not be read."""

_SHOWN = 10
_ONE = Annotated[str | None, typer.Option(metavar="COLUMN")]
_MANY = Annotated[list[str] | None, typer.Option(metavar="COLUMN")]
_FLAGS: dict[str, Any] = {
    "id": _ONE, "title": _MANY, "body": _MANY, "category": _ONE, "price": _ONE, "place": _MANY, "latitude": _ONE,
    "longitude": _ONE, "posted_at": _ONE, "author": _ONE, "contact": _MANY,
}  # fmt: skip
_FIELDS = {"contact": "contacts"}
_ANY = Annotated[list[str] | None, typer.Option(metavar="FIELD=COLUMN", help="The same, as of `haven import`.")]


class Told(Protocol):
    """Is told how far a stage is."""

    def __call__(self, stage: str, share: float) -> None:
        """Stage `stage` is done to `share`, 0..1."""


def takes_columns(command: Callable[..., None]) -> Callable[..., None]:
    """A command with a flag for each column in the place of its parameter `columns`, which it gets as `Columns`."""

    @wraps(command)
    def flagged(**given: Any) -> None:
        asked = {_FIELDS.get(flag, flag): given.pop(flag) for flag in _FLAGS}
        try:
            columns = parse_column_flags(given.pop("column") or [])
        except RecordsError as error:
            raise ProjectError(str(error)) from error
        columns |= {
            field: (names,) if isinstance(names, str) else tuple(names) for field, names in asked.items() if names
        }
        command(columns=columns, **given)

    signature = inspect.signature(command)
    flags = [inspect.Parameter(flag, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
             for flag, kind in {**_FLAGS, "column": _ANY}.items()]  # fmt: skip
    parameters = []
    for name, parameter in signature.parameters.items():
        parameters += flags if name == "columns" else [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    flagged.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    flagged.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return flagged


@contextmanager
def bars(names: Mapping[str, str]) -> Iterator[Told]:
    """Shows how far each stage is, by the names given: bars on a terminal, a line per stage elsewhere."""
    console = Console(stderr=True)
    done: set[str] = set()

    def lines(stage: str, share: float) -> None:
        if share >= 1 and stage not in done:
            done.add(stage)
            say(f"{names[stage]}: done", err=True)

    if not console.is_terminal:
        yield lines
        return
    with Progress(TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn(), console=console) as progress:
        tasks = {stage: progress.add_task(name, total=1.0, start=False) for stage, name in names.items()}

        def moving(stage: str, share: float) -> None:
            if stage not in done:
                done.add(stage)
                progress.start_task(tasks[stage])
            progress.update(tasks[stage], completed=share)

        moving(next(iter(names)), 0)
        yield moving


def watched(reader: AdReader, told: Told, stage: str) -> Iterator[pa.RecordBatch]:
    """The reader's batches, telling how much of the files has been read."""
    for batch in reader:
        yield batch
        told(stage, min(reader.progress, 0.99))


def account(reader: AdReader) -> dict[str, Any]:
    """What a result's summary says of the files and their bad rows."""
    problems = reader.problems
    return {
        "files": [str(file) for file in reader.files],
        "read_as_windows_1252": [str(file) for file in reader.western],
        "rows": reader.rows,
        "bad_rows": {"left_out": problems.dropped, "kinds": dict(problems.counts),
                     "first": [str(problem) for problem in problems.first]},
    }  # fmt: skip


def tell_problems(reader: AdReader, *, rest: str = "the first hundred are in summary.json") -> None:
    """Bad rows on standard error: how many of each kind, and the first of them; `rest` says where the others are."""
    problems = reader.problems
    for file in reader.western:
        say(f"{file} is not UTF-8: read as Windows-1252. Where letters come out wrong, name its --encoding.", err=True)
    for what, count in problems.counts.most_common():
        say(f"{many(count, 'row')}: {what}", err=True)
    for problem in problems.first[:_SHOWN]:
        say(f"  {problem}", err=True)
    more = problems.counts.total() - _SHOWN
    if more > 0:
        say(f"  and {more:,} more; {rest}", err=True)
    if problems.counts[WRONG_ENCODING]:
        say("Letters in another encoding are lost, and screening holds an ad that it could not read whole. "
            "Where all of a file is in it, --encoding latin-1 or cp1252 helps.", err=True)  # fmt: skip


def end(reader: AdReader) -> None:
    """End a command that did what was asked; with `NOT_ALL_READ` where letters of some ads were lost.

    Raises:
        Exit: always where that is so.
    """
    if reader.problems.counts[WRONG_ENCODING]:
        raise typer.Exit(NOT_ALL_READ)

"""`haven export`: the site's public ads as a file, which `haven import`, `sweep` and `screen` take."""

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.project.progress import step

if TYPE_CHECKING:
    from haven.listings.queries.exporting import Row

app = typer.Typer(pretty_exceptions_enable=False)
_TOLD_EVERY = 1000


class ExportFailed(ProjectError):
    """The ads cannot be exported as asked."""


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="The file to write: .csv or .jsonl. One that is there is replaced.")],
) -> None:
    """Write the public ads into a file, without anything of who posted them."""
    write = {".csv": write_csv, ".jsonl": write_lines}.get(out.suffix.lower())
    if write is None:
        raise ExportFailed(f"{out}: the name must end in .csv or .jsonl")
    with site_database("export"):
        start_django()
        from haven.listings.queries.exporting import public_rows  # noqa: PLC0415 — needs Django

        with step("export") as current:
            count = 0

            def counted() -> Iterator["Row"]:
                nonlocal count
                for row in public_rows():
                    yield row
                    count += 1
                    if count % _TOLD_EVERY == 0:
                        current.tell(f"{count:,} ads")

            replace_by(out, lambda file: write(file, counted()))
            current.note = f"{count:,} ads in {out}"


def replace_by(out: Path, write: Callable[[IO[str]], None]) -> None:
    """Write a file whole: what was there stays until the new one is complete.

    Raises:
        ExportFailed: it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=out.parent, prefix=f".{out.name}-", delete=False
        ) as file:
            try:
                write(file)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(out)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExportFailed(f"{out}: cannot be written ({error.strerror})") from error


def write_lines(file: IO[str], rows: Iterator["Row"]) -> None:
    """A JSON object a line; what an ad does not say is left out."""
    for row in rows:
        file.write(json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False) + "\n")


def write_csv(file: IO[str], rows: Iterator["Row"]) -> None:
    """A table with a column for every field of every category; several choices are joined by commas."""
    from haven.listings.fields import field_names  # noqa: PLC0415 — needs Django
    from haven.listings.queries.exporting import COLUMNS  # noqa: PLC0415

    table = csv.DictWriter(file, [*COLUMNS, *sorted(field_names() - set(COLUMNS))], extrasaction="ignore")
    table.writeheader()
    for row in rows:
        table.writerow({k: ", ".join(map(str, v)) if isinstance(v, list) else v for k, v in row.items()})

"""`haven import`: brings ads from files in as listings, each judged like any other."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.environment import environment
from haven.project.errors import ProjectError
from haven.project.progress import step
from haven.records.errors import ReadingError
from haven.records.reading import AdReader, parse_column_flags, read_ads
from haven.records.schema import to_records

if TYPE_CHECKING:
    from haven.listings.actions.importing import ImportReport

app = typer.Typer(pretty_exceptions_enable=False)
_PROBLEMS_SHOWN = 10


class ImportFailed(ProjectError):
    """The ads cannot be imported as asked."""


@app.command("import")
def import_ads(
    ads: Annotated[list[Path], typer.Argument(help="Files (.csv, .jsonl, .parquet; .gz or .zst) or directories.")],
    category: Annotated[str, typer.Option(help="Slug of the category for ads whose own is not one of the site's.")],
    poster: Annotated[str, typer.Option(help="E-mail address of the account that the ads will belong to.")],
    column: Annotated[
        list[str] | None, typer.Option(help="FIELD=COLUMN or FIELD=COLUMN,COLUMN; what is not named is guessed.")
    ] = None,
    source: Annotated[str, typer.Option(help="Where the ads come from; default: the first file's name.")] = "",
    encoding: Annotated[str | None, typer.Option(help="Of text files, such as latin-1; default: UTF-8.")] = None,
) -> None:
    """Import ads as listings. An ad that was imported from the same source before is left as it is."""
    try:
        reader = read_ads(ads, columns=parse_column_flags(column or []), encoding=encoding)
        with site_database("import"):
            start_django()
            with step("import") as current:
                report = None
                for report in _imported(reader, category, poster, source or ads[0].name):
                    current.tell(f"{report.added + report.known:,} ads, {reader.progress:.0%} of the files")
                current.note = _outcome(reader, report)
    except ReadingError as error:
        raise ImportFailed(str(error)) from None
    _tell_problems(reader)
    if environment().demo or not (report and report.states["held"]):
        return
    typer.echo(f"The held ones wait in {environment().url}/moderation/")


def _imported(reader: AdReader, category: str, poster: str, source: str) -> Iterator["ImportReport"]:
    from haven.accounts.actions import ensure_user  # noqa: PLC0415 — needs Django
    from haven.ledger.actions import machine  # noqa: PLC0415
    from haven.listings.actions.importing import Incoming, import_ads  # noqa: PLC0415
    from haven.listings.models import Category  # noqa: PLC0415
    from haven.listings.tasks import request_relink  # noqa: PLC0415

    shelves = {found.slug: found for found in Category.objects.filter(parent__isnull=False)}
    if category not in shelves:
        raise ImportFailed(f"--category {category}: there are {', '.join(sorted(shelves))}")
    if "@" not in poster:
        raise ImportFailed(f"--poster {poster}: give an e-mail address")
    author = ensure_user(email=poster, actor=machine("command-line"))

    def incoming() -> Iterator[Incoming]:
        for batch in reader:
            for record in to_records(batch):
                yield Incoming(record, author)

    yield from import_ads(ads=incoming(), category=shelves[category], source=source[:60], actor=author)
    request_relink()


def _outcome(reader: AdReader, report: "ImportReport | None") -> str:
    states = ", ".join(f"{count:,} {state}" for state, count in sorted(report.states.items())) if report else ""
    parts = [states or "nothing new"]
    if report and report.known:
        parts.append(f"{report.known:,} known before")
    if reader.problems.dropped:
        parts.append(f"{reader.problems.dropped:,} rows left out")
    return ", ".join(parts)


def _tell_problems(reader: AdReader) -> None:
    for problem in reader.problems.first[:_PROBLEMS_SHOWN]:
        typer.echo(str(problem), err=True)
    more = reader.problems.counts.total() - _PROBLEMS_SHOWN
    if more > 0:
        typer.echo(f"… and {more:,} more problems", err=True)

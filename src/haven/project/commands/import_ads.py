"""`haven import`: brings ads from files in as listings, each judged like any other."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from haven.project.ad_files import end, tell_problems
from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.environment import environment
from haven.project.errors import ProjectError
from haven.project.progress import step
from haven.project.saying import say
from haven.records.errors import ReadingError
from haven.records.reading import AdReader, parse_column_flags, read_ads
from haven.records.reading.problems import Problem
from haven.records.schema import AD_SCHEMA, to_records

if TYPE_CHECKING:
    from haven.listings.actions.importing import ImportReport

app = typer.Typer(pretty_exceptions_enable=False)


class ImportFailed(ProjectError):
    """The ads cannot be imported as asked."""


@app.command("import")
def import_ads(
    ads: Annotated[
        list[Path], typer.Argument(help="Files (.csv, .jsonl, .parquet, XML feeds; .gz or .zst) or directories.")
    ],
    category: Annotated[str, typer.Option(help="Slug of the category for ads whose own is not one of the site's.")],
    poster: Annotated[str, typer.Option(help="E-mail address of the account that the ads will belong to.")],
    column: Annotated[
        list[str] | None, typer.Option(help="FIELD=COLUMN or FIELD=COLUMN,COLUMN; what is not named is guessed.")
    ] = None,
    source: Annotated[str, typer.Option(help="Where the ads come from; default: the first file's name.")] = "",
    encoding: Annotated[str | None, typer.Option(help="Of text files, such as latin-1; default: UTF-8.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Judge all ads, name every bad row, keep nothing.")
    ] = False,
) -> None:
    """Import ads as listings. An ad that was imported from the same source before is left as it is."""
    asked = Asked(category, poster, source or ads[0].name, dry_run)
    report = None
    try:
        with site_database("import"):
            start_django()
            reader = _reader(ads, parse_column_flags(column or []), encoding)
            reader.problems.told = _tell if dry_run else None
            with step("dry run" if dry_run else "import") as current:
                for report in imported(reader, asked):
                    for ad, name, what in report.refused:
                        say(f"ad {ad[:80]}: {name}: {what} (left out)", err=True)
                    for ad, name, what in report.unread if dry_run else ():
                        say(f"ad {ad[:80]}: {name}: {what}", err=True)
                    current.tell(f"{report.added + report.known:,} ads, {reader.progress:.0%} of the files")
                current.note = _outcome(reader, report)
    except ReadingError as error:
        kept = f" ({report.added:,} ads before it were imported)" if report and report.added and not dry_run else ""
        raise ImportFailed(f"{error}{kept}") from None
    if dry_run:
        say("Nothing was kept.")
        end(reader)
        return
    tell_problems(reader, rest="--dry-run names each")
    if not environment().demo and report and report.states["held"]:
        say(f"The held ones wait in {environment().url}/moderation/")
    end(reader)


class Asked(NamedTuple):
    """What to do with the ads: see the command's options."""

    category: str
    poster: str
    source: str
    dry_run: bool


def _reader(ads: list[Path], columns: dict[str, tuple[str, ...]], encoding: str | None) -> AdReader:
    from haven.listings.fields import field_names  # noqa: PLC0415 — needs Django

    return read_ads(ads, columns=columns, encoding=encoding, kept=field_names())


def _tell(problem: Problem) -> None:
    say(str(problem), err=True)


def imported(reader: AdReader, asked: Asked) -> Iterator["ImportReport"]:
    """Import the ads; yields the running report. A dry run does all of it, then takes it back."""
    from django.db import transaction  # noqa: PLC0415 — needs Django

    from haven.listings.tasks import request_relink  # noqa: PLC0415

    if asked.dry_run:
        with transaction.atomic():
            yield from _import(reader, asked)
            transaction.set_rollback(True)
    else:
        yield from _import(reader, asked)
        request_relink()


def _import(reader: AdReader, asked: Asked) -> Iterator["ImportReport"]:
    from haven.accounts.actions import ensure_user  # noqa: PLC0415 — needs Django
    from haven.ledger.actions import machine  # noqa: PLC0415
    from haven.listings.actions.importing import Incoming, import_ads  # noqa: PLC0415
    from haven.listings.models import Category  # noqa: PLC0415
    from haven.site.queries import closing  # noqa: PLC0415

    if closing():
        raise ImportFailed("the site is closing and takes no new ads")
    shelves = {found.slug: found for found in Category.objects.filter(parent__isnull=False)}
    if asked.category not in shelves:
        raise ImportFailed(f"--category {asked.category}: there are {', '.join(sorted(shelves))}")
    if "@" not in asked.poster:
        raise ImportFailed(f"--poster {asked.poster}: give an e-mail address")
    author = ensure_user(email=asked.poster, actor=machine("command-line"))

    broken: list[ReadingError] = []

    def incoming() -> Iterator[Incoming]:
        try:
            for batch in reader:
                beside = batch.drop_columns(AD_SCHEMA.names).to_pylist() or [{}] * batch.num_rows
                for record, details in zip(to_records(batch), beside, strict=True):
                    yield Incoming(record, author, details=details)
        except ReadingError as error:  # told once what stands before it is in
            broken.append(error)

    category = shelves[asked.category]
    yield from import_ads(ads=incoming(), category=category, source=asked.source[:60], actor=author)
    if broken:
        raise broken[0]


def _outcome(reader: AdReader, report: "ImportReport | None") -> str:
    states = ", ".join(f"{count:,} {state}" for state, count in sorted(report.states.items())) if report else ""
    parts = [states or "nothing new"]
    if report and report.known:
        parts.append(f"{report.known:,} known before")
    left_out = reader.problems.dropped + (report.left_out if report else 0)
    if left_out:
        parts.append(f"{left_out:,} rows left out")
    return ", ".join(parts)

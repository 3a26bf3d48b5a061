"""`haven close`: winding the site down, step by step; without a step it says how far it is and what comes next."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.records.counting import many

if TYPE_CHECKING:
    from haven.site.models import Closing

app = typer.Typer(pretty_exceptions_enable=False)
Typed = Annotated[str, typer.Option("--name", help="The site's name, typed, in place of being asked for it.")]


class ClosingFailed(ProjectError):
    """A step that cannot be taken now."""


@app.callback(invoke_without_command=True)
def close(context: typer.Context) -> None:
    """Say how far the closing is. It changes nothing; each step is a command of its own and can be taken again."""
    if context.invoked_subcommand is None:
        with _site():
            from haven.closing.standing import standing  # noqa: PLC0415 - needs Django

            _print(standing())


@app.command()
def plan(
    tables: Annotated[bool, typer.Option("--tables", help="For each table: how many rows go, how many stay.")] = False,
) -> None:
    """Say in numbers what a closing would do with what is here now. It changes nothing."""
    with _site():
        from haven.closing import planning  # noqa: PLC0415 - needs Django

        _print(planning.tables() if tables else planning.plan())


@app.command()
def announce(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The first day without the site.")],
    name: Typed = "",
) -> None:
    """Say that the site closes on a day: nothing new is taken from now on, and everybody gets a mail."""
    with _site():
        from haven.closing.actions.announcing import announce as announced  # noqa: PLC0415 - needs Django
        from haven.closing.actions.announcing import tell_people  # noqa: PLC0415
        from haven.site.models import Closing  # noqa: PLC0415

        closing = Closing.objects.filter(called_off_at=None, ends_on=day.date(), told_at=None).first()
        if closing is None:
            _confirm(name, f"It is said on every page and to everybody by mail that the site closes on {day.date()}.")
            closing = announced(ends_on=day.date())
        told = sum(iter(lambda: tell_people(closing=closing), 0))
        written = f"{many(told, 'mail')} {'is' if told == 1 else 'are'} written; the worker sends"
        typer.echo(f"Announced for {closing.ends_on}. {written} {'it' if told == 1 else 'them'}.")


@app.command()
def custodian(
    name: Annotated[str, typer.Argument(help="Who keeps what must be kept.")],
    address: Annotated[str, typer.Option(help="Their postal address.")],
    key: Annotated[Path | None, typer.Option(help="Their certificate (PEM, RSA): all is enveloped for it.")] = None,
    restricted_key: Annotated[
        Path | None, typer.Option(help="That of whoever keeps what child safety reported; without it, it stays here.")
    ] = None,
) -> None:
    """Say for whom it is sealed; then two people agree to it in the browser."""
    with _site():
        from haven.closing.actions.agreeing import name_custodian  # noqa: PLC0415 - needs Django

        made = name_custodian(
            closing=_running(), custodian=name, address=address, certificate=_pem(key), restricted=_pem(restricted_key)
        )
        typer.echo(f"Sealed for {made.custodian}, once two people agree: {_agreement()}")


@app.command()
def seal(
    directory: Annotated[Path, typer.Argument(help="Where to write it; again: where it was begun.")], name: Typed = ""
) -> None:
    """Write everything that must be kept into a directory for the custodian. Again, it writes what is missing."""
    with _site():
        from haven.closing.actions.sealing import seal as sealed  # noqa: PLC0415 - needs Django

        closing = _running()
        _confirm(name, f"What must be kept is written below {directory}; it names people and holds what they wrote.")
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = sealed(closing=closing, directory=directory)
        place = directory / "custodian"
        parts = made.parts.count()
        done = f"{many(parts, 'part')} {'is' if parts == 1 else 'are'} sealed"
        typer.echo(f"{done} in {directory}; SHA-256 of sealed.txt: {made.manifest}")
        typer.echo(f"Check them: haven verify {place} --keys FILE-OF-KEYS-YOU-BELIEVE")
        typer.echo(f"Give {place} to {made.custodian}; then two people agree to the erasure: {_agreement()}")


@app.command()
def finish(
    directory: Annotated[Path, typer.Argument(help="Where to write the last page and the log.")], name: Typed = ""
) -> None:
    """Erase what may go by today, and write the last signed head as a page. Again, it erases what may go by then."""
    with _site():
        from haven.closing.actions.finishing import begin_erasing, erase_due  # noqa: PLC0415 - needs Django
        from haven.closing.last import write_last  # noqa: PLC0415

        closing = _running()
        if not closing.erasing_at:
            _confirm(name, "Everything that no order and no term keeps is erased. Nobody can bring it back.")
            closing = begin_erasing(closing=closing)
        done = erase_due(closing=closing)
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        entries = write_last(closing=closing, directory=directory)
        rows = f"{many(sum(done.rows.values()), 'row')} of {many(len(done.rows), 'table')}"
        typer.echo(f"Erased: {rows}, {many(done.files, 'file')}.")
        log = f"{directory}/log has {entries:,} {'entry' if entries == 1 else 'entries'}"
        typer.echo(f"{directory}/public is the last page, for any web server; {log}.")
        typer.echo("Backups that were written before still hold everything: delete them, wherever you keep them.")
        typer.echo(f"More may go from {done.again_on} on." if done.again_on else "It is over: nothing is left to go.")


@app.command()
def off(name: Typed = "") -> None:
    """Call it off: the site goes on. Possible until the erasure has begun."""
    with _site():
        from haven.closing.actions.announcing import call_off  # noqa: PLC0415 - needs Django

        closing = _running()
        _confirm(name, "The site goes on. Whoever was told that it closes is told that it does not.")
        back = call_off(closing=closing)
        typer.echo(f"Called off. {many(back, 'ad')} {'is' if back == 1 else 'are'} live again.")


def _pem(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ClosingFailed(f"{path} cannot be read: {error}") from None


def _agreement() -> str:
    from django.conf import settings  # noqa: PLC0415 - needs Django

    return f"{settings.SITE_URL}/closing/agreement/"


def _running() -> "Closing":
    from haven.site.models import Closing  # noqa: PLC0415 - needs Django

    found = Closing.objects.filter(called_off_at=None).first()
    if found is None:
        raise ClosingFailed("no closing is announced: begin with `haven close plan`")
    return found


def _confirm(typed: str, what: str) -> None:
    from haven.site.queries import site  # noqa: PLC0415 - needs Django

    if not typed:
        typer.echo(what)
        typed = str(typer.prompt(f"Type the name of the site ({site().name}) to go on"))
    if typed != site().name:
        raise ClosingFailed("that is not the name of the site; nothing was done")


def _print(rows: list[tuple[str, str]]) -> None:
    width = max((len(name) for name, _ in rows), default=0) + 2
    for name, words in rows:
        typer.echo(f"{name:<{width}}{words}".rstrip())


@contextmanager
def _site() -> Iterator[None]:
    with site_database("close"):
        start_django()
        from haven.closing.errors import ClosingError  # noqa: PLC0415 - needs Django
        from haven.custody.errors import CustodyError  # noqa: PLC0415
        from haven.evidence.errors import EvidenceError  # noqa: PLC0415

        try:
            yield
        except (ClosingError, CustodyError, EvidenceError) as error:
            raise ClosingFailed(str(error)) from None

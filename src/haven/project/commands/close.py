"""`haven close`: winding the site down, step by step; without a step it says how far it is and what comes next."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError

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
def plan() -> None:
    """Say in numbers what a closing would do with what is here now. It changes nothing."""
    with _site():
        from haven.closing.planning import plan as planned  # noqa: PLC0415 - needs Django

        _print(planned())


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
        typer.echo(f"Announced for {closing.ends_on}. {told} mails are written; the worker sends them.")


@app.command()
def off(name: Typed = "") -> None:
    """Call it off: the site goes on. Possible until the erasure has begun."""
    with _site():
        from haven.closing.actions.announcing import call_off  # noqa: PLC0415 - needs Django

        closing = _running()
        _confirm(name, "The site goes on. Whoever was told that it closes is told that it does not.")
        typer.echo(f"Called off. {call_off(closing=closing)} ads are live again.")


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

        try:
            yield
        except ClosingError as error:
            raise ClosingFailed(str(error)) from None

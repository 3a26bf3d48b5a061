"""`haven search`: the search index of this host.

Must not know: what an index is made of. Imports of the site wait for the command that needs it.
"""

import signal
from types import FrameType

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.project.progress import step

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)


class NotRebuilt(ProjectError):
    """No new index can be made now."""


@app.callback()
def search() -> None:
    """The search index of this host: a copy of what live ads say, which can always be made anew."""


@app.command()
def rebuild() -> None:
    """Make a new index and put it in use. The site may run meanwhile; searches use the old one until it is done."""
    with site_database("search"):
        start_django()
        from haven.listings.searching import writing  # noqa: PLC0415 - needs Django

        try:
            with step("search index") as current:
                count = 0
                for count in writing.rebuild():
                    current.tell(f"{count:,} ads")
                current.note = f"{count:,} ads"
        except BlockingIOError as error:
            raise NotRebuilt(f"{error}: wait until it is done") from None


@app.command()
def status() -> None:
    """Say which index is in use and how many changes it has not seen; exit code 2 where there is none."""
    with site_database("search"):
        start_django()
        from haven.listings.searching import home, outbox  # noqa: PLC0415 - needs Django
        from haven.listings.searching.reading import IndexUnusable, snapshot  # noqa: PLC0415

        try:
            with snapshot() as now:
                typer.echo(f"{now.searcher.num_docs:,} ads in {home.path_of(now.index_id)}")
                typer.echo(f"{outbox.waiting(now.index_id):,} changes are waiting")
        except IndexUnusable:
            raise NotRebuilt("there is no index, PostgreSQL answers searches: haven search rebuild") from None


@app.command()
def follow() -> None:
    """Keep the index up to date until SIGTERM (a part of `serve`)."""
    over = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal over
        over = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    start_django()
    from haven.listings.searching.following import follow as follow_changes  # noqa: PLC0415 - needs Django

    follow_changes(lambda: over)

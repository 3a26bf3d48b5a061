"""`haven migrate`: brings the database and the static files to this version; safe to repeat."""

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.environment import environment
from haven.project.progress import step

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def migrate() -> None:
    """Make the tables, load categories, places and the default policy, and collect the static files."""
    with site_database("migrate"):
        with step("program"):
            start_django()
        _prepare_tables()
        with step("static files") as current:
            from haven.project.static_files import collect_static_files  # noqa: PLC0415 - needs Django

            current.note = collect_static_files()
        if environment().demo:
            _fill_demo()


def _prepare_tables() -> None:
    from haven.project.preparation import prepare  # noqa: PLC0415 - needs Django

    with step("tables and places") as current:
        done = []
        for words in prepare():
            done.append(words)
            current.tell(words)
        current.note = ", ".join(done) or "up to date"


def _fill_demo() -> None:
    from haven.project.demo.fill import fill_demo  # noqa: PLC0415 - a real site never loads the demo

    with step("demo") as current:
        current.note = fill_demo(current.tell)

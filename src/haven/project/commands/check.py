"""`haven check`: is the site set up as a real one should be?"""

from datetime import timedelta
from typing import Annotated

import typer

from haven.project.data_directory import DataDirectory
from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.environment import environment

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def check(days: Annotated[int, typer.Option(min=0, help="Say what runs out within so many days.")] = 14) -> None:
    """Ask Django's deployment checks and Haven's own; exit code 1 if something is to be done.

    What runs out is told and does not count: to let it end may be right.
    """
    settings = environment()
    data = DataDirectory(settings.data)
    data.prepare()
    with site_database("check") as database:
        start_django()
        from haven.legal.queries import running_out  # noqa: PLC0415 - needs Django
        from haven.project.site_checks import problems  # noqa: PLC0415 - as above

        typer.echo(f"  {'database':<16}PostgreSQL {database.version}")
        found = 0
        for title, wrong in problems(settings, data):
            typer.echo(f"  {title:<16}{wrong[0] if wrong else 'good'}")
            for more in wrong[1:]:
                typer.echo(f"  {'':<16}{more}")
            found += len(wrong)
        for line in running_out(timedelta(days=days)):
            typer.echo(f"  {'runs out':<16}within {days} days: {line}")
    typer.echo(f"{found} to mend" if found else "The site is set up as it should be.")
    raise typer.Exit(1 if found else 0)

"""`haven check`: is the site set up as a real one should be?"""

import typer

from haven.project.data_directory import DataDirectory
from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.environment import environment

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def check() -> None:
    """Ask Django's deployment checks and Haven's own; exit code 1 if something is to be done."""
    settings = environment()
    data = DataDirectory(settings.data)
    data.prepare()
    with site_database("check") as database:
        start_django()
        from haven.project.site_checks import problems  # noqa: PLC0415 - needs Django

        typer.echo(f"  {'database':<16}PostgreSQL {database.version}")
        found = 0
        for title, wrong in problems(settings, data):
            typer.echo(f"  {title:<16}{wrong[0] if wrong else 'good'}")
            for more in wrong[1:]:
                typer.echo(f"  {'':<16}{more}")
            found += len(wrong)
    typer.echo(f"{found} to mend" if found else "The site is set up as it should be.")
    raise typer.Exit(1 if found else 0)

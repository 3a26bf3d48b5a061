"""`haven retention`: how long each kind of record is kept, and deleting what is older now instead of tonight."""

from typing import Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Delete what is too old now.")] = False,
) -> None:
    """Show the policy (`retention.yaml` in the data directory, else the environment) as a file that could be it."""
    with site_database("retention"):
        start_django()
        from haven.rights.actions.retention import KINDS, keep_no_longer  # noqa: PLC0415 - needs Django
        from haven.rights.errors import RightsError  # noqa: PLC0415

        try:
            for kind in KINDS:
                typer.echo(f"{f'{kind.name}: {kind.days}':<16}# {kind.what}; days from {kind.since}")
            gone = keep_no_longer() if apply else {}
        except RightsError as error:
            raise ProjectError(str(error)) from None
        for name, number in gone.items():
            typer.echo(f"deleted {number} of {name}")

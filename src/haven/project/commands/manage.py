"""`haven manage`: Django's own commands, with the site's database at hand."""

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django

app = typer.Typer(pretty_exceptions_enable=False)


@app.command(add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def manage(context: typer.Context) -> None:
    """Run a command of Django's: `haven manage shell`, `haven manage help`."""
    with site_database("manage"):
        start_django()
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - not before it is set up

        execute_from_command_line(["haven manage", *context.args])

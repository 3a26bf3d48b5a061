"""`haven worker`: works the jobs until it is told to stop."""

from typing import Annotated

import typer

from haven.project.django_setup import start_django

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Jobs at the same time.")] = 2,
) -> None:
    """Work the jobs until SIGTERM; what is under way is finished first."""
    start_django()
    from django.core.management import call_command  # noqa: PLC0415 - Django is imported when it is needed

    call_command("procrastinate", "worker", f"--concurrency={concurrency}", "--shutdown-graceful-timeout=10")

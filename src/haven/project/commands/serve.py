"""`haven serve`: the whole site under one command."""

import os
import time
from contextlib import suppress
from typing import Annotated

import typer

from haven.project.environment import Environment, environment
from haven.project.supervisor import serve as serve_site

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Fill in the demo; binds to loopback only.")] = False,
    stop_with_parent: Annotated[
        bool, typer.Option("--stop-with-parent", help="Also stop when the process that started this one ends.")
    ] = False,
) -> None:
    """Serve the site until Ctrl-C or SIGTERM: database, web server and worker."""
    begun = time.monotonic()
    if demo:
        os.environ["HAVEN_DEMO"] = "1"
        environment.cache_clear()
    settings = environment()
    typer.echo(f"{settings.site_name}{' (demo)' if settings.demo else ''} in {settings.data.resolve()}")

    def tell() -> None:
        typer.echo(f"\nReady in {time.monotonic() - begun:.1f} s: {settings.url}\n")
        typer.echo(_demo_people(settings) if settings.demo else _first_steps(settings))
        typer.echo("Ctrl-C stops everything; the data stays.")

    with suppress(KeyboardInterrupt):
        serve_site(settings, on_ready=tell, stop_with_parent=stop_with_parent)
    typer.echo("Stopped; nothing is left running.")


def _demo_people(settings: Environment) -> str:
    from haven.project.demo.people import PEOPLE  # noqa: PLC0415 - a real site never loads the demo

    width = max(len(person.name) for person in PEOPLE)
    lines = [f"  {person.name:<{width}}  {person.what} ({person.email})" for person in PEOPLE]
    return "\n".join(
        [
            f"One click at {settings.url}/demo/ makes you one of these people:",
            *lines,
            f"By hand: sign in with an address; its code, like all mail, is at {settings.url}/demo/mailbox/\n",
        ]
    )


def _first_steps(settings: Environment) -> str:
    lines = [f"It listens on {settings.host} port {settings.port}; docs/operate.md shows the proxy before it."]
    if settings.mail_mode == "none":
        lines.append("Mail is not set up: HAVEN_SMTP_URL; without it nobody can sign in or post.")
    return "\n".join(lines)

"""The `haven` command.

Owns the list of commands and how errors are told. Must not import what a command needs before it is called: `haven
sweep` works on a laptop without a site, and `haven --help` answers at once.
"""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import haven
from haven.project.errors import ProjectError
from haven.project.saying import say

COMMANDS = {
    "serve": "Serve the site: database, web server and worker under one command.",
    "migrate": "Bring the database and the static files to this version.",
    "check": "Look whether the site is set up as it should be.",
    "retention": "Show how long things are kept; delete what is older.",
    "site": "Show what the operator decided about the site, or change it.",
    "close": "Wind the site down: announce, seal, erase; goes on where it stopped.",
    "create-operator": "Make the first person who may give others their roles.",
    "backup": "Write database and media into one file.",
    "restore": "Bring a backup back into an empty place.",
    "import": "Bring ads from a file in as listings.",
    "bank": "Bring hashes of pictures that must not be shown into a hash bank.",
    "export": "Write the public ads into a file.",
    "sweep": "Find networks in a file of ads; needs no site.",
    "screen": "Judge a file of ads by a policy; needs no site.",
    "classifier": "Train the screening's classifier on the site's decisions.",
    "networks": "Say why ads of a sweep are together; rebuild the networks of the site.",
    "ledger": "The site's log: its keys, and copies of it to check.",
    "verify": "Check exported logs and signed heads, offline; needs no site.",
    "witness": "Watch the logs of sites and cosign them; needs no site.",
    "search": "Make the search index anew; say how far it is.",
    "photos": "Give photos their lighter copies.",
    "relay": "Take a mail for a masked address from the mail server.",
    "worker": "Work the jobs (a part of `serve`).",
    "manage": "Run a command of Django's, as `haven manage shell`.",
}
MODULES = {"import": "import_ads"}


class Commands(TyperGroup):
    """Imports a command's module when it is called, not when it is listed."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Puts the real command in its place, then goes on as usual."""
        name = args[0] if args else ""
        if name in COMMANDS:
            module = import_module(f"haven.project.commands.{MODULES.get(name, name.replace('-', '_'))}")
            self.commands[name] = typer.main.get_command(module.app)
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Haven: a self-hosted classifieds platform. The environment is described in docs/operate.md.",
)


def _listed_only() -> None:
    """Stands for a command in the list of commands."""


for _name, _summary in COMMANDS.items():
    app.command(_name, help=_summary)(_listed_only)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"haven {haven.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True)] = False,
) -> None:
    """Options before the command."""


_NOT_MIGRATED = {"42P01", "42703"}  # undefined table, undefined column (PostgreSQL, appendix A)


def main() -> int:
    """Runs the command line; expected errors are one line on standard error and exit code 2 (1: a part died)."""
    try:
        app()
    except ProjectError as error:
        if os.environ.get("HAVEN_DEBUG", "").lower() in {"1", "true", "yes"}:
            raise
        say(f"haven: {error}", err=True)
        return error.exit_code
    except Exception as error:
        if getattr(error.__cause__, "sqlstate", "") not in _NOT_MIGRATED:
            raise
        say("haven: the database has not the tables of this version; make them: haven migrate", err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`haven ledger`: the site's log for its operator: its keys, and a copy of it for whoever checks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from haven.evidence.errors import EvidenceError
from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.project.progress import step

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(help="The eight letters after the first plus of the key.")]


class LedgerFailed(ProjectError):
    """The log cannot be signed or written."""


@app.callback()
def ledger() -> None:
    """The keys of the site's log, and copies of it for whoever checks."""


@app.command()
def keys() -> None:
    """Print the public keys of the log, as witnesses and readers need them."""
    with _site():
        from haven.ledger.exporting import key_list  # noqa: PLC0415 - needs Django

        typer.echo(key_list(), nl=False)


@app.command()
def export(directory: Annotated[Path, typer.Argument(help="Where to write it; must be empty or not exist.")]) -> None:
    """Write the log with all its entries as files, for `haven verify`. They name people by number: keep them safe."""
    if directory.exists() and any(directory.iterdir()):
        raise LedgerFailed(f"{directory} is not empty")
    with _site():
        from haven.ledger.exporting import write_log  # noqa: PLC0415 - needs Django
        from haven.ledger.signing import sign_head  # noqa: PLC0415 - needs Django

        signed = sign_head()
        if signed is None:
            raise LedgerFailed("the log is empty")
        directory.mkdir(parents=True, exist_ok=True)
        with step("log") as current:
            files = sum(1 for _ in write_log(signed, directory))
            current.note = f"{signed.size:,} entries in {files:,} files"
    typer.echo(f"haven verify {directory} --keys FILE-OF-KEYS-YOU-BELIEVE")


@app.command()
def check() -> None:
    """Compare every entry in the database with what was hashed and signed, now instead of within the hour."""
    with _site():
        from haven.ledger.checking import check_entries  # noqa: PLC0415 - needs Django
        from haven.ledger.sequencing import tree_size  # noqa: PLC0415 - needs Django

        wrong = check_entries()
        if wrong:
            raise LedgerFailed("; ".join(wrong))
        typer.echo(f"{tree_size():,} entries are what was hashed and signed")


@app.command()
def rotate() -> None:
    """Make a new key, which signs beside those before; give it to the witnesses, then retire the old one."""
    with _site():
        from haven.ledger.keys import rotate_key  # noqa: PLC0415 - needs Django

        typer.echo(str(rotate_key()))


@app.command()
def retire(key: KeyId) -> None:
    """Stop signing with a key; what it signed so far goes on counting."""
    _end(key, revoked=False)


@app.command()
def revoke(key: KeyId) -> None:
    """Say that somebody else may hold a key: it signs nothing more, and counts only where a witness cosigned."""
    _end(key, revoked=True)


def _end(key: str, *, revoked: bool) -> None:
    with _site():
        from haven.ledger.keys import end_key  # noqa: PLC0415 - needs Django

        end_key(key_id=key, revoked=revoked)
        typer.echo(f"{key} is {'revoked' if revoked else 'retired'}: publish the new list (haven ledger keys)")


@contextmanager
def _site() -> Iterator[None]:
    with site_database("ledger"):
        start_django()
        from haven.ledger.errors import LedgerError  # noqa: PLC0415 - needs Django

        try:
            yield
        except (LedgerError, EvidenceError) as error:
            raise LedgerFailed(str(error)) from None

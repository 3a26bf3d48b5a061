"""`haven relay ADDRESS`: takes one mail for a masked address from standard input, as a mail server hands it over."""

import sys
from typing import Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError

app = typer.Typer(pretty_exceptions_enable=False)


class MailRefused(ProjectError):
    """The mail is for nobody here; the mail server bounces it."""

    exit_code = 67  # EX_NOUSER of sysexits.h, which mail servers understand


@app.command()
def relay(
    address: Annotated[str, typer.Argument(help="The masked address that the mail is for.")],
) -> None:
    """Pass a mail on standard input (RFC 5322) to the other side of its conversation."""
    raw = sys.stdin.buffer.read()
    with site_database("relay"):
        start_django()
        from haven.listings.actions.relay import receive_mail  # noqa: PLC0415 — needs Django
        from haven.listings.errors import ListingsError  # noqa: PLC0415

        try:
            message = receive_mail(raw=raw, recipient=address)
        except ListingsError as error:
            raise MailRefused(str(error)) from None
    typer.echo(f"message {message.pk} is on its way")

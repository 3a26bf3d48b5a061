"""`haven networks`: the networks that are stored with the site."""

import time

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def networks() -> None:
    """The networks that are stored with the site."""


@app.command()
def rebuild() -> None:
    """Index every submitted ad and sweep them all anew. The site may run meanwhile; networks keep their ids."""
    with site_database("networks"):
        start_django()
        from haven.findings.models import IndexedAd, Membership, Network  # noqa: PLC0415 - needs Django
        from haven.listings.tasks import relink_all  # noqa: PLC0415

        begun = time.monotonic()
        relink_all()
        ads, inside, found = (model.objects.count() for model in (IndexedAd, Membership, Network))
        typer.echo(f"{ads:,} ads, {found:,} networks, {inside:,} ads in them; {time.monotonic() - begun:.1f} s")

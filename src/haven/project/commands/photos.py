"""`haven photos`: the copies of photos that browsers are offered.

Must not know: how a picture is encoded. Imports of the site wait for the command that needs it.
"""

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.progress import step

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def photos() -> None:
    """The copies of photos that browsers are offered."""


@app.command()
def encode() -> None:
    """Give photos that have none their AVIF copies, the newest first. The site may run meanwhile; it may be stopped."""
    with site_database("photos"):
        start_django()
        from haven.listings.encoding import add_avif  # noqa: PLC0415 - needs Django
        from haven.listings.models import Photo  # noqa: PLC0415 - needs Django

        keys = list(Photo.objects.filter(has_avif=False).order_by("-pk").values_list("key", flat=True))
        with step("lighter photos") as current:
            done = 0
            for number, key in enumerate(keys, 1):
                done += add_avif(key=key)
                current.tell(f"{number:,} of {len(keys):,}")
            current.note = f"{done:,} of {len(keys):,}; the others have no files, or would be heavier"

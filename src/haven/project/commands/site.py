"""`haven site`: the settings of the administration, for scripts and for who has no browser at hand."""

from typing import Annotated, Any

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def site(
    settings: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="What to set.")] = None,
) -> None:
    """Without anything: show the settings. They win over the environment; an empty value leaves it to that."""
    with site_database("site"):
        start_django()
        from haven.administration.forms import SettingsForm  # noqa: PLC0415 - needs Django
        from haven.ledger.actions import machine  # noqa: PLC0415
        from haven.site.actions import change_site  # noqa: PLC0415
        from haven.site.models import SiteSettings  # noqa: PLC0415

        saved = SiteSettings.objects.first() or SiteSettings()
        names = [name for name in SettingsForm.base_fields if name not in {"logo", "no_logo"}]
        values: dict[str, Any] = {name: getattr(saved, name) for name in names}
        if settings:
            wanted = dict(_pair(each, names) for each in settings)
            form = SettingsForm(values | wanted, saved=saved)
            if not form.is_valid():
                raise ProjectError(
                    "; ".join(f"{name}: {' '.join(map(str, said))}" for name, said in form.errors.items())
                )
            saved = change_site(actor=machine("command-line"), **form.changes())
        for name in names:
            typer.echo(f"{name}={getattr(saved, name)}")


def _pair(words: str, names: list[str]) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or name not in names:
        raise ProjectError(f"{words!r} sets nothing; settings are: {', '.join(names)}")
    return name, value

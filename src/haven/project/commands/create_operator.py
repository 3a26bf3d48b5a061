"""`haven create-operator`: the first people with a role; nobody could give it to them in the site."""

from typing import Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def create_operator(
    email: Annotated[str, typer.Argument(help="Their address; they sign in with a code sent to it.")],
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    role: Annotated[list[str] | None, typer.Option(help="A role to give; may be repeated.")] = None,
) -> None:
    """Give a person roles: administrator, unless others are named. Repeating it is harmless."""
    with site_database("create-operator"):
        start_django()
        typer.echo(_create(email, name, role or ["administrator"]))


def _create(email: str, name: str, names: list[str]) -> str:
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - needs Django
    from django.core.validators import validate_email  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from haven.accounts.actions import ensure_user, grant_role  # noqa: PLC0415
    from haven.accounts.models import Role  # noqa: PLC0415

    try:
        validate_email(email)
        roles = [Role(each) for each in names]
    except ValidationError:
        raise ProjectError(f"{email!r} is not an e-mail address") from None
    except ValueError:
        raise ProjectError(f"no such role; there are: {', '.join(Role.values)}") from None
    with transaction.atomic():
        user = ensure_user(email=email, display_name=name)
        for each in roles:
            grant_role(user=user, role=each)
    return f"{user.email} holds: {', '.join(sorted(user.roles))}"

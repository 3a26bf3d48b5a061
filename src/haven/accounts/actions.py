"""What changes people and roles."""

from allauth.account.models import EmailAddress
from django.db import transaction

from haven.accounts.models import Role, RoleGrant, User
from haven.ledger.actions import machine, person, record


@transaction.atomic
def ensure_user(*, email: str, display_name: str = "", actor: str = machine("accounts")) -> User:
    """The person who has shown that this address is theirs; made at the first time.

    Call it only once the address is proven (a link or a code that was sent to it came back).
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, display_name)
        record(actor=actor, action="account.opened", subject=f"person:{user.pk}")
    elif display_name and not user.display_name:
        user.display_name = display_name
        user.save(update_fields=["display_name"])
        record(actor=actor, action="account.named", subject=f"person:{user.pk}")
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def grant_role(*, user: User, role: Role, granted_by: User | None = None) -> None:
    """Give a role; without `granted_by` it was the operator at the command line."""
    _, new = RoleGrant.objects.get_or_create(user=user, role=role, defaults={"granted_by": granted_by})
    if new:
        actor = person(granted_by.pk) if granted_by else machine("command-line")
        record(actor=actor, action="role.granted", subject=f"person:{user.pk}", role=str(role))
        user.__dict__.pop("roles", None)

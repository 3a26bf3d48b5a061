"""People and their roles."""

from itertools import count

from haven.accounts.models import FormerAddress, Role, RoleGrant, User

_number = count(1)


def a_user(*roles: Role, email: str = "", display_name: str = "") -> User:
    """A person with these roles."""
    number = next(_number)
    user = User.objects.create_user(email or f"person{number}@example.org", display_name or f"Person {number}")
    for role in roles:
        a_role_grant(user=user, role=role)
    return user


def a_former_address(*, user: User | None = None, email: str = "earlier@example.org") -> FormerAddress:
    """An address that somebody had."""
    return FormerAddress.objects.create(user=user or a_user(), email=email)


def a_role_grant(*, user: User | None = None, role: Role = Role.MODERATOR) -> RoleGrant:
    """One role of one person."""
    return RoleGrant.objects.create(user=user or a_user(), role=role)

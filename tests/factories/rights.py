"""Erasures."""

from haven.accounts.models import User
from haven.rights.models import Erasure
from tests.factories.people import a_user


def an_erasure(*, person: User | None = None) -> Erasure:
    """One that something holds up."""
    return Erasure.objects.create(person=person or a_user(), address="gone@example.org")

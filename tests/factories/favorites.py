"""Ads that somebody keeps."""

from haven.accounts.models import User
from haven.listings.models import Favorite
from tests.factories.people import a_user


def a_favorite(*, person: User | None = None, code: str = "k3v9x2m7qa") -> Favorite:
    """An ad that a person keeps."""
    return Favorite.objects.create(person=person or a_user(), code=code)

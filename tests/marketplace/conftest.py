"""A small site for the marketplace's tests: shelves, a few towns, the shipped policy."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.listings.actions.catalogue import sync_categories
from haven.listings.models import Listing, Place
from haven.policies.actions import install_default_policy
from tests.marketplace.stage import publish_ad

TOWNS = [
    (2879139, "Leipzig", "leipzig", "DE", 51.34, 12.37, 504_971),
    (2911522, "Halle (Saale)", "halle (saale)", "DE", 51.48, 11.97, 233_552),
    (2654675, "Bristol", "bristol", "GB", 51.46, -2.60, 479_024),
    (4409896, "Springfield", "springfield", "US", 37.22, -93.30, 170_188),
    (4951788, "Springfield", "springfield", "US", 42.10, -72.59, 155_032),
]


@pytest.fixture
def market(db: None, settings: Settings) -> None:
    """Categories, towns and a live policy; nothing posted yet."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    sync_categories()
    install_default_policy()
    for pk, name, folded, country, latitude, longitude, population in TOWNS:
        Place.objects.get_or_create(
            id=pk,
            name=name,
            folded=folded,
            country=country,
            latitude=latitude,
            longitude=longitude,
            population=population,
        )


@pytest.fixture
def poster(market: None) -> User:
    """Someone who has shown that the address is theirs."""
    return ensure_user(email="mara@example.org", display_name="Mara")


@pytest.fixture
def ad(poster: User) -> Listing:
    """A live ad of the poster's."""
    return publish_ad(poster, title="Blue touring bicycle", price="320", place="Leipzig")


@pytest.fixture
def signed_in(poster: User) -> Client:
    """The poster's browser, signed in."""
    client = Client()
    client.force_login(poster, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client

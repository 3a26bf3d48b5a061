"""The map of a search, drawn here, with an operator's pictures under it or without."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from haven.listings.models import Listing

LEIPZIG = "/search/?view=map&place=Leipzig&radius=10"


@pytest.mark.usefixtures("ad")
def test_without_a_tile_server_nothing_is_asked_for_elsewhere(client: Client) -> None:
    page = client.get(LEIPZIG).content.decode()
    assert "<image" not in page
    assert "Natural Earth" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver|localhost|127\.0\.0\.1)', page)


@pytest.mark.usefixtures("ad")
def test_an_operators_pictures_lie_under_a_town_and_are_credited(client: Client, settings: Settings) -> None:
    settings.MAP_TILES, settings.MAP_CREDIT = "https://tiles.example.org/{z}/{x}/{y}.png", "© Those who drew it"
    page = client.get(LEIPZIG).content.decode()
    assert re.search(r'<image href="https://tiles\.example\.org/\d+/\d+/\d+\.png"', page)
    assert "© Those who drew it" in page
    assert "map-land" in page  # what is seen where the server does not answer
    world = client.get("/search/?view=map&box=-50,-120,60,120").content.decode()
    assert "<image" not in world
    assert "Natural Earth" in world
    assert "tiles.example.org" in client.get("/about/privacy/").content.decode()


def test_the_pages_say_so(client: Client, ad: Listing, settings: Settings) -> None:
    assert "no third parties" in client.get("/about/about/").content.decode()
    settings.MAP_TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
    page = client.get("/about/about/").content.decode()
    assert "no third parties" not in page
    assert "pictures of maps come from an outside service" in page

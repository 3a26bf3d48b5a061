"""The first page is light: everything a browser loads for it but photos, as it goes over the wire."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from haven.listings.models import Listing

MOST = 100_000
_LOADED = re.compile(r'(?:<link rel="(?:stylesheet|icon)"[^>]*|<script[^>]*|<link[^>]*)?(?:href|src)="/static/([^"#]+)')


def loaded(page: str) -> dict[str, int]:
    """Each file that the page asks for, with its compressed size in bytes."""
    found = {name: Path(str(finders.find(name))) for name in _LOADED.findall(page)}
    return {name: len(gzip.compress(path.read_bytes())) for name, path in found.items()}


@pytest.mark.parametrize("path", ["/", "/search/", "/post/"])
def test_a_first_page_is_at_most_100_kilobytes(path: str, ad: Listing) -> None:
    page = Client().get(path).content
    files = loaded(page.decode())
    assert {"haven/tokens.css", "haven/haven.css", "haven/market.css", "haven/icons.svg"} <= files.keys()
    assert len(gzip.compress(page)) + sum(files.values()) <= MOST, files


def test_every_photo_of_a_page_has_its_room_before_it_comes(ad: Listing) -> None:
    for path in ("/", "/search/", f"/ads/{ad.code}/"):
        for image in re.findall(r"<img [^>]*>", Client().get(path).content.decode()):
            assert re.search(r'width="\d+" height="\d+"', image), image

"""The site as an app: manifest, icons, the worker and the page for when there is no network."""

import io
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from haven.site.models import SiteSettings
from haven.site.queries import Site, kept_site


def manifest(client: Client, language: str = "en") -> dict[str, object]:
    answer = client.get("/manifest.webmanifest", headers={"Accept-Language": language})
    assert answer["Content-Type"] == "application/manifest+json"
    told: dict[str, object] = json.loads(answer.content)
    return told


@pytest.mark.django_db
class TestManifest:
    def test_names_colours_and_icons_are_the_sites(self, client: Client) -> None:
        kept_site.put(Site(SiteSettings(name="Little Market of Leipzig", theme="orchard")))
        told = manifest(client)
        assert (told["name"], told["short_name"]) == ("Little Market of Leipzig", "Little")
        assert told["background_color"] == "#fbfcf8"
        icons = told["icons"]
        assert isinstance(icons, list)
        assert {(icon["sizes"], icon["purpose"]) for icon in icons} >= {("192x192", "any"), ("512x512", "maskable")}
        for icon in icons:
            with Image.open(io.BytesIO(client.get(icon["src"]).content)) as picture:
                assert (picture.format, f"{picture.width}x{picture.height}") == ("PNG", icon["sizes"])

    def test_in_the_language_of_the_browser(self, client: Client) -> None:
        told = manifest(client, "de")
        assert told["lang"] == "de"
        assert "Anzeige aufgeben" in str(told["shortcuts"])

    def test_pages_lead_to_it(self, client: Client) -> None:
        page = client.get("/about/safety/").content.decode()
        assert '<link rel="manifest" href="/manifest.webmanifest">' in page
        assert re.search(r'<meta name="theme-color" content="#fdfbf6" media="\(prefers-color-scheme: light\)">', page)
        assert "worker-src 'self'" in client.get("/about/safety/")["Content-Security-Policy"]

    @pytest.mark.parametrize("address", ["/site/icon-0-1-any.png", "/site/icon-0-99999-any.png"])
    def test_no_other_sizes_are_drawn(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404


@pytest.mark.django_db
class TestWorker:
    def shell(self, client: Client) -> dict[str, object]:
        answer = client.get("/service-worker.js")
        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        told: dict[str, object] = json.loads(answer.content.decode().split("const SHELL = ")[1].split(";\n")[0])
        return told

    def test_it_keeps_files_and_one_page_that_are_there(self, client: Client) -> None:
        shell = self.shell(client)
        files = shell["files"]
        assert isinstance(files, list)
        assert all(finders.find(address.removeprefix("/static/")) for address in files)
        assert shell["page"] == "/offline/"

    def test_what_the_page_without_network_needs_is_among_them(self, client: Client) -> None:
        files = self.shell(client)["files"]
        assert isinstance(files, list)
        page = client.get("/offline/").content.decode()
        needed = {address.split("#")[0] for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)}
        assert needed <= set(files)

    def test_another_look_makes_another_worker(self, client: Client) -> None:
        before = self.shell(client)["version"]
        kept_site.put(Site(SiteSettings(name="Another")))
        assert self.shell(client)["version"] != before

    def test_the_page_without_network_knows_nobody(self, client: Client) -> None:
        answer = client.get("/offline/")
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()

"""The operator's settings: taken up at once, refused where nobody could read them."""

import io
from decimal import Decimal

import pytest
from django.test import Client
from PIL import Image

from haven.listings.formats import price_words
from haven.listings.models import Listing
from haven.site.models import SiteSettings
from haven.site.queries import site
from tests.marketplace.stage import picture
from tests.marketplace.test_posting import WORDS

GOOD = {
    "name": "Mill Lane Market",
    "theme": "slate",
    "accent_light": "#7A2456",
    "accent_dark": "",
    "countries": "de, at",
}


def test_name_look_and_imprint_are_taken_up_by_the_next_page(admin: Client, client: Client) -> None:
    before = client.get("/").content.decode()
    assert "/site/theme-" not in before
    assert admin.post("/administration/settings/", GOOD | {"operator": "Mara Miller"}).status_code == 302
    page = client.get("/").content.decode()
    assert "Mill Lane Market" in page
    assert site().countries == ("DE", "AT")
    css = client.get(page.partition('href="/site/theme-')[2].join(["/site/theme-", ""]).partition('"')[0])
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in css["Cache-Control"]
    assert "--accent: light-dark(#7a2456, #7fcfd6);" in css.content.decode()
    assert 'rel="icon" href="/site/icon-' in page
    assert "favicon" not in page
    assert "immutable" not in client.get("/site/theme-0.css")["Cache-Control"]
    assert "Mara Miller" in client.get("/about/contact/").content.decode()


def test_a_colour_nobody_can_read_is_refused_with_its_ratio_and_nothing_is_lost(admin: Client) -> None:
    answer = admin.post("/administration/settings/", GOOD | {"accent_light": "#ffcc00", "operator": "Mara Miller"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The accent #ffcc00 on the paper #fafbfc (light) has a contrast of 1.4" in page
    assert 'value="Mara Miller"' in page
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("accent_dark", "red", "Write a colour as #"),
        ("countries", "GB,XX", "We know no country XX"),
        ("currencies", "EUR QQQ", "We know no currency QQQ"),
        ("languages", "en,german", "We know no language german"),
        ("contact", "nobody", "Enter a valid email address"),
        ("name", "N" * 61, "at most 60 characters"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(admin: Client, field: str, value: str, words: str) -> None:
    answer = admin.post("/administration/settings/", {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_logo_is_written_anew_and_can_be_taken_away(admin: Client, client: Client) -> None:
    admin.post("/administration/settings/", GOOD | {"logo": picture(kind="PNG")})
    page = client.get("/").content.decode()
    address = "/site/logo-" + page.partition('src="/site/logo-')[2].partition('"')[0]
    assert 'alt="Mill Lane Market"' in page
    sent = client.get(address)
    with Image.open(io.BytesIO(sent.content)) as logo:
        assert (logo.format, logo.size) == ("PNG", (64, 48))
    admin.post("/administration/settings/", GOOD)  # no new file: the logo stays
    assert site().saved.logo_width == 64
    admin.post("/administration/settings/", GOOD | {"no_logo": "on"})
    assert client.get(address).status_code == 404
    assert "/site/logo-" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\x89PNG\r\n\x1a\nbroken"]
)
def test_what_is_no_picture_is_no_logo(admin: Client, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "logo.png"
    answer = admin.post("/administration/settings/", GOOD | {"logo": file})
    assert answer.status_code == 422
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize("side", [4000, 12_000, 20_000])
def test_a_huge_picture_is_no_logo(admin: Client, side: int) -> None:
    """Pillow warns of some, and raises for the largest on its own."""
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    file.name = "logo.png"
    file.seek(0)
    assert "four million pixels" in admin.post("/administration/settings/", {"logo": file}).content.decode()


def test_posters_choose_among_the_currencies(admin: Client, client: Client) -> None:
    admin.post("/administration/settings/", {"currencies": "EUR,CHF"})
    url = client.post("/post/", {"category": "bicycles"}).headers["Location"]
    page = client.get(url).content.decode()
    assert '<option value="CHF">CHF</option>' in page
    client.post(url, WORDS | {"currency": "CHF"})
    assert Listing.objects.get().draft.currency == "CHF"
    assert price_words(Decimal(320), "CHF") in client.get(url + "preview/").content.decode()
    refused = client.post(url, WORDS | {"currency": "GBP"})
    assert refused.status_code == 422

"""The languages that the operator offers: what of them pages and mails take up."""

import pytest
from django.test import Client

from haven.mail.actions import render_mail
from haven.site.queries import site
from tests.factories import site_settings

pytestmark = pytest.mark.django_db


def language_of(accept: str = "", cookie: str = "") -> str:
    client = Client(HTTP_ACCEPT_LANGUAGE=accept)
    if cookie:
        client.cookies["haven_language"] = cookie
    return str(client.get("/about/safety/").headers["Content-Language"])


@pytest.mark.parametrize(
    ("ads", "pages", "offered", "first"),
    [
        ("", "", ("en-gb", "de", "es", "fr"), "en-gb"),
        ("de,en", "", ("en-gb", "de", "es", "fr"), "de"),
        ("nl", "", ("en-gb", "de", "es", "fr"), "en-gb"),
        ("en", "fr,de", ("fr", "de"), "fr"),
        ("en", "xx", ("en-gb", "de", "es", "fr"), "en-gb"),
    ],
)
def test_what_is_offered_and_what_comes_first(ads: str, pages: str, offered: tuple[str, ...], first: str) -> None:
    site_settings(languages=ads, page_languages=pages)
    assert (site().page_languages, site().page_language) == (offered, first)


def test_a_language_that_is_not_offered_is_given_to_nobody() -> None:
    assert language_of("fr-CH, de;q=0.5") == "fr"
    site_settings(page_languages="de,en")
    assert language_of("fr-CH, en;q=0.5") == "en-gb"
    assert language_of("fr") == "de"
    assert language_of() == "de"
    assert language_of("en", cookie="fr") == "en-gb"
    assert language_of("en", cookie="de") == "de"


@pytest.mark.parametrize("accept", ["*", "de-AT-1996;q=1", "\x00", "a" * 5000, "en-gb-" + "x-" * 300])
def test_any_wish_is_answered(accept: str) -> None:
    assert language_of(accept) in site().page_languages


def test_the_menu_has_what_is_offered_in_the_operators_order() -> None:
    site_settings(page_languages="es,en")
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get("/about/safety/").content.decode()
    menu = page.partition('<form class="languages"')[2].partition("</form>")[0]
    assert [part.partition('"')[0] for part in menu.split('name="language" value="')[1:]] == ["es", "en-gb"]
    site_settings(page_languages="es")
    assert '<form class="languages"' not in Client().get("/about/safety/").content.decode()


def test_mails_are_in_a_language_that_is_offered_and_the_desks_stay_english() -> None:
    context = {"site": "Mill Lane Market", "link": "https://example.org/", "name": "Ines"}
    assert render_mail("erase", context, "fr")[0] == "Effacer tout ce qui vous concerne ?"
    site_settings(page_languages="de,es")
    assert render_mail("erase", context, "fr") == render_mail("erase", context, "de")
    assert render_mail("erase", context, "es") != render_mail("erase", context, "de")
    assert "has come back" in render_mail("desk_found_again", context | {"count": 2}, "en-gb")[1]

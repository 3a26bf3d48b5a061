"""Pages of plain words, and pages for what went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from haven.marketplace.views.pages import PAGES
from tests.factories import a_terms_version, site_settings


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there(client: Client, name: str) -> None:
    answer = client.get(f"/about/{name}/")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("path", ["/about/secrets/", "/nothing-here/", "/ads/", "/my/abc/def/ghi/"])
def test_what_is_not_there_says_so(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "413.html", "500.html"])
def test_pages_of_last_resort_need_nothing(name: str) -> None:
    page = render_to_string(name)
    assert "<h1>" in page
    assert 'href="/"' in page


@pytest.mark.usefixtures("market")
def test_signing_in_by_a_mailed_code(client: Client) -> None:
    assert "Mail me a code" in client.get("/account/login/").content.decode()
    assert "Open an account" in client.get("/account/signup/").content.decode()


@pytest.mark.usefixtures("market")
def test_terms_show_their_versions_what_changed_and_what_is_announced(client: Client) -> None:
    assert "not published terms yet" in client.get("/about/terms/").content.decode()
    now, ahead = (
        a_terms_version(text="## Who\n\nBe kind to all."),
        a_terms_version(text="## Who\n\nBe kind to everyone."),
    )
    page = client.get("/about/terms/").content.decode()
    assert "<h2>Who</h2>" in page
    assert "to all." in page
    assert f"/about/terms/{ahead.day}/" in page
    announced = client.get(f"/about/terms/{ahead.day}/").content.decode()
    assert "<del>all</del><ins>everyone</ins>" in announced
    assert "not in force yet" in announced
    assert ahead.sha256 in announced
    assert "<ins>" not in client.get(f"/about/terms/{now.day}/").content.decode()
    for day in ("2020-01-01", "yesterday", "2026-13-40"):
        assert client.get(f"/about/terms/{day}/").status_code == 404


@pytest.mark.usefixtures("market")
def test_the_imprint_says_what_the_operator_gave_and_what_is_missing(client: Client) -> None:
    page = client.get("/about/contact/").content.decode()
    assert "has not said so yet" in page
    site_settings(
        operator="Mill Lane Market Ltd",
        address="1 Mill Lane\nLeeds",
        contact="help@example.org",
        contact_authorities="authorities@example.org",
        contact_languages="English, German",
    )
    page = client.get("/about/contact/").content.decode()
    for words in ("Mill Lane Market Ltd", "1 Mill Lane<br>Leeds", "authorities@example.org", "English, German"):
        assert words in page
    assert "Mill Lane Market Ltd" in client.get("/about/privacy/").content.decode()
    assert "mailto:help@example.org" in client.get("/").content.decode()


@pytest.mark.usefixtures("market")
def test_help_lines_stand_where_they_are_needed(client: Client) -> None:
    assert "08000 121 700" in client.get("/about/safety/").content.decode()
    young = client.get("/about/minors/").content.decode()
    assert "0800 1111" in young
    assert "08000 121 700" not in young
    assert "08000 121 700" in client.get("/cases/").content.decode()

"""Pages of plain words, and pages for what went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from haven.marketplace.views.pages import NAMES


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("name", NAMES)
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

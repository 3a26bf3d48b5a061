"""Hosts that look like an authority's: the page warns, and never says that one is right."""

import pytest

from haven.accounts.models import User
from haven.legal.models import Authority
from haven.legal.senders import warning_about
from tests.factories import a_legal_request, an_authority
from tests.legal.conftest import AsUser


def at(source: str) -> Authority:
    return Authority(source=source)


@pytest.mark.parametrize(
    ("email", "warning"),
    [
        ("sand@police.millcounty.example", ""),
        ("sand@MILLCOUNTY.example", ""),
        ("sand@mi11county.example", "looks like millcounty.example, and is another"),
        ("sand@mill-county.example", "looks like millcounty.example"),
        ("sand@millcuonty.example", "looks like millcounty.example"),
        ("sand@millcounty.example.evil.test", "has its page at evil.test"),
        ("sand@free-mail.example", "has its page at free-mail.example"),
        ("no address", "has its page at"),
    ],
)
def test_what_is_said_about_a_host(email: str, warning: str) -> None:
    said = warning_about(email, [at("https://www.millcounty.example/police"), at("a letter of 3 May")])
    assert warning in said
    assert bool(said) == bool(warning)


def test_without_pages_to_compare_with_nothing_is_said() -> None:
    assert warning_about("sand@mi11county.example", []) == ""
    assert warning_about("sand@mi11county.example", [at("a letter of 3 May")]) == ""


@pytest.mark.django_db
def test_the_page_warns_until_somebody_called(enter: AsUser, caller: User) -> None:
    an_authority()
    odd, plain = a_legal_request(email="sand@examp1e.org"), a_legal_request(email="sand@police.example.org")
    client = enter(caller)
    assert "examp1e.org looks like example.org" in client.get(f"/legal/requests/{odd.reference}/").content.decode()
    assert "and is another" not in client.get(f"/legal/requests/{plain.reference}/").content.decode()

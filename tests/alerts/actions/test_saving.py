"""A search is kept for who has shown the address, and for nobody who has not."""

import re

import pytest

from haven.accounts.models import User
from haven.alerts.actions import saving
from haven.alerts.actions.saving import change_search, confirm_search, drop_search, save_search
from haven.alerts.errors import AlertsError
from haven.alerts.models import Anchor, Every, SavedSearch
from haven.ledger.models import LedgerEntry
from haven.listings.errors import BadLink
from haven.listings.queries import SearchQuery
from haven.mail.models import OutgoingMail
from tests.factories import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("market")]


def saved(words: str = "touring bicycle", email: str = "Rosa@Example.org", owner: User | None = None) -> SavedSearch:
    query = SearchQuery(words=words)
    return save_search(wanted=query, name=f"“{words}”", asked="q=x", email=email, every=Every.INSTANT, owner=owner)


def mailed_token() -> str:
    found = re.search(r"/alerts/confirm/([^/\s]+)/", OutgoingMail.objects.latest("id").text)
    assert found
    return found[1]


def test_a_search_begins_with_the_click() -> None:
    row = saved()
    assert (row.email, row.confirmed_at, row.owner) == ("rosa@example.org", None, None)
    assert not User.objects.exists()
    confirmed = confirm_search(token=mailed_token())
    assert confirmed.confirmed_at
    assert confirmed.owner
    assert confirmed.owner.email == "rosa@example.org"
    again = confirm_search(token=mailed_token())
    assert again.confirmed_at == confirmed.confirmed_at
    assert [e.action for e in LedgerEntry.objects.filter(action__startswith="search.").order_by("id")] == [
        "search.saved",
        "search.confirmed",
    ]


def test_who_is_signed_in_needs_no_click() -> None:
    owner = a_user(email="omar@example.org")
    row = saved(email="somebody.else@example.org", owner=owner)
    assert (row.email, row.owner) == ("omar@example.org", owner)
    assert row.confirmed_at
    assert not OutgoingMail.objects.exists()


def test_a_dropped_search_is_gone_with_its_keys() -> None:
    row = saved()
    token = mailed_token()
    assert Anchor.objects.exists()
    drop_search(search=row)
    assert not SavedSearch.objects.exists()
    assert not Anchor.objects.exists()
    with pytest.raises(BadLink, match="not kept"):
        confirm_search(token=token)


def test_how_often_is_changed() -> None:
    row = saved()
    change_search(search=row, every=Every.WEEKLY)
    row.refresh_from_db()
    assert row.every == "weekly"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (SearchQuery(), "Say first what you look for"),
        (SearchQuery(words=" "), "Say first what you look for"),
        (SearchQuery(words="the and of"), "nearly every ad"),
        (SearchQuery(category="gone"), "no such category"),
        (SearchQuery(words="x" * 201), "too long"),
        (SearchQuery(words="a\x00b"), "cannot be kept"),
    ],
)
def test_searches_that_cannot_be_kept(wanted: SearchQuery, sentence: str) -> None:
    with pytest.raises(AlertsError, match=sentence):
        save_search(wanted=wanted, name="x", asked="", email="rosa@example.org", every=Every.DAILY)


@pytest.mark.parametrize(
    "words", ["'", "''", "\\", "' \\ & | ! <-> ( )", "o'brien", ":*", "-a -b lamp", '"', "ё 漢字 🚲 lamp"]
)
def test_no_words_break_the_keys(words: str) -> None:
    try:
        row = saved(words=words)
    except AlertsError:
        return
    assert row.anchors.exists()


def test_one_address_keeps_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 2)
    saved("lamp"), saved("chair")
    with pytest.raises(AlertsError, match="already"):
        saved("table")

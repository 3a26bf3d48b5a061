"""Ads that an account keeps."""

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions import favorites
from haven.listings.actions.favorites import keep_ads, let_go
from haven.listings.errors import ListingsError
from haven.listings.models import Favorite
from haven.rights.belongings import Belongings
from tests.factories import a_favorite, a_listing, a_user

pytestmark = pytest.mark.django_db


def codes_of(who: User) -> list[str]:
    return list(Favorite.objects.filter(person=who).values_list("code", flat=True))


def test_kept_in_the_order_asked_for_each_once() -> None:
    who, ads = a_user(), [a_listing(), a_listing()]
    asked = [ads[1].code, ads[0].code, ads[1].code, "nosuchad22"]
    keep_ads(who=who, codes=asked)
    keep_ads(who=who, codes=asked)
    assert codes_of(who) == [ads[1].code, ads[0].code]
    let_go(who=who, codes=[ads[1].code, "nosuchad22"])
    assert codes_of(who) == [ads[0].code]


def test_one_more_than_an_account_keeps_is_refused_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(favorites, "MOST_FAVORITES", 2)
    who, ads = a_user(), [a_listing() for _ in range(3)]
    keep_ads(who=who, codes=[ads[0].code])
    with pytest.raises(ListingsError, match="keeps 2 ads"):
        keep_ads(who=who, codes=[ads[1].code, ads[2].code])
    assert codes_of(who) == [ads[0].code]


def test_the_ledger_learns_how_many_but_not_which() -> None:
    who, ad = a_user(), a_listing()
    keep_ads(who=who, codes=[ad.code])
    let_go(who=who)
    let_go(who=who)
    entries = LedgerEntry.objects.filter(action__startswith="favorites.")
    assert [(entry.action, entry.details) for entry in entries.order_by("pk")] == [
        ("favorites.kept", {"count": 1}),
        ("favorites.let_go", {"count": 1}),
    ]
    assert all(ad.code not in f"{entry.subject}{entry.details}" for entry in entries)


def test_nobody_elses_go() -> None:
    mine, theirs = a_favorite(), a_favorite()
    let_go(who=mine.person)
    assert list(Favorite.objects.all()) == [theirs]
    assert list(Belongings(theirs.person, theirs.person.email).favorites) == [theirs]

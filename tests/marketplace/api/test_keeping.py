"""Ads that a program keeps for its owner."""

import pytest

from haven.accounts.models import User
from haven.api.scopes import Scope
from haven.listings.actions.life import mark_sold
from haven.listings.models import Favorite, Listing
from tests.marketplace.stage import publish_ad
from tests.programs import Program, problem


@pytest.fixture
def program(poster: User) -> Program:
    return Program(poster)


def test_kept_read_and_let_go(program: Program, ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green tandem", body="For two who like to go far. Good lights and tyres.")
    for code in (ad.code, other.code, ad.code):
        assert program.send("PUT", f"/my/kept/{code}").status_code == 200
    kept = program.read("/my/kept")
    assert [row["ad"]["title"] for row in kept["kept"]] == ["Green tandem", "Blue touring bicycle"]
    assert kept["next"] is None
    mark_sold(listing=other, author=poster)
    over = program.read(f"/my/kept/{other.code}")
    assert (over["ad"], over["became"], over["title"]) == (None, "This is sold", "Green tandem")
    assert program.send("DELETE", f"/my/kept/{ad.code}").status_code == 204
    problem(program.send("DELETE", f"/my/kept/{ad.code}"), 404)
    assert program.send("DELETE", "/my/kept").status_code == 204
    assert program.read("/my/kept") == {"kept": [], "next": None}


def test_what_changed_meanwhile_is_not_let_go(program: Program, ad: Listing, poster: User) -> None:
    seen = program.send("PUT", f"/my/kept/{ad.code}").headers["ETag"]
    assert program.get(f"/my/kept/{ad.code}", If_None_Match=seen).status_code == 304
    mark_sold(listing=ad, author=poster)
    problem(program.send("DELETE", f"/my/kept/{ad.code}", If_Match=seen), 412)
    assert Favorite.objects.count() == 1


def test_they_come_in_pages(program: Program, poster: User) -> None:
    rows = Favorite.objects.bulk_create(Favorite(person=poster, code=f"nosuch{n:04}") for n in range(52))
    first = program.read("/my/kept")
    second = program.read(first["next"].removeprefix("/api/v1"))
    assert [row["code"] for row in first["kept"] + second["kept"]] == [row.code for row in rows][::-1]
    assert (len(first["kept"]), second["next"]) == (50, None)


def test_what_was_never_public_is_not_kept_and_a_full_account_says_so(
    program: Program, ad: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(program.send("PUT", "/my/kept/nosuchad22"), 404)
    Listing.objects.filter(pk=ad.pk).update(state="held", published_at=None)
    problem(program.send("PUT", f"/my/kept/{ad.code}"), 404)
    Listing.objects.filter(pk=ad.pk).update(published_at=ad.published_at)
    monkeypatch.setattr("haven.listings.actions.favorites.MOST_FAVORITES", 0)
    problem(program.send("PUT", f"/my/kept/{ad.code}"), 409)


def test_each_scope_opens_its_half(ad: Listing, poster: User) -> None:
    reads = Program(poster, scopes=[Scope.FAVORITES_READ])
    writes = Program(poster, scopes=[Scope.FAVORITES_WRITE])
    problem(reads.send("PUT", f"/my/kept/{ad.code}"), 403)
    assert writes.send("PUT", f"/my/kept/{ad.code}").status_code == 200
    problem(writes.get("/my/kept"), 403)
    assert len(reads.read("/my/kept")["kept"]) == 1


def test_a_search_leaves_out_what_the_caller_hides(ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green tandem", body="For two who like to go far. Good lights and tyres.")
    found = Program().read(f"/ads?hide={ad.code}&hide=nosuchad22")
    assert ([one["code"] for one in found["ads"]], found["hidden"], found["total"]) == ([other.code], 1, 2)


def test_ads_like_one_are_listed_until_it_was_removed(ad: Listing, poster: User) -> None:
    other = publish_ad(poster, title="Green tandem", body="For two who like to go far. Good lights and tyres.")
    assert [one["code"] for one in Program().read(f"/ads/{ad.code}/similar")] == [other.code]
    mark_sold(listing=ad, author=poster)
    assert Program().get(f"/ads/{ad.code}/similar").status_code == 200
    Listing.objects.filter(pk=ad.pk).update(state="removed")
    problem(Program().get(f"/ads/{ad.code}/similar"), 404)

"""The index is what the database is, whatever happened and in whatever order."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from haven.listings.actions.life import mark_sold, renew, withdraw
from haven.listings.actions.limiting import lift_limit, limit_ad
from haven.listings.models import Listing, ListingState, SearchChange, SearchIndex
from haven.listings.queries import SearchQuery, search
from haven.listings.searching import home, outbox
from haven.listings.searching.document import listed
from haven.listings.searching.reading import IndexUnusable, snapshot
from haven.listings.searching.writing import rebuild
from tests.factories import a_listing, a_search_index, a_user
from tests.indexing import an_index, catch_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(tmp_path: Path, settings: Settings) -> Path:
    settings.SEARCH_DIRECTORY = tmp_path / "search"
    list(rebuild())
    return tmp_path / "search"


def found() -> set[int]:
    """What the index says is live: asked by word, so that PostgreSQL does not answer."""
    with snapshot() as now:
        assert now.searcher.num_docs == listed().count()
    return {listing.pk for listing in search(SearchQuery(words="oak")).listings}


def test_every_change_of_an_ads_life_reaches_the_index(index: Path) -> None:
    author = a_user()
    ad = a_listing(poster=author)
    assert catch_up() == 1
    assert found() == {ad.pk}
    for end in (withdraw, mark_sold):
        other = a_listing(poster=author)
        catch_up()
        assert found() == {ad.pk, other.pk}
        end(listing=other, author=author)
        catch_up()
        assert found() == {ad.pk}
    ad.become(ListingState.EXPIRED)
    catch_up()
    assert found() == set()
    renew(listing=ad, author=author)
    catch_up()
    assert found() == {ad.pk}
    moderator = a_user()
    limit_ad(listing=ad, moderator=moderator)
    catch_up()
    assert found() == set()
    ad.refresh_from_db()
    assert ad.is_public
    lift_limit(listing=ad, moderator=moderator)
    catch_up()
    assert found() == {ad.pk}
    Listing.objects.filter(pk=ad.pk).update(state="held", cleared=None)
    catch_up()
    assert found() == set()


def test_what_search_does_not_show_is_no_change(index: Path) -> None:
    ad = a_listing()
    catch_up()
    Listing.objects.filter(pk=ad.pk).update(expires_at=None, source="somewhere")
    a_listing(state=ListingState.HELD)
    assert not SearchChange.objects.exists()
    Listing.objects.filter(pk=ad.pk).update(price=7)
    assert SearchChange.objects.count() == 1


def test_rows_that_commit_late_are_not_passed_over(index: Path) -> None:
    """A transaction that took an earlier number may commit after a later one was acknowledged."""
    index_id = home.current()
    assert index_id
    late, early = a_listing(), a_listing()
    rows = outbox.take(index_id, 10)
    SearchChange.objects.filter(listing_id=late.pk).delete()
    catch_up()
    SearchChange.objects.create(pk=rows[0][0], index_id=index_id, listing_id=late.pk)
    assert catch_up() == 1
    assert found() == {late.pk, early.pk}


def test_an_ad_that_changed_since_is_not_shown(index: Path) -> None:
    stays, goes = a_listing(), a_listing()
    catch_up()
    Listing.objects.filter(pk=goes.pk).update(state="withdrawn")
    shown = search(SearchQuery(words="oak")).listings
    assert [listing.pk for listing in shown] == [stays.pk]


def test_only_what_is_told_is_noted_and_only_for_those_that_asked() -> None:
    a_listing()
    assert not SearchChange.objects.exists()
    one, other = a_search_index(), a_search_index()
    a_listing()
    assert SearchChange.objects.filter(index=one).count() == SearchChange.objects.filter(index=other).count() == 1
    outbox.forget(one.pk)
    assert SearchChange.objects.get().index == other


def test_indexes_that_nobody_keeps_are_forgotten() -> None:
    kept, lost = a_search_index(), a_search_index()
    SearchIndex.objects.filter(pk=lost.pk).update(seen_at="2020-01-01T00:00Z")
    assert outbox.forget_lost() == 1
    assert outbox.is_told(kept.pk)
    assert not outbox.is_told(lost.pk)


def test_a_new_index_replaces_the_old_and_its_files(index: Path) -> None:
    a_listing()
    before = home.current()
    assert before
    assert list(rebuild()) == [1]
    assert home.current() != before
    assert not home.path_of(before).exists()
    assert [i.pk for i in SearchIndex.objects.all()] == [home.current()]
    assert len(found()) == 1


def test_what_a_killed_rebuild_left_is_cleared_away(index: Path) -> None:
    left = a_search_index().pk
    home.make(left)
    list(rebuild())
    assert not home.path_of(left).exists()
    assert SearchIndex.objects.count() == 1


def test_two_do_not_rebuild_at_once(index: Path) -> None:
    with home.building() as alone:
        assert alone
        with pytest.raises(BlockingIOError):
            list(rebuild())


@pytest.mark.parametrize("damage", ["no stamp", "old version", "other languages", "no meta", "cut off", "garbage"])
def test_without_a_sound_index_the_database_answers(index: Path, damage: str, settings: Settings) -> None:
    ad = a_listing()
    catch_up()
    index_id = home.current()
    assert index_id
    path = home.path_of(index_id)
    if damage == "no stamp":
        (path / "stamp.json").unlink()
    elif damage == "old version":
        (path / "stamp.json").write_text('{"version": 0, "languages": ["en"]}')
    elif damage == "other languages":
        settings.SITE_LANGUAGES = ("de", "en")
    elif damage == "no meta":
        (path / "meta.json").unlink()
    elif damage == "cut off":
        for file in path.glob("*.term"):
            file.write_bytes(b"")
    else:
        (path / "meta.json").write_bytes(b"\x00\xff{")
    home.put_in_use(index_id)
    assert [listing.pk for listing in search(SearchQuery(words="oak")).listings] == [ad.pk]
    with pytest.raises(IndexUnusable), snapshot():
        pass
    list(rebuild())
    assert found() == {ad.pk}


def test_an_index_made_by_hand_is_used(tmp_path: Path) -> None:
    ad = a_listing()
    with an_index(tmp_path):
        assert found() == {ad.pk}


def test_a_question_that_the_index_refuses_does_no_harm_to_it(index: Path) -> None:
    a_listing()
    catch_up()
    with pytest.raises(IndexUnusable), snapshot() as now:
        now.index.parse_query("nosuchfield:[1 TO 2]")
    assert len(found()) == 1
    assert (index_id := home.current())
    assert not home.is_broken(index_id)


def test_other_errors_are_not_hidden(index: Path) -> None:
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError

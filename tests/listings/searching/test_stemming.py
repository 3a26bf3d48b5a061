"""Another language of the site: what PostgreSQL keeps of words follows, and nothing is missed on the way."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from haven.accounts.models import User
from haven.alerts.actions.saving import restem_searches, save_search
from haven.alerts.models import Every, Find, NewAd, SavedSearch
from haven.alerts.tasks import follow_language as follow_language_of_searches
from haven.alerts.tasks import match_waiting
from haven.listings.actions import publishing
from haven.listings.actions.publishing import index_for_search, restem_ads
from haven.listings.models import Listing, Stemming
from haven.listings.queries import SearchQuery
from haven.listings.queries.database import matching
from haven.listings.searching.stemming import is_settled
from haven.project.tasks import follow_language
from tests.factories import a_clearance, a_listing, a_revision, a_stemming, a_user, site_settings
from tests.marketplace.conftest import market, poster
from tests.marketplace.stage import BODY, publish_ad

__all__ = ["market", "poster"]
pytestmark = pytest.mark.django_db


def found(words: str) -> set[str]:
    return set(matching(SearchQuery(words=words), []).values_list("title", flat=True))


def a_minute_passes() -> None:
    follow_language(0)
    follow_language_of_searches(0)
    match_waiting(0)


@pytest.fixture
def german_ad() -> Listing:
    """An ad in German on a site that reads English."""
    return a_listing(title="Zwei Fahrräder")


def test_ads_are_found_by_the_word_forms_of_the_new_language(
    german_ad: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_AT_ONCE", 1)
    other = a_listing(title="Drei Fahrräder")
    a_minute_passes()
    a_minute_passes()
    assert found("Fahrrad") == set()
    site_settings(languages="de,en")
    assert restem_ads() == 0  # notices; other processes may write in English for another second
    assert restem_ads() == 1
    assert found("Fahrrad") == {german_ad.title}  # stopped here, it goes on
    a_minute_passes()
    assert found("Fahrrad") == {german_ad.title, other.title}
    assert restem_ads() == 0


def test_ads_that_are_right_already_are_not_written_again(german_ad: Listing) -> None:
    [before] = Listing.objects.extra(select={"version": "xmin"}).values_list("version", flat=True)
    a_stemming(kind="ads", up_to=0)
    a_minute_passes()
    assert Stemming.objects.get(kind="ads").up_to is None
    assert list(Listing.objects.extra(select={"version": "xmin"}).values_list("version", flat=True)) == [before]


def wanted(words: str) -> SavedSearch:
    query = SearchQuery(words=words)
    return save_search(wanted=query, name="x", asked="", email="", every=Every.DAILY, owner=a_user())


@pytest.mark.usefixtures("market")
def test_no_new_ad_is_missed_by_a_search_saved_in_the_language_before(poster: User) -> None:
    row = wanted("Fahrräder")
    a_minute_passes()
    a_minute_passes()
    early = publish_ad(poster, title="Altes Fahrrad", body=BODY)
    site_settings(languages="de,en")
    late = publish_ad(poster, title="Neues Fahrrad", body=BODY + " Neu.")
    match_waiting(0)
    assert NewAd.objects.count() == 2  # they wait
    for _ in range(3):
        a_minute_passes()
    assert is_settled()
    assert set(Find.objects.filter(search=row).values_list("listing", flat=True)) == {early.pk, late.pk}


@pytest.mark.usefixtures("market")
def test_a_search_of_small_words_in_the_new_language_is_kept_as_it_was() -> None:
    row, other = wanted("der"), wanted("Zelte")
    a_stemming(kind="searches")
    site_settings(languages="de")
    restem_searches()
    before = SavedSearch.objects.values_list("query", flat=True).get(pk=row.pk)
    assert restem_searches() == 2
    assert SavedSearch.objects.values_list("query", flat=True).get(pk=row.pk) == before
    assert row.anchors.exists()
    assert SavedSearch.objects.values_list("query", flat=True).get(pk=other.pk) == "'zelt'"


@pytest.mark.usefixtures("market")
def test_an_upgrade_goes_through_no_search_whose_language_is_what_it_was(poster: User) -> None:
    row = wanted("tents")
    restem_searches()
    assert restem_searches() == 0
    assert is_settled()
    ad = publish_ad(poster, title="Two tents", body=BODY)
    match_waiting(0)
    assert Find.objects.get(search=row).listing_id == ad.pk


@pytest.mark.usefixtures("market")
def test_searches_are_locked_and_the_statistics_are_read_once_for_many() -> None:
    for words in ("Zelte", "Stühle", "Tische"):
        wanted(words)
    a_stemming(kind="searches", up_to=0)
    with CaptureQueriesContext(connection) as made:
        assert restem_searches() == 3
    assert sum("pg_stats" in statement["sql"] for statement in made) == 1
    assert sum('FOR UPDATE OF "alerts_savedsearch"' in statement["sql"] for statement in made) == 1


@pytest.mark.usefixtures("market")
def test_mails_do_not_wait_for_searches_in_another_language() -> None:
    row = wanted("Zelte")
    a_stemming(kind="searches", up_to=0)
    match_waiting(0)
    assert Stemming.objects.get(kind="searches").up_to == 0
    follow_language_of_searches(0)
    assert Stemming.objects.get(kind="searches").up_to is None
    assert row.anchors.exists()


def index_on_its_own_connection(listing_id: int) -> None:
    try:
        index_for_search([listing_id])
    finally:
        connection.close()


def wait_until_somebody_waits_for_a_lock() -> None:
    until = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waited")


def test_words_that_were_read_before_a_change_do_not_replace_newer_ones(committed: None) -> None:
    ad = a_listing(title="Zwei Fahrräder")
    site_settings(languages="de")
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            ad.revision = a_revision(listing=ad, title="Drei Zelte")
            ad.cleared = a_clearance(revision=ad.revision)
            ad.title = "Drei Zelte"
            ad.save()
            index_for_search([ad.pk])
            late = threads.submit(index_on_its_own_connection, ad.pk)
            wait_until_somebody_waits_for_a_lock()
        late.result(timeout=20)
    assert found("Zelt") == {"Drei Zelte"}
    assert found("Fahrrad") == set()

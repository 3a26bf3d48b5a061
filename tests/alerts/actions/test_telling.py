"""The mails tell of what was found, once, no more often than was asked, with a way out in every one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.alerts.actions.saving import save_search
from haven.alerts.actions.telling import forget_finds, last_due, tell
from haven.alerts.matching import match_new_ads
from haven.alerts.models import Every, Find, SavedSearch
from haven.listings.actions.life import withdraw
from haven.listings.queries import SearchQuery
from haven.mail.models import OutgoingMail
from haven.mail.tasks import deliver
from tests.factories import a_find, a_saved_search, a_user
from tests.marketplace.stage import publish_ad

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("market")]


@pytest.fixture
def search(market: None) -> SavedSearch:
    owner = a_user(email="omar@example.org")
    wanted = SearchQuery(words="bicycle")
    return save_search(wanted=wanted, name="“bicycle”", asked="q=bicycle", email="", every=Every.INSTANT, owner=owner)


def alerts() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(recipient="omar@example.org").order_by("id"))


def test_what_was_found_is_told_once(search: SavedSearch, poster: User) -> None:
    first, second = publish_ad(poster, title="Blue bicycle"), publish_ad(poster, title="Red bicycle")
    match_new_ads()
    assert [tell(every=Every.INSTANT), tell(every=Every.INSTANT)] == [1, 0]
    (mail,) = alerts()
    assert mail.subject == "2 new: “bicycle”"
    for ad in (first, second):
        assert ad.title in mail.text
        assert f"/ads/{ad.code}/" in mail.text


def test_the_mail_says_what_a_price_is_for_in_its_language(search: SavedSearch, poster: User) -> None:
    SavedSearch.objects.update(language="de")
    publish_ad(poster, title="Room with a bicycle shed", category="rooms", price="450")
    match_new_ads()
    tell(every=Every.INSTANT)
    assert "450\xa0£ im Monat" in alerts()[0].text


def test_every_mail_has_the_headers_of_one_click(search: SavedSearch, poster: User) -> None:
    publish_ad(poster, title="Blue bicycle")
    match_new_ads()
    tell(every=Every.INSTANT)
    outbox.outbox.clear()
    deliver(mail_id=alerts()[0].pk)
    (sent,) = outbox.outbox
    headers = sent.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(headers["List-Unsubscribe"])
    assert address[0] + address[-1] == "<>"
    path = address[1:-1].split("/", 3)[3]
    answer = Client(enforce_csrf_checks=True).post(f"/{path}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not SavedSearch.objects.exists()


def test_no_more_often_than_was_asked(search: SavedSearch, poster: User) -> None:
    for title in ("first", "second"):
        publish_ad(poster, title=f"Bicycle told {title}")
        match_new_ads()
        assert tell(every=Every.INSTANT) == (title == "first")
    SavedSearch.objects.update(told_at=timezone.now() - timedelta(minutes=10))
    assert tell(every=Every.INSTANT) == 1
    assert "told second" in alerts()[-1].text


@pytest.mark.parametrize("every", [Every.DAILY, Every.WEEKLY])
def test_a_digest_tells_once_what_was_found_before_it_was_due(search: SavedSearch, poster: User, every: Every) -> None:
    due = last_due(every, timezone.now())
    SavedSearch.objects.update(every=every)
    publish_ad(poster, title="Blue bicycle")
    match_new_ads()
    Find.objects.update(found_at=due)
    assert tell(every=every) == 0
    Find.objects.update(found_at=due - timedelta(minutes=1))
    assert [tell(every=every), tell(every=every)] == [1, 0]


@pytest.mark.parametrize("every", [Every.DAILY, Every.WEEKLY])
def test_a_digest_that_came_late_keeps_none_back(search: SavedSearch, poster: User, every: Every) -> None:
    """A site that was down at seven: its mail of the day comes when it is up again, and the next one in time."""
    due = last_due(every, timezone.now())
    SavedSearch.objects.update(every=every, told_at=due - timedelta(hours=1))
    publish_ad(poster, title="Blue bicycle")
    match_new_ads()
    Find.objects.update(found_at=due - timedelta(minutes=30))
    assert tell(every=every) == 1


def test_when_digests_are_due(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    wednesday = datetime(2026, 7, 1, 4, 59, tzinfo=UTC)  # 6:59 in Berlin
    assert last_due(Every.DAILY, wednesday) == datetime(2026, 6, 30, 5, tzinfo=UTC)
    assert last_due(Every.DAILY, wednesday + timedelta(minutes=1)) == datetime(2026, 7, 1, 5, tzinfo=UTC)
    assert last_due(Every.WEEKLY, wednesday) == datetime(2026, 6, 29, 5, tzinfo=UTC)
    assert last_due(Every.WEEKLY, datetime(2026, 6, 29, 4, 59, tzinfo=UTC)) == datetime(2026, 6, 22, 5, tzinfo=UTC)


def test_other_kinds_wait_for_their_time(search: SavedSearch, poster: User) -> None:
    publish_ad(poster, title="Blue bicycle")
    match_new_ads()
    assert [tell(every=Every.DAILY), tell(every=Every.WEEKLY)] == [0, 0]
    SavedSearch.objects.update(every=Every.NEVER)
    assert tell(every=Every.INSTANT) == 0
    assert alerts() == []


def test_an_ad_that_ended_before_is_not_told(search: SavedSearch, poster: User) -> None:
    ad = publish_ad(poster, title="Blue bicycle")
    match_new_ads()
    withdraw(listing=ad, author=poster)
    tell(every=Every.INSTANT)
    assert alerts() == []
    assert not Find.objects.filter(told_at=None).exists()


def test_a_long_list_ends_with_a_number(search: SavedSearch, poster: User) -> None:
    for number in range(23):
        publish_ad(poster, title=f"Bicycle number {number:02}")
    match_new_ads()
    tell(every=Every.INSTANT)
    (mail,) = alerts()
    assert mail.subject.startswith("23 new")
    assert "And 3 more" in mail.text
    assert mail.text.count("/ads/") == 20


def test_what_is_old_is_forgotten() -> None:
    old = timezone.now() - timedelta(days=91)
    told, untold = a_find(), a_find()
    Find.objects.filter(pk=told.pk).update(told_at=old)
    never = a_saved_search(email="never@example.org")
    SavedSearch.objects.filter(pk=never.pk).update(confirmed_at=None, created_at=timezone.now() - timedelta(days=8))
    forget_finds()
    assert list(Find.objects.all()) == [untold]
    assert not SavedSearch.objects.filter(pk=never.pk).exists()
    assert forget_finds() == 0

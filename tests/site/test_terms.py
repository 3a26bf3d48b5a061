"""Versions of the terms: dated, never changed, one in force."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from haven.ledger.models import LedgerEntry
from haven.site.actions import change_site, install_default_terms, publish_terms
from haven.site.errors import SiteError, TermsChanged
from haven.site.markup import as_html
from haven.site.models import SiteSettings, TermsVersion
from haven.site.queries import agreed_terms, current_terms, next_terms, site, what_changed
from tests.factories import a_terms_version, site_settings

pytestmark = pytest.mark.django_db
ME = "person:1"


def test_what_ships_is_put_in_force_once() -> None:
    installed = install_default_terms()
    assert installed is not None
    assert installed == current_terms()
    assert install_default_terms() is None
    assert LedgerEntry.objects.get(action="terms.published").details["sha256"] == installed.sha256


def test_an_announced_version_waits_for_its_day() -> None:
    now = a_terms_version()
    today = timezone.localdate()
    ahead = publish_terms(actor=ME, text="Be kinder.", valid_from=today + timedelta(days=14))
    assert current_terms() == now
    assert next_terms(today) == ahead
    assert next_terms(ahead.valid_from) is None


def test_nothing_is_published_for_a_day_that_is_over_or_taken_or_without_a_change() -> None:
    today = timezone.localdate()
    a_terms_version(text="Be kind.")
    tomorrow = today + timedelta(days=1)
    for text, day in (("New", today - timedelta(days=1)), ("New", today), ("Be kind.", tomorrow), (" ", tomorrow)):
        with pytest.raises(SiteError):
            publish_terms(actor=ME, text=text, valid_from=day)
    assert TermsVersion.objects.count() == 1


@pytest.mark.parametrize("attack", ["UPDATE site_termsversion SET text = 'x'", "DELETE FROM site_termsversion"])
def test_a_version_cannot_be_changed_by_whoever_writes_sql(attack: str) -> None:
    from django.db import connection

    a_terms_version()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_only_the_version_in_force_can_be_agreed_to() -> None:
    assert agreed_terms("2020-01-01") is None  # a site without terms asks for nothing
    now = a_terms_version()
    assert agreed_terms(now.day) == now
    for day in ("", "2020-01-01", "x"):
        with pytest.raises(TermsChanged, match="Nothing you typed is lost"):
            agreed_terms(day)


def test_what_changed_is_told_word_by_word() -> None:
    first, second = a_terms_version(text="Be kind to all."), a_terms_version(text="Be kind to everyone.")
    assert what_changed(first) == []
    assert [(change.kind, change.text) for change in what_changed(second) if change.kind != "same"] == [
        ("old", "all"),
        ("new", "everyone"),
    ]


def test_words_of_terms_are_no_html() -> None:
    page = as_html("## A\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://example.org/y.png)\n\n- b")
    assert "<h2>A</h2>" in page
    assert "<li>b</li>" in page
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_settings_win_over_the_environment_and_leave_a_trace(settings: object) -> None:
    assert (site().name, site().currency) == ("Haven", "GBP")
    site_settings(name="Mill Lane Market", currencies="EUR,CHF", countries="DE,AT")
    assert (site().name, site().currencies, site().region) == ("Mill Lane Market", ("EUR", "CHF"), "DE")
    assert site().languages == ("en",)
    change_site(actor=ME, name="Mill Lane Market")  # nothing changes, nothing is told
    (entry,) = LedgerEntry.objects.filter(action="site.changed")
    assert entry.details["fields"] == "countries,currencies,name"
    assert SiteSettings.objects.count() == 1

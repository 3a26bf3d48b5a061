"""Who agreed to which terms, when, by which step."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Acceptance, User
from haven.ledger.models import LedgerEntry
from haven.listings.models import Conversation, Listing
from haven.site.models import TermsVersion
from tests.factories import a_terms_version
from tests.marketplace.conftest import ad, market, poster, signed_in
from tests.marketplace.stage import mailed_link
from tests.marketplace.test_posting import WORDS

__all__ = ["ad", "market", "poster", "signed_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(market: None) -> TermsVersion:
    return a_terms_version()


def begin(client: Client) -> str:
    url = client.post("/post/", {"category": "bicycles"}).headers["Location"]
    client.post(url, WORDS)
    return url


def test_posting_keeps_the_version_and_who_it_was_once_the_address_is_proven(
    client: Client, terms: TermsVersion
) -> None:
    url = begin(client)
    assert f'name="terms" value="{terms.day}"' in client.get(url + "preview/").content.decode()
    client.post(url + "preview/", {"terms": terms.day})
    before = Acceptance.objects.get()
    assert (before.person, before.terms, before.step) == (None, terms, "post")
    client.get(mailed_link(WORDS["email"], "/confirm/"))
    after = Acceptance.objects.get()
    listing = Listing.objects.get()
    assert (after.person, after.subject) == (listing.poster, listing.subject)
    assert timezone.now() - after.accepted_at < timedelta(minutes=1)
    assert LedgerEntry.objects.filter(action="terms.accepted", details__version=terms.day).exists()


@pytest.mark.parametrize("sent", [{}, {"terms": "2020-01-01"}])
def test_other_terms_than_those_in_force_are_asked_about_again(
    client: Client, terms: TermsVersion, sent: dict[str, str]
) -> None:
    url = begin(client)
    answer = client.post(url + "preview/", sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Our terms changed while this page was open" in page
    assert f'name="terms" value="{terms.day}"' in page
    assert not Acceptance.objects.exists()
    assert client.post(url + "preview/", {"terms": terms.day}).headers["Location"] == url + "sent/"


def test_a_first_message_keeps_it_too(client: Client, ad: Listing, terms: TermsVersion) -> None:
    first = {"text": "Is it there?", "display_name": "Rosa", "email": "rosa@example.org"}
    refused = client.post(f"/ads/{ad.code}/contact/", first)
    assert refused.status_code == 422
    assert "Is it there?" in refused.content.decode()
    client.post(f"/ads/{ad.code}/contact/", first | {"terms": terms.day})
    client.post(mailed_link("rosa@example.org", "/messages/confirm/"))
    kept = Acceptance.objects.get()
    assert kept.subject == Conversation.objects.get().subject
    assert kept.person == User.objects.get(email="rosa@example.org")


def test_who_is_signed_in_is_named_at_once(signed_in: Client, poster: User, terms: TermsVersion) -> None:
    url = signed_in.post("/post/", {"category": "bicycles"}).headers["Location"]
    signed_in.post(url, WORDS | {"adult": "on"})
    signed_in.post(url + "preview/", {"terms": terms.day})
    assert Acceptance.objects.get().person == poster


def test_opening_an_account_keeps_it(client: Client, terms: TermsVersion) -> None:
    assert "agree to the" in client.get("/account/signup/").content.decode()
    refused = client.post("/account/signup/", {"email": "new@example.org", "terms": "2020-01-01"}).content.decode()
    assert "Our terms changed" in refused
    assert f'value="{terms.day}"' in refused
    client.post("/account/signup/", {"email": "new@example.org", "terms": terms.day})
    kept = Acceptance.objects.get()
    assert (kept.step, kept.person) == ("account", User.objects.get(email="new@example.org"))


def test_adulthood_is_asked_of_whoever_has_not_posted_yet(signed_in: Client, poster: User, terms: TermsVersion) -> None:
    url = signed_in.post("/post/", {"category": "bicycles"}).headers["Location"]
    answer = signed_in.post(url, {name: value for name, value in WORDS.items() if name != "adult"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Only adults can post." in page
    assert "/about/minors/" in page
    signed_in.post(url, WORDS | {"adult": "on"})
    signed_in.post(url + "preview/", {"terms": terms.day})
    again = signed_in.post("/post/", {"category": "bicycles"}).headers["Location"]
    assert 'name="adult"' not in signed_in.get(again).content.decode()

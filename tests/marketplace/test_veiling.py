"""Contact details in ads are there for people who ask, not for programs that read."""

import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.fields import Values
from haven.listings.models import Listing, ListingState
from haven.listings.veiling import stretches, veiled, veiled_title
from haven.mail.models import OutgoingMail
from haven.marketplace import limits
from haven.records.contacts import ContactKind, find_contacts
from tests.marketplace.stage import BODY, publish_ad
from tests.programs import Program

PHONE, ADDRESS = "07700 900123", "mara.frame@example.org"
WORDS = st.sampled_from(
    [PHONE, ADDRESS, "telegram: @maraframe", "call", "me", "\n", "é", "56 cm", "a at b", "£80", " "]
)


@pytest.fixture
def code(market: None, poster: User) -> str:
    ad = publish_ad(poster, title="Touring bicycle", body=f"{BODY} Ring {PHONE} or write to {ADDRESS}.")
    assert ad.state == ListingState.PUBLISHED
    return ad.code


def test_the_page_of_an_ad_holds_no_contact_details_until_asked(client: Client, code: str) -> None:
    page = client.get(f"/ads/{code}/").content.decode()
    assert PHONE not in page
    assert ADDRESS not in page
    assert "phone number" in page
    assert "application/ld+json" in page
    page = client.post(f"/ads/{code}/contacts/").content.decode()
    assert PHONE in page
    assert ADDRESS in page
    assert LedgerEntry.objects.filter(action="contacts.shown", subject=f"listing:{code}").count() == 1


def test_a_link_does_not_show_them(client: Client, code: str) -> None:
    """What follows links presses no buttons."""
    page = client.get(f"/ads/{code}/contacts/", follow=True).content.decode()
    assert PHONE not in page
    assert not LedgerEntry.objects.filter(action="contacts.shown").exists()


def test_lists_of_ads_hold_none_either(client: Client, code: str, poster: User) -> None:
    publish_ad(poster, title="Small bicycle", body=f"Ring {PHONE}. " + BODY)
    for address in ("/", "/search/?q=bicycle"):
        page = client.get(address).content.decode()
        assert "Small " in page
        assert PHONE not in page


def test_nobody_sees_very_many_in_an_hour(client: Client, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_CONTACTS", 2)
    assert [client.post(f"/ads/{code}/contacts/").status_code for _ in range(3)] == [200, 200, 429]
    page = client.post(f"/ads/{code}/contacts/").content.decode()
    assert PHONE not in page
    assert "Write to the poster here" in page
    assert "Your message" in page


def test_an_ad_without_any_has_no_button(client: Client, market: None, poster: User) -> None:
    ad = publish_ad(poster, title="Touring bicycle")
    assert "Show contact details" not in client.get(f"/ads/{ad.code}/").content.decode()


@pytest.mark.django_db
def test_an_ad_that_is_over_shows_none(client: Client, code: str) -> None:
    Listing.objects.update(state=ListingState.SOLD)
    answer = client.post(f"/ads/{code}/contacts/")
    assert answer.status_code == 410
    assert PHONE not in answer.content.decode()


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_nothing_is_lost_and_nothing_stays_readable(text: str) -> None:
    assert "".join(stretch.text for stretch in stretches(text)) == text
    left = {contact.value for contact in find_contacts(veiled(text), region="GB") if contact.kind is ContactKind.EMAIL}
    assert ADDRESS not in left
    assert PHONE not in veiled(text)


def test_contacts_in_a_fact_are_hidden_like_those_in_the_text(client: Client, poster: User) -> None:
    employer = "Linden Café, call 0341 5550123"
    details: Values = {"employer": employer, "no_fee": True}
    ad = publish_ad(
        poster,
        title="Cook for lunch",
        category="hospitality",
        body="Somebody who likes to cook for forty people at noon.",
        details=details,
    )
    for address in (f"/ads/{ad.code}/", f"/compare/?code={ad.code}", f"/api/v1/ads/{ad.code}"):
        page = client.get(address).content.decode()
        assert "Linden Caf" in page, address
        assert "5550123" not in page, address
    assert "Show contact details" in client.get(f"/ads/{ad.code}/").content.decode()
    assert employer in client.post(f"/ads/{ad.code}/contacts/").content.decode()
    assert employer in json.loads(Program(poster).post(f"/ads/{ad.code}/contacts").content)["details"]["employer"]


@pytest.mark.parametrize(
    "title", [f"Touring bicycle, call {PHONE}", f"Touring bicycle {ADDRESS}", "Touring bicycle +49341123456789"]
)
def test_nothing_that_the_public_reads_has_the_contacts_of_a_title(client: Client, poster: User, title: str) -> None:
    ad = publish_ad(poster, title=title)
    secret = title.rsplit(maxsplit=1)[-1]
    client.post(
        f"/ads/{ad.code}/report/", {"reason": "fraud", "text": "So.", "email": "r@example.org", "good_faith": "on"}
    )
    sent = client.post(
        f"/ads/{ad.code}/contact/", {"text": "Still there?", "display_name": "R", "email": "r@example.org"}
    )
    addresses = (
        f"/ads/{ad.code}/", "/", "/search/", "/search/?q=touring", "/search/?view=gallery", "/search/feed/?q=touring",
        f"/kept/cards/?code={ad.code}", f"/compare/?code={ad.code}", f"/ads/{ad.code}/report/",
        f"/api/v1/ads/{ad.code}", "/api/v1/ads?q=touring",
    )  # fmt: skip
    for address in addresses:
        page = client.get(address).content.decode()
        assert "Touring" in page, address
        assert secret not in page, address
    assert "Touring" in sent.content.decode()
    assert secret not in sent.content.decode()
    mails = OutgoingMail.objects.filter(recipient="r@example.org")
    assert mails.count() == 2
    assert all(secret not in mail.subject + mail.text for mail in mails)
    assert secret in client.post(f"/ads/{ad.code}/contacts/").content.decode()
    Listing.objects.update(state=ListingState.SOLD)
    over = client.get(f"/ads/{ad.code}/")
    assert "Touring" in over.content.decode()
    assert secret not in over.content.decode()


def test_what_hides_a_detail_is_said_in_the_language_of_the_page(client: Client, poster: User) -> None:
    ad = publish_ad(poster, title=f"Touring bicycle {PHONE}", body=f"{BODY} Write to {ADDRESS}.")
    page = client.get(f"/ads/{ad.code}/", headers={"Accept-Language": "de"}).content.decode()
    assert "Touring bicycle [Telefonnummer]" in page
    assert "E-Mail-Adresse" in page


@pytest.mark.parametrize(
    "title",
    [
        "BMW 320 2012 180000 km", "Golf 7 2016 150000 km, new brakes", "Two rooms 65 m² 850 warm 2026",
        "iPhone 12 128GB 2021",
        "Lego 75192 7541 pieces 2017", "Physics, ISBN 9783161484100", "Corsa 2008 1.2 120000", "Sofa 200 x 90 x 85 cm",
    ],
)  # fmt: skip
def test_models_years_and_miles_in_a_title_are_no_numbers_to_dial(title: str) -> None:
    assert veiled_title(title) == title

"""A search with prices says in which currency they are, on a site that has several; one that has one says nothing."""

import json

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.alerts.matching import match_new_ads
from haven.alerts.models import Find, SavedSearch
from haven.listings.actions.drafts import save_draft, start_draft
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Category, Listing, Place
from tests.factories import site_settings
from tests.marketplace.stage import publish_ad
from tests.programs import Program


def post(author: User, title: str, price: str, currency: str) -> Listing:
    draft = start_draft(category=Category.objects.get(slug="bicycles"), author=author)
    body = f"{title} with good lights and new tyres, ready to ride."
    place = Place.objects.get(name="Leipzig")
    save_draft(draft=draft, title=title, body=body, price=price, currency=currency, place=place)  # type: ignore[arg-type]
    return submit_ad(author=author, draft=draft)


@pytest.fixture
def mixed(poster: User) -> None:
    site_settings(currencies="EUR,GBP")
    post(poster, "Euro bicycle", "90", "EUR")
    post(poster, "Pound bicycle", "80", "GBP")


def test_a_page_compares_in_one_currency_and_leads_to_the_others(client: Client, mixed: None) -> None:
    page = client.get("/search/?price_max=100").content.decode()
    assert "Euro bicycle" in page
    assert "Pound bicycle" not in page
    assert "Price: up to 100 EUR" in page
    assert "Prices are compared in EUR" in page
    assert "?price_max=100&amp;currency=GBP" in page
    page = client.get("/search/?price_max=100&currency=gbp").content.decode()
    assert "Pound bicycle" in page
    assert '<option value="GBP" selected>' in page
    assert "Euro bicycle" not in client.get("/search/?sort=dearest&currency=GBP").content.decode()
    both = client.get("/search/").content.decode()
    assert "Prices are compared" not in both
    assert both.count("bicycle</a>") == 2
    assert "Currency: " in client.get("/search/?currency=guilders").content.decode()


def test_with_one_currency_nothing_of_it_is_seen(client: Client, poster: User) -> None:
    publish_ad(poster, title="Touring bicycle", price="90")
    page = client.get("/search/?price_max=100&sort=cheapest").content.decode()
    assert "Touring" in page
    assert "urrency" not in page
    assert "Price: up to 100<" in page


def test_an_ad_in_a_strange_currency_is_not_lost_without_a_word(client: Client, poster: User) -> None:
    publish_ad(poster, title="Touring bicycle", price="90")
    strange = publish_ad(poster, title="Tandem", price="95", body="For two who like to go far. Good lights and tyres.")
    Listing.objects.filter(pk=strange.pk).update(currency="CHF")
    page = client.get("/search/?sort=cheapest").content.decode()
    assert "Tandem" not in page
    assert "CHF (1)" in page


def test_a_saved_search_keeps_its_currency(signed_in: Client, poster: User, mixed: None) -> None:
    signed_in.post("/alerts/new/?q=bicycle&price_max=100&currency=GBP", {"every": "daily"})
    saved = SavedSearch.objects.get()
    assert (saved.currency, saved.name) == ("GBP", "“bicycle”, up to 100 GBP")
    assert "currency=GBP" in saved.asked
    other = User.objects.create_user("other@example.org")
    post(other, "Euro tandem bicycle", "50", "EUR")
    post(other, "Pound tandem bicycle", "50", "GBP")
    match_new_ads()
    assert [find.listing.title for find in Find.objects.all()] == ["Pound tandem bicycle"]


def test_programs_are_told_too(mixed: None) -> None:
    found = json.loads(Program().get("/ads?price_max=100&currency=GBP").content)
    assert [ad["currency"] for ad in found["ads"]] == ["GBP"]
    told = [(one["value"], one["count"], one["chosen"]) for one in found["facets"]["currencies"]]
    assert told == [("EUR", 1, False), ("GBP", 1, True)]
    assert Program().get("/ads?currency=x").status_code == 422

"""What an ad says in a list."""

from collections.abc import Iterable

import pytest
from django.urls import reverse
from django.utils import translation

from haven.accounts.models import User
from haven.listings.fields import Values
from haven.listings.models import Listing
from haven.listings.searching.highlighting import Marker, Piece
from haven.listings.searching.words import read
from haven.marketplace.cards import card_of
from haven.marketplace.structured import json_ld
from tests.marketplace.stage import publish_ad


def words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_card_says_what_the_ad_says(ad: Listing) -> None:
    card = card_of(ad)
    assert card.address == reverse("marketplace:ad", args=[ad.code])
    assert (words(card.title), card.where, card.price, card.age) == (
        "Blue touring bicycle",
        "Leipzig",
        "£320",
        "just now",
    )
    assert ad.published_at is not None
    assert card.since == ad.published_at.isoformat(timespec="seconds")
    assert (card.photo, card.is_reserved) == (None, False)


def test_a_job_says_its_pay(poster: User) -> None:
    """Lists of jobs said no amount at all."""
    details: Values = {
        "employer": "Bakery Ahorn",
        "salary_from": 16.5,
        "salary_to": 18,
        "salary_per": "hour",
        "no_fee": True,
    }
    job = publish_ad(poster, title="Baker for the early shift", category="full-time", details=details)
    assert card_of(job).price == "£16.50–£18 an hour"
    details = {"employer": "Bakery Ahorn", "no_fee": True}
    other = publish_ad(poster, title="Baker for the late shift", category="full-time", details=details, body="Rolls.")
    assert card_of(other).price == ""


@pytest.mark.parametrize(
    ("category", "details", "said"),
    [
        ("rooms", {}, "£320 a month"),
        ("flats", {"deal": "rent"}, "£320 a month"),
        ("flats", {"deal": "sale"}, "£320"),
        ("lessons", {"charged": "hour"}, "£320 an hour"),
        ("lessons", {"charged": "job"}, "£320"),
        ("lessons", {}, "£320"),
    ],
)
def test_a_price_says_what_it_is_for(poster: User, category: str, details: Values, said: str) -> None:
    """Rents and hourly rates stood there like the price of a thing."""
    ad = publish_ad(poster, title="Guitar and a quiet room", category=category, price="320", details=details)
    assert card_of(ad).price == said
    told = json_ld(ad, [])
    assert told is not None
    unit = {"a month": "MON", "an hour": "HUR"}.get(said[5:])
    assert told["offers"].get("priceSpecification", {}).get("unitCode") == unit


def test_a_card_speaks_the_language_of_the_page(ad: Listing) -> None:
    ad.distance_km = 12.4  # type: ignore[attr-defined]
    with translation.override("de"):
        card = card_of(ad)
    assert (card.where, card.age) == ("Leipzig, 12 km entfernt", "gerade eben")


def test_a_long_text_is_cut_and_what_was_looked_for_marked(poster: User) -> None:
    ad = publish_ad(poster, title="Oak table", category="furniture", body="Six people sit at it with ease. " * 20)
    assert words(card_of(ad).words).endswith("…")
    marked = card_of(ad, Marker.of(read("table")))
    assert [piece.text for piece in marked.title if piece.is_hit] == ["table"]


def test_a_contact_in_the_passage_takes_its_marks_along(poster: User) -> None:
    ad = publish_ad(
        poster, title="Oak table", category="furniture", body="Six people sit at it. Call 020 7946 0018 now."
    )
    shown = card_of(ad, Marker.of(read("people"))).words
    assert "7946" not in words(shown)
    assert not any(piece.is_hit for piece in shown)

"""A stored ad as the engines see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from haven.listings.models import ListingState
from haven.listings.records import folded_sha256, submitted_records, to_record
from tests.factories import a_category, a_listing, a_place, a_revision, a_revision_photo


@pytest.mark.django_db
def test_a_revision_becomes_a_record() -> None:
    listing = a_listing(place=a_place("Leipzig"), category=a_category("rooms", parent="housing"))
    assert listing.revision is not None
    a_revision_photo(revision=listing.revision)
    record = to_record(listing.revision)
    assert (record.id, record.title, record.body) == (listing.code, listing.title, listing.revision.body)
    assert (record.price, record.currency, record.place) == (120.0, "EUR", "Leipzig")
    assert (record.author, record.posted_at) == (str(listing.poster_id), listing.published_at)
    assert record.photo_hashes == ("0" * 64,)
    assert (record.category or "").endswith("rooms")


@pytest.mark.django_db
def test_who_hides_an_ad_does_not_hide_its_links() -> None:
    listings = {state: a_listing(state=state) for state in ListingState}
    submitted = {listing.code for state, listing in listings.items() if state not in {"draft", "pending"}}
    assert {record.id for record in submitted_records(None)} == submitted
    some = [listings[ListingState.SOLD].code, listings[ListingState.DRAFT].code, "unknown"]
    assert [record.id for record in submitted_records(some)] == [some[0]]


@pytest.mark.django_db
def test_many_records_take_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    place = a_place()
    for _ in range(12):
        a_listing(place=place)
    with django_assert_max_num_queries(4):
        assert len(submitted_records(None)) == 12


@pytest.mark.django_db
def test_the_words_are_those_of_the_revision_that_counts() -> None:
    listing = a_listing(body="Old words")
    listing.revision = a_revision(listing=listing, body="New words")
    listing.state = ListingState.HELD
    listing.save()
    assert [record.body for record in submitted_records(None)] == ["New words"]


@given(st.text(max_size=50), st.text(max_size=100))
def test_texts_that_a_reader_would_call_the_same(title: str, body: str) -> None:
    digest = folded_sha256(title, body)
    assert digest == folded_sha256(f"  {title} ", f"\n{body}\n")
    assert len(bytes.fromhex(digest)) == 32


def test_case_and_spaces_do_not_matter_and_words_do() -> None:
    assert folded_sha256("Oak Table", "Six  chairs.") == folded_sha256("OAK TABLE", "six\nchairs.")
    assert folded_sha256("Oak table", "Six chairs.") != folded_sha256("Oak table", "Seven chairs.")

"""The part of the posting form that a pack defines."""

import pytest
from django.http import QueryDict

from haven.listings.models import Category
from haven.marketplace.forms.details import DetailsForm
from tests.factories import a_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def flats() -> Category:
    return a_category("flats", parent="housing")


def form(category: Category, sent: str) -> DetailsForm:
    return DetailsForm(category, QueryDict(sent), currency="EUR")


def test_one_field_for_each_of_the_pack(flats: Category) -> None:
    page = DetailsForm(flats, currency="EUR").as_div()
    assert 'name="details-area"' in page
    assert 'type="date"' in page
    assert page.count('type="checkbox"') == 9
    assert "details-flatmates" not in page


def test_reads_what_was_sent(flats: Category) -> None:
    sent = form(flats, "details-area=72,5&details-furnished=yes&details-features=lift&details-features=balcony")
    assert sent.was_sent
    assert sent.is_valid()
    assert sent.values == {"area": 72.5, "furnished": True, "features": ["balcony", "lift"]}


def test_a_fault_stands_at_its_field_and_the_rest_is_kept(flats: Category) -> None:
    sent = form(flats, "details-area=big&details-rooms=3&details-features=moat")
    assert not sent.is_valid()
    assert set(sent.errors) == {"area", "features"}
    assert sent.values == {"rooms": 3}
    assert 'value="big"' in sent.as_div()


def test_what_a_job_needs() -> None:
    sent = form(a_category("care", parent="jobs"), "details-salary_from=14")
    assert set(sent.errors) == {"employer", "no_fee", "salary_per"}


def test_shows_what_is_stored_as_people_would_type_it(flats: Category) -> None:
    page = DetailsForm(flats, initial={"furnished": False, "features": ["lift"], "area": 72.5}).as_div()
    assert '<option value="no" selected>' in page
    assert 'value="72.5"' in page
    assert page.count("checked") == 1


def test_a_site_may_have_categories_without_a_pack() -> None:
    assert DetailsForm(a_category("of-this-site", parent="ours"), QueryDict("")).is_valid()

"""Units that are words are said and read in every language of the site."""

import pytest
from django.utils.translation import override

from haven.listings.fields import Number, unit_name
from haven.listings.fields.labels import LANGUAGES

AGE = Number(name="age", kind="number", label={"en": "Age"}, unit="years", decimals=1, max=99)
TERM = Number(name="term", kind="number", label={"en": "Term"}, unit="months", max=99)


@pytest.mark.parametrize(
    ("language", "one", "some", "name"),
    [
        ("en-gb", "1 year", "2.5 years", "years"), ("de", "1 Jahr", "2,5 Jahre", "Jahre"),
        ("es", "1 año", "2,5 años", "años"), ("fr", "1 an", "2,5 ans", "ans"),
    ],
)  # fmt: skip
def test_said_as_each_language_counts(language: str, one: str, some: str, name: str) -> None:
    assert (AGE.words(1, language), AGE.words(2.5, language), unit_name("years", language)) == (one, some, name)
    with override(language):
        assert (AGE.words(1), AGE.words(2.5), unit_name("years")) == (one, some, name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_said_can_be_typed_whatever_the_language_of_the_page(language: str, count: int) -> None:
    for field in (AGE, TERM):
        assert field.read(field.words(count, language)) == count
        assert field.read(field.words(count, language).replace(" ", "").upper()) == count


@pytest.mark.parametrize("unit", ["m²", "kW", '"', ""])
def test_other_units_are_written_alike_everywhere(unit: str) -> None:
    assert {unit_name(unit, language) for language in LANGUAGES} == {unit}

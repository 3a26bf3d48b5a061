"""Which category somebody means by a word."""

import pytest
from django.utils.translation import override

from haven.listings.fields import category_meant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "category"),
    [
        *((words, "cars") for words in ("car", "cars", "Cars", "auto", "Autos", "coche", "coches", "voiture")),
        *((words, "bicycles") for words in ("bicycle", "bicycles", "vélo", "velo")),
        *((words, "bicycles") for words in ("Fahrrad", "Fahrräder", "fahrrader")),
        *((words, "houses") for words in ("house", "houses", "Haus", "casa", "maison")),
        ("housing", "housing"),
        ("care", "care"),
        ("hotel", ""),
        ("volunteer", "volunteering"),
        ("animal", "pets"),
        ("pet", "pets"),
        ("clothing", "clothes"),
        ("books and music", "books"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_a_category_by_its_words(words: str, category: str) -> None:
    assert category_meant(words) == category


@pytest.mark.parametrize("words", ["vet", "rope", "hostel", "log", "even", "cas"])
def test_a_word_that_only_begins_like_one_of_another_language_is_no_category(words: str) -> None:
    assert category_meant(words) == ""


def test_short_beginnings_are_none_in_the_readers_own_language_either() -> None:
    with override("fr"):
        assert [category_meant(words) for words in ("vet", "log", "cas")] == ["", "", ""]
        assert category_meant("déménager") == "moving"

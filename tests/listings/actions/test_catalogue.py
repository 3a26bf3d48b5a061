"""The shelves and the gazetteer as they ship."""

from collections.abc import Iterator

import pytest

from haven.ledger.models import LedgerEntry
from haven.listings.actions import catalogue
from haven.listings.actions.catalogue import load_places, sync_categories
from haven.listings.fields import packs
from haven.listings.models import Category, Place

pytestmark = pytest.mark.django_db


def test_the_shelves_are_those_of_the_packs_and_stay_so() -> None:
    added = sync_categories()
    assert added == Category.objects.count() > 20
    assert sync_categories() == 0
    assert LedgerEntry.objects.get().details == {"added": added}
    tops = [pack.slug for pack in packs()]
    assert list(Category.objects.filter(parent=None).order_by("position").values_list("slug", flat=True)) == tops
    assert not Category.objects.filter(parent__parent__isnull=False).exists()


def test_there_is_no_shelf_for_sexual_services() -> None:
    sync_categories()
    names = " ".join(f"{category.slug} {category.name}".lower() for category in Category.objects.all())
    assert not [word for word in ("adult", "escort", "erotic", "dating", "massage", "sex") if word in names]


def test_a_renamed_shelf_is_brought_in_line_and_none_is_deleted() -> None:
    sync_categories()
    Category.objects.filter(slug="furniture").update(name="Old name")
    Category.objects.create(slug="of-this-site", name="Ours")
    assert sync_categories() == 0
    assert Category.objects.get(slug="furniture").name != "Old name"
    assert Category.objects.filter(slug="of-this-site").exists()


def test_the_gazetteer_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def few() -> Iterator[tuple[object, ...]]:
        yield 1, "Łódź", "lodz", "PL", 51.77, 19.46, 768_755
        yield 2, "Halle\t\\N", "halle", "DE", 51.48, 11.97, 234_107

    monkeypatch.setattr(catalogue, "_gazetteer", few)
    assert load_places() == 2
    assert load_places() == 0
    assert Place.objects.get(pk=2).name == "Halle\t\\N"
    assert LedgerEntry.objects.get(action="places.loaded").details == {"count": 2}

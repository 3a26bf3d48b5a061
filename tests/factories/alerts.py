"""Saved searches and what they found."""

from django.utils import timezone

from haven.alerts.models import Anchor, Find, NewAd, SavedSearch
from haven.listings.models import Listing
from tests.factories.listings import a_category, a_listing


def a_saved_search(*, email: str = "reader@example.org", language: str = "en") -> SavedSearch:
    """A confirmed search for furniture."""
    category = a_category()
    return SavedSearch.objects.create(
        email=email,
        name="Furniture",
        asked="category=furniture",
        category=category,
        confirmed_at=timezone.now(),
        language=language,
    )


def an_anchor(*, search: SavedSearch | None = None, key: int = 1) -> Anchor:
    """One key that a search hangs on."""
    return Anchor.objects.create(search=search or a_saved_search(), key=key)


def a_find(*, search: SavedSearch | None = None, listing: Listing | None = None) -> Find:
    """An ad that a search found and has not told of."""
    return Find.objects.create(search=search or a_saved_search(), listing=listing or a_listing())


def a_new_ad(*, listing: Listing | None = None) -> NewAd:
    """An ad that waits to be matched."""
    return NewAd.objects.get_or_create(listing=listing or a_listing())[0]

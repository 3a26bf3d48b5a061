"""What search engines are told of: the live ads, the shelves, the pages of plain words."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from haven.listings.models import Category, Listing, ListingState
from haven.marketplace.views.pages import PAGES


class Ads(Sitemap):  # type: ignore[type-arg]  # takes no parameter at run time
    """Every live ad, in files of ten thousand."""

    limit = 10_000

    def items(self) -> QuerySet[Listing]:
        """The live ads."""
        return (
            Listing.objects.filter(state=ListingState.PUBLISHED, limited_at=None)
            .order_by("pk")
            .only("code", "published_at")
        )

    def location(self, item: Listing) -> str:
        """Where it is."""
        return reverse("marketplace:ad", args=[item.code])

    def lastmod(self, item: Listing) -> datetime | None:
        """When it last came to the top."""
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        """The newest of them, asked of the index: the library would read every ad."""
        newest = Listing.objects.filter(state=ListingState.PUBLISHED, limited_at=None).order_by("-published_at").first()
        return newest.published_at if newest else None


class Shelves(Sitemap):  # type: ignore[type-arg]  # takes no parameter at run time
    """The categories, as searches."""

    def items(self) -> QuerySet[Category]:
        """All of them."""
        return Category.objects.order_by("position")

    def location(self, item: Category) -> str:
        """The search for everything in it."""
        return f"{reverse('marketplace:search')}?category={item.slug}"


class Pages(Sitemap):  # type: ignore[type-arg]  # takes no parameter at run time
    """The front page and the pages of plain words."""

    def items(self) -> list[str]:
        """Their addresses."""
        return [reverse("marketplace:front"), *(reverse("marketplace:page", args=[name]) for name in PAGES)]

    def location(self, item: str) -> str:
        """Itself."""
        return item


SITEMAPS: dict[str, Any] = {"ads": Ads, "shelves": Shelves, "pages": Pages}

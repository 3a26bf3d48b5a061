"""Everything the page of one ad shows that is read for a case, also of an ad that is not public (any more)."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import Naming
from haven.findings.models import Identifier, Membership
from haven.listings.models import Listing, RevisionPhoto

MOST_OTHERS = 50


@dataclass(frozen=True)
class AdPage:
    """An ad as it is now, and what leads on from it."""

    case: Case
    ad: Listing

    @cached_property
    def poster(self) -> str:
        """What the case calls who posted it."""
        return Naming(self.case).of(self.ad.poster_id)

    @property
    def photos(self) -> QuerySet[RevisionPhoto]:
        """What it shows."""
        return RevisionPhoto.objects.filter(revision=self.ad.revision_id).select_related("photo").order_by("position")

    @property
    def contacts(self) -> QuerySet[Identifier]:
        """What it names, in their normal forms, once the worker has read it."""
        return Identifier.objects.filter(sightings__ad_id=self.ad.code).distinct().order_by("kind", "value")

    @cached_property
    def network(self) -> str:
        """The network it is in; empty without one."""
        found = Membership.objects.filter(ad_id=self.ad.code).values_list("network_id", flat=True).first()
        return found or ""

    @cached_property
    def exhibit(self) -> Exhibit | None:
        """The latest exhibit of the case that shows it."""
        return self.case.exhibits.filter(kind=Exhibit.Kind.AD, subject=self.ad.subject).last()

    @cached_property
    def others(self) -> list[Listing]:
        """The latest other ads of the same poster, one more than `MOST_OTHERS` where there are more."""
        if self.ad.poster_id is None:
            return []
        own = Listing.objects.filter(poster=self.ad.poster_id).exclude(pk=self.ad.pk).exclude(revision=None)
        return list(own.select_related("revision").order_by("-created_at", "-id")[: MOST_OTHERS + 1])

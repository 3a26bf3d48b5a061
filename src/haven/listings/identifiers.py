"""An identifier as somebody typed it, and where it stands, however it was disguised there."""

from django.conf import settings
from django.db.models import QuerySet

from haven.findings.models import Sighting
from haven.listings.models import Listing
from haven.records.contacts import find_contacts

LONGEST = 400


def normal_forms(text: str) -> list[tuple[str, str]]:
    """Kind and normal form of each contact in a text, in its order, once each; those of `haven.records.contacts`.

    Digits alone are read as an ad's would be that says "call" before them: whoever types them here means a number.
    """
    found = find_contacts(text[:LONGEST], region=settings.SITE_REGION)
    found = found or find_contacts(f"call {text[:LONGEST]}", region=settings.SITE_REGION)
    return list(dict.fromkeys((str(contact.kind), contact.value) for contact in found))


def ads_naming(kind: str, value: str) -> QuerySet[Listing]:
    """The ads that name a contact, the newest first; also those that are not public (any more)."""
    codes = Sighting.objects.filter(identifier__kind=kind, identifier__value=value).values("ad_id")
    found = Listing.objects.filter(code__in=codes).exclude(revision=None)
    return found.select_related("revision__category", "revision__place", "poster").order_by("-created_at", "-id")

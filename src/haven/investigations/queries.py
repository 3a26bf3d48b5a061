"""Reading networks and the ads in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from haven.findings.models import Membership, Network
from haven.investigations.drawing import Bars, bars
from haven.listings.models import Listing

_PHOTO = "photo"
SORTS = {"score": "Strongest first", "size": "Largest first", "newest": "Newest first"}
_ORDERS = {
    "score": (F("score").desc(), F("id").asc()),
    "size": (F("size").desc(), F("score").desc(), F("id").asc()),
    "newest": (F("last_seen").desc(nulls_last=True), F("score").desc(), F("id").asc()),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A network of the list: its ads over time, how many posters they have, a title to know it by, its contacts."""

    network: Network
    spark: Bars | None
    posters: int
    title: str
    contacts: list[tuple[str, str]]


def sorted_networks(sort: str) -> QuerySet[Network]:
    """All networks in one of the orders of `SORTS`."""
    return Network.objects.order_by(*_ORDERS[sort])


def with_ads(networks: list[Network]) -> list[Row]:
    """The networks with what their ads tell; three queries for all of them."""
    member_of = dict(Membership.objects.filter(network__in=networks).values_list("ad_id", "network_id"))
    times: dict[str, list[datetime]] = {network.pk: [] for network in networks}
    posters: dict[str, set[int]] = {network.pk: set() for network in networks}
    titles: dict[str, str] = {}
    found = _ads(member_of).values_list("code", "published_at", "created_at", "poster_id", "revision__title")
    for code, published_at, created_at, poster, title in found:
        network = member_of[code]
        times[network].append(published_at or created_at)
        posters[network] |= {poster} if poster else set()
        titles.setdefault(network, title)
    return [
        Row(network, bars(times[network.pk], width=120, height=24, count=24), len(posters[network.pk]),
            titles.get(network.pk, network.pk),
            contacts(network.contacts),
        )
        for network in networks
    ]  # fmt: skip


def members(network: Network) -> list[tuple[Listing, datetime]]:
    """The ads of a network with when they were posted, the oldest first; also ads that are not public (any more)."""
    codes = network.memberships.values_list("ad_id", flat=True)
    return [(row, row.published_at or row.created_at) for row in ads_called(codes)]


def ads_called(codes: Iterable[str]) -> list[Listing]:
    """The ads with these codes, the oldest first; also those that are not public (any more)."""
    return list(_ads(codes).select_related("poster", "place", "revision__category", "revision__place"))


def _ads(codes: Iterable[str]) -> QuerySet[Listing]:
    found = Listing.objects.filter(code__in=list(codes)).exclude(revision=None)
    return found.order_by(Coalesce("published_at", "created_at"), "id")


def contacts(written: Iterable[str]) -> list[tuple[str, str]]:
    """Kind and value of contacts as findings store them ("phone:+44…"); the photos among them are left out."""
    split = [(kind, value) for kind, _, value in (contact.partition(":") for contact in written)]
    return [(kind, value) for kind, value in split if kind != _PHOTO]

"""What the pages of a collection show: its networks drawn as the site's are, and where a contact stands in it.

Owns turning files into what the network page is drawn from. Authors of other sites have names of this case, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import cast

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from haven.cases.collected.opened import CollectedAd, CollectedNetwork, Opened
from haven.cases.models import Case, Collection
from haven.cases.pseudonyms import Naming, letters
from haven.findings.models import Link, Network, Template
from haven.investigations.drawing import Bars, bars
from haven.investigations.expanding import sealed
from haven.investigations.photos import SharedPhoto
from haven.investigations.portrait import MOST_LINKS, Portrait
from haven.listings.models import Listing

_MOST_ADS = 500
_MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an ad stood, as its file calls it."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the page shows of an ad's words."""

    title: str
    price: Decimal | None
    currency: str
    place: str
    category: Shelf
    place_words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An ad of a collection in the shape of the site's; `poster_id` numbers its author, `page` is where it is read."""

    code: str
    revision: Words
    poster_id: int | None
    page: str
    is_public: bool = False


@dataclass(frozen=True)
class Authors(Naming):
    """What a case calls the authors of a collection, by their numbers on a page."""

    names: tuple[str, ...] = ()

    def of(self, person_id: int | None) -> str:
        """The name of the author with this number."""
        return "author unknown" if person_id is None else self.names[person_id]


@dataclass(frozen=True)
class CollectedPortrait(Portrait):
    """A network of a collection, for the same page."""

    stored_templates: tuple[Template, ...] = ()
    stored_links: tuple[Link, ...] = ()

    @property
    def templates(self) -> list[Template]:
        """Its templates."""
        return list(self.stored_templates)

    @property
    def links(self) -> list[Link]:
        """Its strongest links."""
        return list(self.stored_links)

    @cached_property
    def photos(self) -> list[SharedPhoto]:
        """None: files of ads have the hashes of photos alone."""
        return []

    @cached_property
    def timeline(self) -> Bars | None:
        """When the ads were posted, as far as it is known."""
        days = cast("list[datetime | None]", [posted_at for _, posted_at in self.dated])
        known = [day for day in days if day]
        return bars(known, width=640, height=90, count=40) if known else None


@dataclass(frozen=True, slots=True)
class Seen:
    """An ad of a collection that names what was sought."""

    collection: Collection
    ad: CollectedAd

    @property
    def page(self) -> str:
        """Where it is read."""
        return page_of(self.collection, self.ad.id)


def page_of(collection: Collection, ad_id: str) -> str:
    """Where an ad of a collection is read; what a file of others calls it may be a number, so the address is sealed."""
    page = reverse("investigations:collected_ad", args=[collection.case_id, collection.pk])
    return f"{page}?{urlencode({'ad': sealed(collection.case, [ad_id])})}"


def author_called(case: Case, author: str) -> str:
    """Such as `Author K7Q2M`: the same throughout a case, and different in every other."""
    digest = salted_hmac("haven.cases.authors", f"{case.pk}:{author}", algorithm="sha256").digest()
    return f"Author {letters(digest)}"


def collected_portrait(collection: Collection, opened: Opened, network: CollectedNetwork) -> CollectedPortrait:
    """A network of a collection as the page of the site's networks shows it."""
    ads = opened.ads(network.ads[:_MOST_ADS])
    authors = list(dict.fromkeys(ad.author for ad in ads if ad.author))
    numbers = {author: number for number, author in enumerate(authors)}
    rows = [(_row(collection, ad, numbers.get(ad.author)), ad.posted_at) for ad in ads]
    shown = Network(
        id=network.network, size=network.size, score=network.score, ties=network.ties, first_seen=network.first_seen,
        last_seen=network.last_seen, contacts=network.contacts, hubs=network.hubs, categories=network.categories,
        places=network.places, updated_at=collection.added_at,
    )  # fmt: skip
    links = opened.links(network.network)[:MOST_LINKS]
    return CollectedPortrait(
        network=shown,
        # The page reads no more of an ad than `Row` has.
        dated=cast("list[tuple[Listing, datetime]]", rows),
        naming=Authors(collection.case, tuple(author_called(collection.case, author) for author in authors)),
        stored_templates=tuple(Template(**one) for one in opened.templates(network.network)),
        stored_links=tuple(Link(a=one.a, b=one.b, kind=one.kind, strength=one.strength, why=one.why) for one in links),
    )


def seen_in_collections(case: Case, kind: str, value: str) -> list[Seen]:
    """The ads of a case's collections that name a contact, at most a hundred of each."""
    return list(_seen(case, kind, value))


def _seen(case: Case, kind: str, value: str) -> Iterator[Seen]:
    for collection in case.collections.filter(state=Collection.State.OPEN):
        opened = Opened(collection.directory)
        for ad in opened.ads(opened.naming(kind, value)[:_MOST_FOUND]):
            yield Seen(collection, ad)


def _row(collection: Collection, ad: CollectedAd, author: int | None) -> Row:
    price = Decimal(str(ad.price)) if ad.price is not None else None
    words = Words(ad.title, price, ad.currency, ad.place, Shelf(ad.category))
    return Row(ad.id, words, author, page_of(collection, ad.id))

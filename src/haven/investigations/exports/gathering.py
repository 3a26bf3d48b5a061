"""Where the entities come from: a case's exhibits as they were captured, a network as it is, one of a collection."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from haven.cases.collected.opened import Opened
from haven.cases.models import Case, Collection
from haven.cases.pseudonyms import Naming
from haven.findings.models import Network, Sighting
from haven.investigations.collected import author_called
from haven.investigations.exports.entities import Ad, Entities, Tie
from haven.investigations.exports.views import ads_of_view, ties_of_view
from haven.investigations.queries import members
from haven.listings.links import absolute
from haven.listings.models import Listing
from haven.records.contacts import find_contacts

_MOST = 2000


def of_case(case: Case) -> Entities:
    """What stands in the exhibits of a case."""
    found, naming = Entities(f"Case {case.pk}"), Naming(case)
    for exhibit in case.exhibits.select_related("item").filter(item__isnull=False):
        if exhibit.item:
            facts = json.loads(exhibit.item.manifest)["facts"]
            found.add(_ads_in(facts, case, naming), _ties_in(facts))
    return found


def of_network(network: Network, case: Case) -> Entities:
    """A network of the site as it is now."""
    found, naming = Entities(f"Network {network.pk}"), Naming(case)
    dated = members(network)[:_MOST]
    named = _named([ad.code for ad, _ in dated])
    found.add(
        (_listing(ad, posted_at, naming, named) for ad, posted_at in dated),
        (Tie(one.a, one.b, one.kind, one.strength, one.why) for one in network.links.all()),
    )
    return found


def of_collected(collection: Collection, name: str) -> Entities | None:
    """A network of a collection; None where there is none of this name."""
    opened = Opened(collection.directory)
    network = opened.network(name)
    if network is None:
        return None
    found = Entities(f"Network {name} of collection {collection.pk}")
    found.add(
        (
            Ad(one.id, one.title, one.text, one.posted_at, one.place, "",
               author_called(collection.case, one.author) if one.author else "", tuple(opened.contacts(one.id)))
            for one in opened.ads(network.ads[:_MOST])
        ),
        (Tie(one.a, one.b, one.kind, one.strength, one.why) for one in opened.links(name)),
    )  # fmt: skip
    return found


def _ads_in(facts: dict[str, Any], case: Case, naming: Naming) -> Iterator[Ad]:
    """The ad that an exhibit shows, or those that it lists."""
    if facts.get("ad"):
        words = facts.get("words") or {}
        text = f"{words.get('title') or ''}\n\n{words.get('body') or ''}"
        yield Ad(
            key=str(facts["ad"]), title=str(words.get("title") or facts["ad"]), text=text.strip(),
            posted_at=_moment(facts.get("posted_at") or facts.get("written_at")), place=str(words.get("place") or ""),
            poster=_poster(facts, case, naming), contacts=_contacts(text),
        )  # fmt: skip
    yield from ads_of_view(facts)
    listed = facts.get("ads") if isinstance(facts.get("ads"), list) else []
    yield from (Ad(key=str(key), title=str(key)) for key in listed or ())
    value = (str(facts.get("kind") or ""), str(facts.get("value") or ""))
    for one in facts.get("named_in") or ():
        contacts = (value,) if value[1] else ()
        yield Ad(key=str(one["ad"]), title=str(one.get("title") or one["ad"]), contacts=contacts,
                 posted_at=_moment(one.get("posted_at")))  # fmt: skip


def _ties_in(facts: dict[str, Any]) -> Iterator[Tie]:
    yield from ties_of_view(facts)
    links = facts.get("links")
    for one in links if isinstance(links, list) else ():
        yield Tie(str(one["a"]), str(one["b"]), str(one["kind"]), float(one["strength"]), str(one["why"]))


def _poster(facts: dict[str, Any], case: Case, naming: Naming) -> str:
    if str(facts.get("poster") or "").startswith("person:"):
        return naming.of(int(str(facts["poster"]).removeprefix("person:")))
    return author_called(case, str(facts["author"])) if facts.get("author") else ""


def _contacts(text: str) -> tuple[tuple[str, str], ...]:
    found = find_contacts(text, region=settings.SITE_REGION)
    return tuple(dict.fromkeys((str(contact.kind), contact.value) for contact in found))


def _named(codes: list[str]) -> dict[str, list[tuple[str, str]]]:
    named: dict[str, list[tuple[str, str]]] = {}
    rows = Sighting.objects.filter(ad_id__in=codes).exclude(identifier__kind="photo").select_related("identifier")
    for row in rows.order_by("ad_id", "identifier__kind", "identifier__value"):
        named.setdefault(row.ad_id, []).append((row.identifier.kind, row.identifier.value))
    return named


def _listing(ad: Listing, posted_at: datetime, naming: Naming, named: dict[str, list[tuple[str, str]]]) -> Ad:
    words = ad.revision
    place = str(words.place or words.place_words) if words else ""
    return Ad(
        key=ad.code, title=words.title if words else ad.code, text=f"{words.title}\n\n{words.body}" if words else "",
        posted_at=posted_at, place=place, address=absolute("marketplace:ad", ad.code) if ad.is_public else "",
        poster=naming.of(ad.poster_id) if ad.poster_id else "", contacts=tuple(named.get(ad.code, ())),
    )  # fmt: skip


def _moment(written: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None

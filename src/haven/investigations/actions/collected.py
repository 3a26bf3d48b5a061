"""An ad or a network of a collection becomes an exhibit: as it stands in the files, whose hashes it names."""

from typing import Any

import rfc8785

from haven.accounts.models import User
from haven.cases.actions.collecting import changed_files
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.collected.opened import Opened
from haven.cases.errors import CaseError
from haven.cases.models import Collection, Exhibit
from haven.custody.actions.capturing import Capture
from haven.ledger.leaves import written_time

_MOST_ADS = 500


def exhibit_collected_ad(*, collection: Collection, ad_id: str, why: str, by: User) -> Exhibit:
    """Make an ad of a collection an exhibit of its case.

    Raises:
        CaseError: there is none, or the files were changed; see `at_work`.
    """
    ad = _opened(collection).ad(ad_id)
    if ad is None:
        raise CaseError("There is no such ad in this collection.")
    facts = {
        "ad": ad.id, "network": None, "collection": _source(collection),
        "posted_at": written_time(ad.posted_at) if ad.posted_at else None, "author": ad.author,
        "words": {"title": ad.title, "body": ad.text, "place": ad.place},
    }  # fmt: skip
    made = _capture(collection, f"Ad {ad.id} of {collection.title}", facts)
    return add_exhibit(case=collection.case, kind=Exhibit.Kind.AD, shown=made, why=why, by=by)


def exhibit_collected_network(*, collection: Collection, name: str, why: str, by: User) -> Exhibit:
    """Make a network of a collection an exhibit of its case: ads, ties, contacts, templates.

    Raises:
        CaseError: there is none, or the files were changed; see `at_work`.
    """
    opened = _opened(collection)
    network = opened.network(name)
    if network is None:
        raise CaseError("There is no such network in this collection.")
    facts = {
        "network": network.network, "collection": _source(collection), "ads": sorted(network.ads)[:_MOST_ADS],
        "links": [
            {"a": one.a, "b": one.b, "kind": one.kind, "strength": round(one.strength, 4), "why": one.why}
            for one in opened.links(name)[:_MOST_ADS]
        ],
        "contacts": network.contacts, "hubs": network.hubs, "places": network.places, "categories": network.categories,
        "templates": [{"ads": one["ads"], "columns": one["columns"]} for one in opened.templates(name)],
    }  # fmt: skip
    made = _capture(collection, f"Network {network.network} of {collection.title}: {network.size} ads", facts)
    return add_exhibit(case=collection.case, kind=Exhibit.Kind.NETWORK, shown=made, why=why, by=by)


def _opened(collection: Collection) -> Opened:
    if collection.state != Collection.State.OPEN:
        raise CaseError("This collection is not open.")
    for name in changed_files(collection):
        raise CaseError(f"{name} is not what came: it was changed on the disk.")
    return Opened(collection.directory)


def _source(collection: Collection) -> dict[str, Any]:
    return {"number": collection.pk, "title": collection.title, "origin": collection.origin,
            "lawful": collection.lawful, "files": collection.files}  # fmt: skip


def _capture(collection: Collection, title: str, facts: dict[str, Any]) -> Capture:
    files = {"facts.json": (rfc8785.dumps(facts), "application/json")}
    return Capture(subject=collection.subject, about="", title=title[:200], facts=facts, files=files)

"""Putting what was found into a case: each thing is captured as it is now, with its digest in the log.

Owns what is captured of networks, identifiers, reported messages and files; ads capture themselves.
"""

from dataclasses import dataclass
from typing import Any

import rfc8785
from django.db import transaction

from haven.accounts.models import User
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.errors import CaseError
from haven.cases.models import Case, Exhibit
from haven.custody.actions.capturing import Capture
from haven.evidence.digests import sha256
from haven.findings.models import Identifier, Network
from haven.ledger.actions import person
from haven.ledger.leaves import written_time
from haven.listings.evidence import capture_now
from haven.listings.identifiers import ads_naming, normal_forms
from haven.listings.models import Listing
from haven.notices.models import Notice

LARGEST_FILE = 20 * 2**20
_LONGEST_NAME = 120
_MOST_SIGHTINGS = 2000


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody lawfully holds: its name as it came, its bytes, the type it claims to be."""

    name: str
    data: bytes
    media_type: str


def exhibit_ad(*, case: Case, code: str, why: str, by: User) -> Exhibit:
    """Make an ad, as it is now, an exhibit.

    Raises:
        CaseError: there is no such ad; see `at_work`.
    """
    listing = Listing.objects.filter(code=code.strip().lower()).exclude(revision=None).first()
    if listing is None:
        raise CaseError("There is no ad with this code; its ten letters stand in its address.")
    with transaction.atomic():
        item = capture_now(listing, person(by.pk))
        return add_exhibit(case=case, kind=Exhibit.Kind.AD, shown=item, why=why, by=by)


def exhibit_network(*, case: Case, network_id: str, why: str, by: User) -> Exhibit:
    """Make a network, as it is found now, an exhibit: members, ties, contacts, templates.

    Raises:
        CaseError: there is no such network; see `at_work`.
    """
    network = Network.objects.filter(pk=network_id.strip()).first()
    if network is None:
        raise CaseError("There is no network of this name.")
    made = _capture(f"network:{network.pk}", f"Network {network.pk}: {network.size} ads", network_facts(network))
    return add_exhibit(case=case, kind=Exhibit.Kind.NETWORK, shown=made, why=why, by=by)


def exhibit_identifier(*, case: Case, text: str, why: str, by: User) -> Exhibit:
    """Make a contact, in its normal form, with the ads that name it now, an exhibit.

    Raises:
        CaseError: it is no contact that can be read, or several; see `at_work`.
    """
    forms = normal_forms(text)
    if len(forms) != 1:
        raise CaseError("Give one number, address, account or wallet, however it is written.")
    kind, value = forms[0]
    known = Identifier.objects.filter(kind=kind, value=value).first()
    ads = ads_naming(kind, value)[:_MOST_SIGHTINGS]
    named_in = [
        {"ad": ad.code, "title": ad.revision.title if ad.revision else "", "posted_at": written_time(ad.created_at)}
        for ad in ads
    ]
    facts = {"kind": kind, "value": value, "hub": bool(known and known.hub), "named_in": named_in}
    made = _capture(f"identifier:{known.pk if known else 'unseen'}", f"{kind} {value}", facts)
    return add_exhibit(case=case, kind=Exhibit.Kind.IDENTIFIER, shown=made, why=why, by=by)


def exhibit_messages(*, case: Case, case_code: str, why: str, by: User) -> Exhibit:
    """Make the messages that a party reported an exhibit: what the reported side wrote, and nothing of the other's.

    Raises:
        CaseError: no report with that code is about messages; see `at_work`.
    """
    found = Notice.objects.select_related("listing").filter(case_code=case_code.strip().upper()).first()
    if found is None or not found.reported_messages:
        raise CaseError("No report with this code is about messages.")
    facts = {
        "ad": found.listing.code, "report": found.pk, "reason": found.reason, "against": f"person:{found.against_id}",
        "reported_at": written_time(found.filed_at), "messages": found.reported_messages,
    }  # fmt: skip
    made = _capture(
        found.subject, f"Messages reported about ad {found.listing.code}", facts, f"person:{found.against_id}"
    )
    return add_exhibit(case=case, kind=Exhibit.Kind.MESSAGES, shown=made, why=why, by=by)


def exhibit_file(*, case: Case, file: Uploaded, why: str, by: User) -> Exhibit:
    """Keep a file from elsewhere, byte for byte, under its SHA-256.

    Raises:
        CaseError: it is empty or too large; see `at_work`.
    """
    if not file.data or len(file.data) > LARGEST_FILE:
        raise CaseError(f"A file has one byte to {LARGEST_FILE // 2**20} MB.")
    name = "".join(letter for letter in file.name if letter.isprintable())[-_LONGEST_NAME:] or "file"
    facts = {"name": name, "sha256": sha256(file.data), "size": len(file.data), "from": "elsewhere"}
    made = Capture(
        subject=case.subject, about="", title=f"File: {name}", facts=facts,
        files={"file.bin": (file.data, "application/octet-stream")},
    )  # fmt: skip
    return add_exhibit(case=case, kind=Exhibit.Kind.FILE, shown=made, why=why, by=by)


def network_facts(network: Network) -> dict[str, Any]:
    """What there is to say about a network, as JSON."""
    return {
        "network": network.pk,
        "engine": network.engine_version,
        "found_at": written_time(network.updated_at),
        "ads": sorted(network.memberships.values_list("ad_id", flat=True)),
        "links": [
            {"a": link.a, "b": link.b, "kind": link.kind, "strength": round(link.strength, 4), "why": link.why}
            for link in network.links.all()
        ],
        "contacts": network.contacts,
        "hubs": network.hubs,
        "places": network.places,
        "categories": network.categories,
        "templates": [{"ads": template.ads, "columns": template.columns} for template in network.templates.all()],
    }


def _capture(subject: str, title: str, facts: dict[str, Any], about: str = "") -> Capture:
    files = {"facts.json": (rfc8785.dumps(facts), "application/json")}
    return Capture(subject=subject, about=about, title=title, facts=facts, files=files)

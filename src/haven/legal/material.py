"""What is given about an account or an ad, class by class, and nothing about anybody else. Reads, changes nothing.

Owns how facts become exhibits: of today, and as a hold kept them on an earlier day.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import rfc8785
from django.core.files.storage import default_storage

from haven.accounts.models import User
from haven.custody.actions.capturing import Capture
from haven.custody.models import Snapshot
from haven.ledger.leaves import written_time
from haven.legal.facts import Facts, Period, ads, records, subscriber, threads, typed, within
from haven.legal.keeping import facts_of
from haven.legal.models import DataClass, LegalRequest
from haven.legal.targets import listing_of, person_of
from haven.listings.evidence import evidence_of
from haven.listings.models import Listing, ListingRevision


@dataclass(frozen=True, slots=True)
class Material:
    """One exhibit to be: of which class, about which target, and what to capture."""

    data_class: str
    about: str
    capture: Capture


def material_for(request: LegalRequest, classes: Iterable[str], subject: str) -> Iterator[Material]:
    """Everything of these classes about the request's targets, to be kept as `subject`; an ad goes with its poster."""
    chosen, period = set(classes), Period(request.since, request.until)
    targets = list(request.targets.values_list("subject", flat=True))
    for target in targets:
        person, listing = person_of(target), listing_of(target)
        if person is not None:
            yield from _of_person(person, chosen, period, subject)
        elif listing is not None and f"person:{listing.poster_id}" not in targets:
            yield from _of_listings([listing], chosen, period, subject, target)


def kept_material(
    request: LegalRequest, classes: Collection[str], subject: str, kept: Iterable[Snapshot]
) -> Iterator[Material]:
    """The same as holds kept it, each named with its day; of these classes and the request's days only."""
    period = Period(request.since, request.until)
    for one in kept:
        if one.kind in classes:
            facts = within(facts_of(one.item), period)
            title = f"{one.item.title}, as kept on {one.item.captured_at:%Y-%m-%d %H:%M} UTC"
            made = _made(one.kind, one.subject, title, facts, subject)
            source = {"at": written_time(one.item.captured_at), "sha256": one.item.sha256, "in_log": one.item.digest}
            yield replace(made, capture=replace(made.capture, facts=made.capture.facts | {"kept": source}))


def _of_person(person: User, chosen: set[str], period: Period, subject: str) -> Iterator[Material]:
    target = f"person:{person.pk}"
    own = list(Listing.objects.filter(poster=person).order_by("pk"))
    if DataClass.SUBSCRIBER in chosen:
        yield _made(DataClass.SUBSCRIBER, target, f"Account {person.pk}: subscriber", subscriber(person), subject)
    if DataClass.RECORDS in chosen:
        yield _made(DataClass.RECORDS, target, f"Account {person.pk}: records", records(person, period), subject)
    if DataClass.CONTENT in chosen:
        yield _messages(person, period, subject)
        if any((own_words := typed(person, period)).values()):
            title = f"Account {person.pk}: what it typed and did not send"
            yield _made(DataClass.CONTENT, target, title, own_words, subject)
    yield from _of_listings(own, chosen, period, subject, target)


def _of_listings(own: list[Listing], chosen: set[str], period: Period, subject: str, target: str) -> Iterator[Material]:
    if DataClass.RECORDS in chosen and own:
        title = "Ads: when they were written and shown"
        yield _made(DataClass.RECORDS, target, title, ads(own, period), subject)
    if DataClass.CONTENT in chosen:
        revisions = ListingRevision.objects.filter(period.of("created_at"), listing__in=own)
        for revision in revisions.select_related("listing", "category", "place").order_by("pk"):
            shown = replace(evidence_of(revision, None), subject=subject, about="")
            yield Material(DataClass.CONTENT, target, shown)


def _messages(person: User, period: Period, subject: str) -> Material:
    """What the person wrote, with the photos of it; what was written to them is the other's."""
    written = threads(person, period).filter(author=person).prefetch_related("photos")
    told = []
    files: dict[str, tuple[bytes, str]] = {}
    for message in written:
        names = []
        for photo in message.photos.all():
            path = photo.path(max(photo.widths))
            if default_storage.exists(path):
                name = f"message-photo-{len(files) + 1:03d}.webp"
                with default_storage.open(path) as file:
                    files[name] = (file.read(), "image/webp")
                names.append(name)
        listing = message.conversation.listing
        ad = listing.code if listing.poster_id == person.pk else "of the other side"
        told.append({"at": written_time(message.created_at), "ad": ad, "text": message.text, "photos": names})
    title = f"Account {person.pk}: messages that it wrote"
    return _made(DataClass.CONTENT, f"person:{person.pk}", title, {"messages": told}, subject, files)


def _made(
    data_class: str, target: str, title: str, facts: Facts, subject: str, files: dict[str, Any] | None = None
) -> Material:
    """The facts as JSON for programs, and as lines for people: in the bundle's page, and on paper."""
    told = {"class": str(data_class), "words": {"title": title, "body": "\n".join(_lines(facts))}, "data": facts}
    kept = {"data.json": (rfc8785.dumps(facts), "application/json"), **(files or {})}
    return Material(data_class, target, Capture(subject=subject, about="", title=title, facts=told, files=kept))


def _lines(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, key.replace("_", " "))
    elif isinstance(value, list):
        yield f"{name}: {len(value)}"
        for inner in value:
            if isinstance(inner, dict):
                yield "  " + ", ".join(f"{key} {part}" for key, part in inner.items() if part not in (None, "", []))
            else:
                yield f"  {inner}"
    else:
        yield f"{name}: {value}"

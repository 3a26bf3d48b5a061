"""What is given about an account or an ad, class by class, and nothing about anybody else. Reads, changes nothing.

Owns how facts become exhibits: of today, and as a hold kept them on an earlier day. What is heavy (pictures, pages) is
read only when an exhibit is made, so that how many there will be is known at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import rfc8785
from django.core.files.storage import default_storage

from haven.accounts.models import User
from haven.custody.actions.capturing import Capture
from haven.custody.matching import find_match
from haven.custody.models import Snapshot
from haven.ledger.leaves import written_time
from haven.legal.errors import LegalError
from haven.legal.facts import Facts, Period, ads, records, subscriber, threads, typed, within
from haven.legal.keeping import facts_of
from haven.legal.models import DataClass, LegalRequest
from haven.legal.targets import listing_of, person_of
from haven.listings.actions.quarantining import is_quarantined
from haven.listings.evidence import evidence_of
from haven.listings.models import Listing, ListingRevision, Message

_MOST_ROWS = 2000
_MOST_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class Material:
    """One exhibit to be: of which class, about which target, and how to read what is to be captured."""

    data_class: str
    about: str
    read: Callable[[], Capture]


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
            source = {"at": written_time(one.item.captured_at), "sha256": one.item.sha256, "in_log": one.item.digest}
            for made in _made(one.kind, one.subject, title, facts, subject):
                yield replace(made, read=partial(_with_source, made.read, source))


def _with_source(read: Callable[[], Capture], source: Facts) -> Capture:
    capture = read()
    return replace(capture, facts=capture.facts | {"kept": source})


def _of_person(person: User, chosen: set[str], period: Period, subject: str) -> Iterator[Material]:
    target = f"person:{person.pk}"
    own = list(Listing.objects.filter(poster=person).order_by("pk"))
    if DataClass.SUBSCRIBER in chosen:
        yield from _made(DataClass.SUBSCRIBER, target, f"Account {person.pk}: subscriber", subscriber(person), subject)
    if DataClass.RECORDS in chosen:
        yield from _made(DataClass.RECORDS, target, f"Account {person.pk}: records", records(person, period), subject)
    if DataClass.CONTENT in chosen:
        yield from _messages(person, period, subject)
        if any((own_words := typed(person, period)).values()):
            title = f"Account {person.pk}: what it typed and did not send"
            yield from _made(DataClass.CONTENT, target, title, own_words, subject)
    yield from _of_listings(own, chosen, period, subject, target)


def _of_listings(own: list[Listing], chosen: set[str], period: Period, subject: str, target: str) -> Iterator[Material]:
    if DataClass.RECORDS in chosen and own:
        title = "Ads: when they were written and shown"
        yield from _made(DataClass.RECORDS, target, title, ads(own, period), subject)
    if DataClass.CONTENT in chosen:
        revisions = ListingRevision.objects.filter(period.of("created_at"), listing__in=own)
        for key in list(revisions.order_by("pk").values_list("pk", flat=True)):
            yield Material(DataClass.CONTENT, target, partial(_revision, key, subject))


def _revision(key: int, subject: str) -> Capture:
    """An ad as it was once, as it was shown."""
    revision = ListingRevision.objects.select_related("listing", "category", "place").filter(pk=key).first()
    if revision is None:
        raise LegalError("An ad of it was erased meanwhile.")
    shown = replace(evidence_of(revision, None), subject=subject, about="")
    return without_pictures(shown) if is_quarantined(revision.listing) else shown


def without_pictures(shown: Capture) -> Capture:
    """An ad that waits with, or was confirmed by, the child-safety desk, whose pictures leave by its reports alone."""
    files = {path: file for path, file in shown.files.items() if not file[1].startswith("image/")}
    photos = [photo | {"kept": False} for photo in shown.facts["photos"]]
    return replace(shown, files=files, facts=shown.facts | {"photos": photos, "pictures": "with the child-safety desk"})


def _messages(person: User, period: Period, subject: str) -> Iterator[Material]:
    """What the person wrote, with the photos of it; what was written to them is the other's."""
    written = list(threads(person, period).filter(author=person).values_list("pk", flat=True))
    title = f"Account {person.pk}: messages that it wrote"
    pieces = [written[start : start + _MOST_MESSAGES] for start in range(0, max(len(written), 1), _MOST_MESSAGES)]
    for number, piece in enumerate(pieces, 1):
        name = f"{title} ({number} of {len(pieces)})" if len(pieces) > 1 else title
        yield Material(DataClass.CONTENT, f"person:{person.pk}", partial(_letters, person, piece, name, subject))


def _letters(person: User, keys: Sequence[int], name: str, subject: str) -> Capture:
    """These messages of a person, in their order."""
    files: dict[str, tuple[bytes, str]] = {}
    found = Message.objects.select_related("conversation__listing").prefetch_related("photos").in_bulk(keys)
    told = [_message(found[key], person, files) for key in keys if key in found]
    return _capture(DataClass.CONTENT, name, {"messages": told}, subject, files)


def _message(message: Message, person: User, files: dict[str, tuple[bytes, str]]) -> Facts:
    """One message; its photos go into `files`, but for those that a hash bank knows by now."""
    names = []
    for photo in message.photos.all():
        path = photo.path(max(photo.widths))
        if default_storage.exists(path) and find_match(md5="", pdq=photo.pdq, sha256=photo.sha256) is None:
            name = f"message-photo-{len(files) + 1:03d}.webp"
            with default_storage.open(path) as file:
                files[name] = (file.read(), "image/webp")
            names.append(name)
    listing = message.conversation.listing
    ad = listing.code if listing.poster_id == person.pk else "of the other side"
    return {"at": written_time(message.created_at), "ad": ad, "text": message.text, "photos": names}


def _made(data_class: str, target: str, title: str, facts: Facts, subject: str) -> Iterator[Material]:
    """The facts in pieces that can be read."""
    pieces = list(_pieces(facts))
    for number, piece in enumerate(pieces, 1):
        name = f"{title} ({number} of {len(pieces)})" if len(pieces) > 1 else title
        yield Material(data_class, target, partial(_capture, data_class, name, piece, subject, {}))


def _capture(data_class: str, name: str, facts: Facts, subject: str, files: Mapping[str, tuple[bytes, str]]) -> Capture:
    """The facts as JSON for programs, and as lines for people: in the bundle’s page, and on paper."""
    told = {"class": str(data_class), "words": {"title": name, "body": "\n".join(_lines(facts))}, "data": facts}
    kept = {"data.json": (rfc8785.dumps(facts), "application/json"), **files}
    return Capture(subject=subject, about="", title=name, facts=told, files=kept)


def _pieces(facts: Facts) -> Iterator[Facts]:
    """The same facts, at most so many rows of a list together that a page of them can still be read and set."""
    rows = {name: value for name, value in facts.items() if isinstance(value, list)}
    longest = max((len(value) for value in rows.values()), default=0)
    for start in range(0, max(longest, 1), _MOST_ROWS):
        lists = {name: value[start : start + _MOST_ROWS] for name, value in rows.items()}
        yield (facts | lists) if start == 0 else lists


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
    elif value is not None:
        yield f"{name}: {value}"

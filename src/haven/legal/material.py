"""What is given about an account or an ad, class by class, and nothing about anybody else. Reads, changes nothing.

Owns what belongs to each class of data. Others are `participant 1` and so on, anew in each production; ads of others
have no code; what others wrote is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import rfc8785
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from haven.accounts.models import Acceptance, User
from haven.custody.actions.capturing import Capture
from haven.ledger.leaves import written_time
from haven.ledger.models import LedgerEntry
from haven.legal.models import DataClass, LegalRequest
from haven.legal.targets import listing_of, person_of
from haven.listings.evidence import evidence_of
from haven.listings.models import Listing, ListingRevision, Message
from haven.rights.models import Erasure


@dataclass(frozen=True, slots=True)
class Material:
    """One exhibit to be: of which class, about which target, and what to capture."""

    data_class: str
    about: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a request is about, both of them within; none means no limit."""

    since: date | None
    until: date | None

    def of(self, field: str) -> Q:
        """The condition on a moment's column."""
        limits = Q()
        if self.since:
            limits &= Q(**{f"{field}__date__gte": self.since})
        if self.until:
            limits &= Q(**{f"{field}__date__lte": self.until})
        return limits


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


def _of_person(person: User, chosen: set[str], period: Period, subject: str) -> Iterator[Material]:
    target = f"person:{person.pk}"
    ads = list(Listing.objects.filter(poster=person).order_by("pk"))
    if DataClass.SUBSCRIBER in chosen:
        yield _made(DataClass.SUBSCRIBER, target, f"Account {person.pk}: subscriber", _subscriber(person), subject)
    if DataClass.RECORDS in chosen:
        facts = {"steps": _steps(person, period), "messages": _message_times(person, period, ads)}
        yield _made(DataClass.RECORDS, target, f"Account {person.pk}: records", facts, subject)
    if DataClass.CONTENT in chosen:
        yield _messages(person, period, ads, subject)
    yield from _of_listings(ads, chosen, period, subject, target)


def _of_listings(ads: list[Listing], chosen: set[str], period: Period, subject: str, target: str) -> Iterator[Material]:
    if DataClass.RECORDS in chosen and ads:
        facts = {"ads": [_ad_times(ad, period) for ad in ads if _within(ad, period)]}
        yield _made(DataClass.RECORDS, target, "Ads: when they were written and shown", facts, subject)
    if DataClass.CONTENT in chosen:
        revisions = ListingRevision.objects.filter(period.of("created_at"), listing__in=ads)
        for revision in revisions.select_related("listing", "category", "place").order_by("pk"):
            shown = replace(evidence_of(revision, None), subject=subject, about="")
            yield Material(DataClass.CONTENT, target, shown)


def _subscriber(person: User) -> dict[str, Any]:
    erased = Erasure.objects.filter(person=person, done_at=None).first()
    addresses = list(EmailAddress.objects.filter(user=person).values_list("email", flat=True).order_by("pk"))
    consents = Acceptance.objects.filter(person=person).select_related("terms").order_by("pk")
    return {
        "account": person.pk,
        "name": erased.name if erased else person.display_name,
        "addresses": sorted({*([erased.address, *erased.others] if erased else [person.email]), *addresses}),
        "member_since": written_time(person.joined_at),
        "state": "asked to be erased" if erased else "active" if person.is_active else "closed",
        "terms_accepted": [{"version": one.terms.day, "at": written_time(one.accepted_at)} for one in consents],
    }


def _steps(person: User, period: Period) -> list[dict[str, str]]:
    """What the person did, by kind and time; what it was done to is named only if it is the person's own ad."""
    own = {f"listing:{code}" for code in Listing.objects.filter(poster=person).values_list("code", flat=True)}
    entries = LedgerEntry.objects.filter(period.of("at"), actor=f"person:{person.pk}").order_by("pk")
    return [
        {"at": written_time(one.at), "step": one.action} | ({"ad": one.subject[8:]} if one.subject in own else {})
        for one in entries
    ]


def _threads(person: User, period: Period) -> QuerySet[Message]:
    sides = Q(conversation__reader=person) | Q(conversation__listing__poster=person)
    return Message.objects.filter(sides, period.of("created_at")).select_related("conversation__listing").order_by("pk")


def _message_times(person: User, period: Period, ads: list[Listing]) -> list[dict[str, Any]]:
    own, told = {ad.pk: ad.code for ad in ads}, []
    others: dict[int | None, int] = {}
    for message in _threads(person, period):
        talk = message.conversation
        other = talk.listing.poster_id if talk.reader_id == person.pk else talk.reader_id
        told.append(
            {
                "at": written_time(message.created_at),
                "direction": "sent" if message.author_id == person.pk else "received",
                "other": f"participant {others.setdefault(other, len(others) + 1)}",
                "ad": own.get(talk.listing_id, "of the other side"),
            }
        )
    return told


def _messages(person: User, period: Period, ads: list[Listing], subject: str) -> Material:
    """What the person wrote, with the photos of it; what was written to them is the other's."""
    own = {ad.pk: ad.code for ad in ads}
    written = _threads(person, period).filter(author=person).prefetch_related("photos")
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
        ad = own.get(message.conversation.listing_id, "of the other side")
        told.append({"at": written_time(message.created_at), "ad": ad, "text": message.text, "photos": names})
    title = f"Account {person.pk}: messages that it wrote"
    return _made(DataClass.CONTENT, f"person:{person.pk}", title, {"messages": told}, subject, files)


def _ad_times(ad: Listing, period: Period) -> dict[str, Any]:
    written = ad.revisions.filter(period.of("created_at")).order_by("pk").values_list("created_at", flat=True)
    return {
        "ad": ad.code,
        "state": ad.state,
        **{name: _time(getattr(ad, name)) for name in ("created_at", "published_at", "expires_at", "ended_at")},
        "written_at": [written_time(at) for at in written],
    }


def _within(ad: Listing, period: Period) -> bool:
    """Whether an ad was there on a day of the period."""
    began, ended = ad.created_at.date(), (ad.ended_at or ad.created_at + timedelta(days=36500)).date()
    return (period.until is None or began <= period.until) and (period.since is None or ended >= period.since)


def _time(moment: datetime | None) -> str | None:
    return written_time(moment) if moment else None


def _made(
    data_class: str, target: str, title: str, facts: dict[str, Any], subject: str, files: dict[str, Any] | None = None
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

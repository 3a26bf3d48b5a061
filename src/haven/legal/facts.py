"""What the site knows of an account or an ad, as facts that JSON holds. Reads, changes nothing.

Owns which facts belong to which class of data, and to which days. Others are `participant 1` and so on, ads of others
have no code, and what others wrote is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from haven.accounts.models import Acceptance, User
from haven.ledger.leaves import written_time
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing, Message
from haven.rights.belongings import Belongings
from haven.rights.models import Erasure

Facts = dict[str, Any]
_FOREVER = timedelta(days=36500)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a request is about, both of them within; none means no limit."""

    since: date | None = None
    until: date | None = None

    def of(self, field: str) -> Q:
        """The condition on a moment's column."""
        limits = Q()
        if self.since:
            limits &= Q(**{f"{field}__date__gte": self.since})
        if self.until:
            limits &= Q(**{f"{field}__date__lte": self.until})
        return limits

    def has(self, written: str) -> bool:
        """Whether a moment, as `written_time` writes it, lies within."""
        return self.meets(written, written)

    def meets(self, began: str, ended: str) -> bool:
        """Whether something that was there from one moment to another was there on a day of it."""
        first, last = (timezone.localtime(datetime.fromisoformat(at)).date() for at in (began, ended))
        return (self.until is None or first <= self.until) and (self.since is None or last >= self.since)


EVER = Period()


def subscriber(person: User) -> Facts:
    """Who the account says it is, its addresses, earlier ones too, since when; no days limit that."""
    erased = Erasure.objects.filter(person=person, done_at=None).first()
    addresses = [
        *EmailAddress.objects.filter(user=person).values_list("email", flat=True),
        *person.former_addresses.values_list("email", flat=True),
    ]
    consents = Acceptance.objects.filter(person=person).select_related("terms").order_by("pk")
    return {
        "account": person.pk,
        "name": erased.name if erased else person.display_name,
        "addresses": sorted({*([erased.address, *erased.others] if erased else [person.email]), *addresses}),
        "member_since": written_time(person.joined_at),
        "last_signed_in": _time(person.last_login),
        "state": "asked to be erased" if erased else "active" if person.is_active else "closed",
        "terms_accepted": [{"version": one.terms.day, "at": written_time(one.accepted_at)} for one in consents],
    }


def records(person: User, period: Period = EVER) -> Facts:
    """What the person did, and when messages went to and fro."""
    return {"steps": _steps(person, period), "messages": _message_times(person, period)}


def ads(listings: Iterable[Listing], period: Period = EVER) -> Facts:
    """When ads were written and shown, and how they stand."""
    return within({"ads": [_ad_times(ad) for ad in listings]}, period)


def typed(person: User, period: Period = EVER) -> Facts:
    """What the person typed and can take back at any time: drafts, saved searches.

    Some of it may be anybody's who gave that address: what nobody confirmed says so.
    """
    erased = Erasure.objects.filter(person=person, done_at=None).first()
    mine = Belongings(person, erased.address if erased else person.email)
    drafts = mine.drafts.filter(period.of("updated_at")).select_related("listing", "category", "place")
    return {
        "drafts": [
            {
                "at": written_time(one.updated_at), "ad": one.listing.code,
                "confirmed": one.listing.poster_id == person.pk,
                "category": one.category.path if one.category else "", "title": one.title, "text": one.body,
                "price": "" if one.price is None else f"{one.price:.2f} {one.currency}".strip(),
                "place": one.place.name if one.place else one.place_words,
            }
            for one in drafts
        ],
        "saved_searches": [
            {"at": written_time(one.created_at), "search": one.name, "address": one.email,
             "confirmed": one.owner_id == person.pk or one.confirmed_at is not None}
            for one in mine.searches.filter(period.of("created_at"))
        ],
    }  # fmt: skip


def within(facts: Mapping[str, Any], period: Period) -> Facts:
    """The same facts, of those days only; whoever is a participant is counted anew."""
    kept: Facts = {}
    numbers: dict[str, int] = {}
    for name, value in facts.items():
        if name == "ads":
            kept[name] = [
                ad | {"written_at": [at for at in ad["written_at"] if period.has(at)]}
                for ad in value
                if period.meets(ad["created_at"], ad["ended_at"] or _long_after(ad["created_at"]))
            ]
        elif isinstance(value, list) and name != "terms_accepted":
            rows = [row for row in value if not isinstance(row, dict) or "at" not in row or period.has(row["at"])]
            kept[name] = [_counted(row, numbers) for row in rows]
        else:
            kept[name] = value
    return kept


def threads(person: User, period: Period) -> QuerySet[Message]:
    """Messages of conversations that the person is a side of, the oldest first."""
    sides = Q(conversation__reader=person) | Q(conversation__listing__poster=person)
    return Message.objects.filter(sides, period.of("created_at")).select_related("conversation__listing").order_by("pk")


def _counted(row: Any, numbers: dict[str, int]) -> Any:
    if not isinstance(row, dict) or "other" not in row:
        return row
    return row | {"other": f"participant {numbers.setdefault(row['other'], len(numbers) + 1)}"}


def _steps(person: User, period: Period) -> list[dict[str, str]]:
    """What the person did, by kind and time; what it was done to is named only if it is the person's own ad."""
    own = {f"listing:{code}" for code in Listing.objects.filter(poster=person).values_list("code", flat=True)}
    entries = LedgerEntry.objects.filter(period.of("at"), actor=f"person:{person.pk}").order_by("pk")
    return [
        {"at": written_time(one.at), "step": one.action} | ({"ad": one.subject[8:]} if one.subject in own else {})
        for one in entries
    ]


def _message_times(person: User, period: Period) -> list[Facts]:
    told = []
    others: dict[int | None, int] = {}
    for message in threads(person, period):
        talk = message.conversation
        other = talk.listing.poster_id if talk.reader_id == person.pk else talk.reader_id
        told.append(
            {
                "at": written_time(message.created_at),
                "direction": "sent" if message.author_id == person.pk else "received",
                "other": f"participant {others.setdefault(other, len(others) + 1)}",
                "ad": talk.listing.code if talk.listing.poster_id == person.pk else "of the other side",
            }
        )
    return told


def _ad_times(ad: Listing) -> Facts:
    written = ad.revisions.order_by("pk").values_list("created_at", flat=True)
    return {
        "ad": ad.code,
        "state": ad.state,
        **{name: _time(getattr(ad, name)) for name in ("created_at", "published_at", "expires_at", "ended_at")},
        "written_at": [written_time(at) for at in written],
    }


def _long_after(written: str) -> str:
    return written_time(datetime.fromisoformat(written) + _FOREVER)


def _time(moment: datetime | None) -> str | None:
    return written_time(moment) if moment else None

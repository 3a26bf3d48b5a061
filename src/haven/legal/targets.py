"""Which accounts and ads a request may be about: what each of its lines leads to. Reads, changes nothing.

Owns the look-up, and the names that people see of what it found. A person chooses among what it finds: that an ad names
a number does not make its poster the number's owner.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from haven.accounts.models import FormerAddress, User
from haven.legal.models import LegalRequest
from haven.legal.models.hold import called
from haven.legal.models.request import MOST_LINES
from haven.listings.identifiers import ads_naming, normal_forms
from haven.listings.models import Listing
from haven.rights.models import Erasure

_CODE = re.compile(r"[2-9a-hjkmnp-z]{10}")
MOST_ADS = 500
"""Ads offered for each identifier, the newest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that a line led to, what to call it, and why it was found."""

    subject: str
    title: str
    line: str
    why: str


def candidates(request: LegalRequest) -> list[Candidate]:
    """What the lines lead to, once each, in their order."""
    found: dict[str, Candidate] = {}
    for line in request.lines[:MOST_LINES]:
        for one in _of_line(line):
            found.setdefault(one.subject, one)
    return list(found.values())


def contacts_in(request: LegalRequest) -> list[tuple[str, str]]:
    """The identifiers in its lines, by kind and normal form."""
    return list(dict.fromkeys(form for line in request.lines[:MOST_LINES] for form in normal_forms(line)))


def crowded(request: LegalRequest) -> list[str]:
    """The identifiers in its lines that more ads name than are offered."""
    return [value for kind, value in contacts_in(request) if ads_naming(kind, value)[MOST_ADS : MOST_ADS + 1].exists()]


def subjects_naming(contacts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Everything that names one of these identifiers now: ads, and the account of an e-mail address."""
    for kind, value in contacts:
        for ad in ads_naming(kind, value):
            yield ad.subject
        if kind == "email":
            yield from (f"person:{pk}" for pk in _accounts(value))


def person_of(subject: str) -> User | None:
    """The account that a subject names, if it names one."""
    kind, _, key = subject.partition(":")
    return User.objects.filter(pk=int(key)).first() if kind == "person" and key.isdigit() else None


def listing_of(subject: str) -> Listing | None:
    """The ad that a subject names, if it names one."""
    kind, _, code = subject.partition(":")
    return Listing.objects.select_related("poster").filter(code=code).first() if kind == "listing" else None


def concerned_by(subject: str) -> User | None:
    """Who is to be told of what is given about a subject: the account, or whose ad it is."""
    listing = listing_of(subject)
    return listing.poster if listing else person_of(subject)


def _of_line(line: str) -> Iterator[Candidate]:
    for code in _CODE.findall(line.lower()):
        ad = Listing.objects.select_related("poster", "revision").filter(code=code).exclude(revision=None).first()
        if ad is not None:
            yield from _ad(ad, line, "its address", "posted it")
    for kind, value in normal_forms(line):
        if kind == "email":
            yield from (_account(pk, line, "has this address") for pk in _accounts(value))
        for ad in ads_naming(kind, value)[:MOST_ADS]:
            yield from _ad(ad, line, f"names {value}", f"posted an ad that names {value}")


def _ad(ad: Listing, line: str, why: str, poster_why: str) -> Iterator[Candidate]:
    title = ad.revision.title if ad.revision else ""
    yield Candidate(ad.subject, f"Ad {ad.code}: {title}", line, why)
    if ad.poster_id:
        yield _account(ad.poster_id, line, poster_why)


def _account(pk: int, line: str, why: str) -> Candidate:
    return Candidate(f"person:{pk}", called(f"person:{pk}"), line, why)


def _accounts(address: str) -> list[int]:
    """Those with an address, also one that had it before, or was to be erased and is held."""
    more = EmailAddress.objects.filter(email__iexact=address, verified=True).values_list("user_id", flat=True)
    erased = Erasure.objects.filter(address__iexact=address).values_list("person_id", flat=True)
    first = User.objects.filter(email__iexact=address).values_list("pk", flat=True)
    former = FormerAddress.objects.filter(email__iexact=address).values_list("user_id", flat=True)
    return list(dict.fromkeys([*first, *more, *erased, *former]))

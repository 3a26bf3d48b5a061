"""Where an identifier stands: in ads, in reports, in the case itself, and whose account it is.

Owns the look and its entry in the log, which is written before anything is read. Must not know pages.
"""

from dataclasses import dataclass

from django.conf import settings

from haven.accounts.models import User
from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import Naming
from haven.findings.models import Identifier, Membership
from haven.investigations.collected import Seen, seen_in_collections
from haven.investigations.mentions import notices_naming
from haven.ledger.actions import record_read, salted_digest
from haven.listings.identifiers import ads_naming, normal_forms
from haven.listings.models import Listing
from haven.notices.models import Notice

_MOST = 200


@dataclass(frozen=True, slots=True)
class SeenAd:
    """An ad that names it: what the case calls its poster, its network, its number among the exhibits (0: none)."""

    ad: Listing
    poster: str
    network: str
    exhibit: int


@dataclass(frozen=True, slots=True)
class Found:
    """One identifier and everything that names it; `total` counts the ads, of which the newest are listed."""

    kind: str
    value: str
    hub: bool
    total: int
    ads: list[SeenAd]
    notices: list[Notice]
    exhibits: list[Exhibit]
    collected: list[Seen]
    account: str

    @property
    def is_nowhere(self) -> bool:
        """Whether nothing names it."""
        return not (self.total or self.notices or self.exhibits or self.collected or self.account)


@dataclass(frozen=True, slots=True)
class Look:
    """What was understood of what was typed, and what was found of each."""

    typed: str
    found: list[Found]


def look_for(case: Case, typed: str, by: User) -> Look:
    """Look for every identifier in what was typed; the log gets their digests, not themselves."""
    forms = normal_forms(typed)
    salt = settings.SECRET_KEY.encode()
    digest = salted_digest(salt, {"sought": [f"{kind}:{value}" for kind, value in forms]})
    record_read(reader=by.pk, action="identifier.sought", subject=case.subject, identifiers=len(forms), digest=digest)
    return Look(typed, [_found(case, kind, value) for kind, value in forms])


def _found(case: Case, kind: str, value: str) -> Found:
    naming = Naming(case)
    rows = ads_naming(kind, value)
    ads = list(rows[:_MOST])
    network_of = dict(Membership.objects.filter(ad_id__in=[ad.code for ad in ads]).values_list("ad_id", "network_id"))
    kept = {exhibit.subject: exhibit.number for exhibit in case.exhibits.filter(kind=Exhibit.Kind.AD)}
    account = User.objects.filter(email=value).first() if kind == "email" else None
    return Found(
        kind=kind,
        value=value,
        hub=Identifier.objects.filter(kind=kind, value=value, hub=True).exists(),
        total=rows.count(),
        ads=[SeenAd(ad, naming.of(ad.poster_id), network_of.get(ad.code, ""), kept.get(ad.subject, 0)) for ad in ads],
        notices=notices_naming(kind, value),
        exhibits=[one for one in case.exhibits.select_related("item") if one.item and value in one.item.manifest],
        collected=seen_in_collections(case, kind, value),
        account=naming.of(account.pk) if account else "",
    )

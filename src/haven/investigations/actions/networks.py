"""What investigators do with networks."""

from django.db import transaction

from haven.accounts.models import User
from haven.cases.actions.exhibits import file_bundle
from haven.cases.actions.standing import at_work
from haven.cases.models import Case
from haven.custody.actions.bundling import make_bundle
from haven.custody.actions.holds import place_hold
from haven.custody.models import EvidenceBundle, EvidenceItem, PreservationHold
from haven.findings.models import Network
from haven.investigations.errors import TooManyAds
from haven.investigations.queries import members
from haven.ledger.actions import person
from haven.listings.evidence import capture_now
from haven.listings.models import Listing

MOST_ADS = 200


def bundle_network(*, case: Case, network: Network, title: str, purpose: str, by: User) -> EvidenceBundle:
    """Put every ad of a network, as it is now, into a bundle that a second member of the case has to release.

    Raises:
        TooManyAds: the network has more ads than one bundle should hold.
        CaseError: the case is closed, or not one's own.
        CustodyError: the words are missing, or the log cannot vouch for them now.
    """
    ads = [ad for ad, _ in members(network)]
    if len(ads) > MOST_ADS:
        raise TooManyAds(f"This network has {len(ads)} ads; a bundle holds {MOST_ADS}.")
    items = [capture_now(ad, person(by.pk)) for ad in ads]
    return bundle_items(case=case, items=items, title=title, purpose=purpose, by=by)


def bundle_items(*, case: Case, items: list[EvidenceItem], title: str, purpose: str, by: User) -> EvidenceBundle:
    """Put items of a case into a bundle that a second member has to release.

    Raises:
        CaseError: the case is closed, or not one's own.
        CustodyError: the words or the items are missing, or the log cannot vouch for them now.
    """
    with transaction.atomic():
        at_work(case, by)
    bundle = make_bundle(title=title, purpose=purpose, items=items, by=by)
    file_bundle(case=case, bundle=bundle, by=by)
    return bundle


def hold_network(*, network: Network, reason: str, by: User) -> PreservationHold:
    """Keep every ad of a network, and the accounts behind them, from being erased.

    Raises:
        HoldRefused: the reason is missing, or it is too much for one hold.
    """
    return hold_ads(ads=[ad for ad, _ in members(network)], reason=reason, by=by)


def hold_ads(*, ads: list[Listing], reason: str, by: User) -> PreservationHold:
    """Keep ads, and the accounts behind them, from being erased.

    Raises:
        HoldRefused: the reason is missing, or it is too much for one hold.
    """
    subjects = [ad.subject for ad in ads]
    subjects += sorted({f"person:{ad.poster_id}" for ad in ads if ad.poster_id})
    return place_hold(by=by, reason=reason, subjects=subjects)

"""What investigators do with networks."""

from haven.accounts.models import User
from haven.custody.actions.bundling import make_bundle
from haven.custody.actions.holds import place_hold
from haven.custody.models import EvidenceBundle, PreservationHold
from haven.findings.models import Network
from haven.investigations.errors import TooManyAds
from haven.investigations.queries import members
from haven.ledger.actions import person
from haven.listings.evidence import capture_now

MOST_ADS = 200


def bundle_network(*, network: Network, title: str, purpose: str, by: User) -> EvidenceBundle:
    """Put every ad of a network, as it is now, into a bundle that a second person has to release.

    Raises:
        TooManyAds: the network has more ads than one bundle should hold.
        CustodyError: the words are missing, or the log cannot vouch for them now.
    """
    ads = [ad for ad, _ in members(network)]
    if len(ads) > MOST_ADS:
        raise TooManyAds(f"This network has {len(ads)} ads; a bundle holds {MOST_ADS}.")
    items = [capture_now(ad, person(by.pk)) for ad in ads]
    return make_bundle(title=title, purpose=purpose, items=items, by=by)


def hold_network(*, network: Network, reason: str, by: User) -> PreservationHold:
    """Keep every ad of a network, and the accounts behind them, from being erased.

    Raises:
        HoldRefused: the reason is missing, or it is too much for one hold.
    """
    ads = [ad for ad, _ in members(network)]
    subjects = [ad.subject for ad in ads]
    subjects += sorted({f"person:{ad.poster_id}" for ad in ads if ad.poster_id})
    return place_hold(by=by, reason=reason, subjects=subjects)

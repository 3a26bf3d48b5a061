"""Everything that changes what is kept; each function is one transaction with its ledger entry."""

from haven.custody.actions.bundling import make_bundle, release_bundle
from haven.custody.actions.capturing import Capture, capture, erase_evidence, vouch
from haven.custody.actions.holds import ask_release, place_hold, release_hold, renew_hold

__all__ = [
    "Capture",
    "ask_release",
    "capture",
    "erase_evidence",
    "make_bundle",
    "place_hold",
    "release_bundle",
    "release_hold",
    "renew_hold",
    "vouch",
]

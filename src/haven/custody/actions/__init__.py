"""Everything that changes what is kept; each function is one transaction with its ledger entry."""

from haven.custody.actions.holds import ask_release, place_hold, release_hold, renew_hold

__all__ = ["ask_release", "place_hold", "release_hold", "renew_hold"]

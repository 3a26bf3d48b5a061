"""Who would be told what by a decision that is not made yet. Changes nothing, refuses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from haven.listings.models import Listing
from haven.moderation.actions.deciding import what_is_told
from haven.moderation.models import Decision, Outcome
from haven.moderation.wording import NOTICE_OUTCOMES
from haven.notices.models import Notice
from haven.policies.queries import live_policy

_GAP = "…"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a decision does.

    Attributes:
        outcome: what would be decided.
        subject: of the mail to the poster; empty where the poster is told nothing.
        text: of that mail.
        reporters: how many people who left an address would be told of the outcome.
        reporters_told: the sentence that they and everyone with a case code would read.
    """

    outcome: Outcome
    subject: str
    text: str
    reporters: int
    reporters_told: str


def consequence_of(listing: Listing, typed: Mapping[str, Any]) -> Consequence | None:
    """The consequence of what is in the form so far; None before an outcome is chosen.

    Reasons that are still missing show as "…".
    """
    if not typed.get("outcome"):
        return None
    outcome = Outcome(typed["outcome"])
    _, policy = live_policy()
    ground = policy.grounds.get(typed.get("ground") or "")
    decision = Decision(
        listing=listing,
        revision=listing.revision,
        outcome=outcome,
        ground_sentence=ground.told if ground else _GAP,
        facts=typed.get("facts") or _GAP,
        state_before=listing.state,
    )
    strike = bool(typed.get("strike"))
    subject, text = ("", "") if outcome is Outcome.KEEP else what_is_told(decision, strike=strike).words()
    open_notices = Notice.objects.filter(listing=listing, state=Notice.State.OPEN)
    return Consequence(
        outcome, subject, text, open_notices.exclude(email="").count(),
        NOTICE_OUTCOMES[outcome] if outcome.settles_reports and open_notices.exists() else "",
    )  # fmt: skip

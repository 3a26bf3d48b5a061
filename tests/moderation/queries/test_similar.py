"""Decisions about ads that are alike."""

import pytest

from haven.accounts.models import User
from haven.listings.models import Listing
from haven.moderation.actions import decide, undo
from haven.moderation.models import Outcome
from haven.moderation.queries.similar import precedents
from tests.factories import a_category, a_decision, a_listing, a_signal_hit

pytestmark = pytest.mark.django_db
FLAT = "Two rooms and a kitchen, the owner is abroad and posts the keys after the deposit."


def held(body: str, **values: object) -> Listing:
    return a_listing(state="held", title="Flat to let", body=body, **values)  # type: ignore[arg-type]


def test_ads_with_the_same_words_and_signals_come_first(moderator: User) -> None:
    alike, near, other = held(FLAT), held(FLAT + " Ask for more."), held("A bicycle with a basket.")
    ours = held(FLAT)
    for listing in (alike, near):
        a_signal_hit(verdict=listing.revision.verdicts.get())  # type: ignore[union-attr]
    for listing in (other, near, alike):
        a_decision(listing=listing, moderator=moderator)
    assert ours.revision
    found = precedents(ours.revision, {"absent-owner"})
    assert [one.decision.listing for one in found] == [alike, near]
    assert found[0].likeness == 1
    assert found[0].common == ("absent-owner",)


def test_neither_the_ad_itself_nor_what_was_undone_nor_another_shelf(moderator: User) -> None:
    ours, undone = held(FLAT), held(FLAT)
    elsewhere = held(FLAT, category=a_category("rooms", parent="housing"))
    a_decision(listing=elsewhere)
    assert ours.revision
    assert undone.revision
    reasons = {"ground": "fraud", "facts": "It asks for money first."}
    for listing in (ours, undone):
        made = decide(
            listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.REFUSE, **reasons  # type: ignore[arg-type]
        )  # fmt: skip
    undo(decision=made, moderator=moderator)
    assert precedents(ours.revision, set()) == []

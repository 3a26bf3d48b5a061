"""The statement of reasons under the European field names."""

import re

import pytest

from haven.accounts.models import User
from haven.listings.models import Listing
from haven.moderation.actions import decide
from haven.moderation.models import Outcome, StatementOfReasons
from tests.factories import a_listing, a_notice, a_revision_photo

pytestmark = pytest.mark.django_db


def statement_for(listing: Listing, moderator: User, outcome: Outcome, ground: str) -> StatementOfReasons:
    assert listing.revision_id
    decision = decide(
        listing=listing,
        revision_id=listing.revision_id,
        moderator=moderator,
        outcome=outcome,
        ground=ground,
        facts="It sells a protected animal.",
    )
    return decision.statement


def test_a_refusal_that_screening_prepared(moderator: User) -> None:
    statement = statement_for(a_listing(state="held"), moderator, Outcome.REFUSE, "fraud")
    assert statement.decision_visibility == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert statement.decision_ground == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert "fraud" in statement.incompatible_content_ground
    assert statement.decision
    assert statement.incompatible_content_explanation == statement.decision.ground_sentence
    assert statement.illegal_content_legal_ground == statement.illegal_content_explanation == ""
    assert statement.source_type == "SOURCE_VOLUNTARY"
    assert (statement.automated_detection, statement.automated_decision) == ("Yes", "AUTOMATED_DECISION_NOT_AUTOMATED")
    assert statement.content_type == ["CONTENT_TYPE_TEXT"]
    assert statement.decision_facts == "It sells a protected animal."
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,500}", statement.puid)


def test_a_removal_after_a_report(moderator: User) -> None:
    listing = a_listing()
    a_revision_photo(revision=listing.revision)
    a_notice(listing=listing)
    statement = statement_for(listing, moderator, Outcome.REMOVE, "prohibited-goods")
    assert statement.decision_visibility == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    assert statement.decision_ground == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert "prohibited-goods" in statement.illegal_content_legal_ground
    assert statement.incompatible_content_ground == ""
    assert statement.source_type == "SOURCE_ARTICLE_16"
    assert statement.automated_detection == "No"
    assert statement.content_type == ["CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE"]


def test_the_kept_text_is_what_was_sent_without_the_link_that_carries_a_right(moderator: User) -> None:
    statement = statement_for(a_listing(state="held"), moderator, Outcome.REFUSE, "fraud")
    assert "It sells a protected animal." in statement.text
    assert "http" not in statement.text

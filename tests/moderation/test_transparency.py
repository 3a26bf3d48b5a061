"""What the transparency database takes."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from haven.moderation.transparency import Statement

WHOLE: dict[str, Any] = {
    "puid": "decision-7",
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Rule “fraud”",
    "incompatible_content_explanation": "Ways of paying that people have been cheated with.",
    "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "content_type": ["CONTENT_TYPE_TEXT"],
    "content_date": date(2026, 1, 2),
    "application_date": date(2026, 1, 3),
    "decision_facts": "Money first.",
    "source_type": "SOURCE_ARTICLE_16",
    "automated_detection": "No",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
}


def test_a_whole_statement() -> None:
    assert Statement(**WHOLE).puid == "decision-7"
    account = {"decision_visibility": (), "decision_account": "DECISION_ACCOUNT_TERMINATED"}
    assert Statement(**(WHOLE | account)).decision_visibility == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"puid": "decision 7"},
        {"puid": "x" * 501},
        {"decision_visibility": []},
        {"decision_visibility": ["DECISION_VISIBILITY_GONE"]},
        {"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"},
        {"incompatible_content_explanation": ""},
        {"incompatible_content_explanation": "x" * 2001},
        {"illegal_content_explanation": "Both."},
        {"category": "FRAUD"},
        {"category": "STATEMENT_CATEGORY_FRAUD"},
        {"category": "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE"},
        {"content_type": []},
        {"content_date": date(2026, 1, 4)},
        {"decision_facts": ""},
        {"decision_facts": "x" * 5001},
        {"source_type": "SOMEBODY"},
        {"automated_detection": True},
        {"reporter": "somebody@example.org"},
    ],
    ids=str,
)
def test_what_it_would_not_take(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Statement(**(WHOLE | changed))

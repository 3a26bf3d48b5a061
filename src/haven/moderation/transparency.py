"""What the EU transparency database takes as a statement of reasons (DSA art. 24(5); its API documentation, version 2).

Owns: field names, values and limits. Must not know: decisions, the database.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from haven.screening.dsa_categories import Category

_Visibility = Literal[
    "DECISION_VISIBILITY_CONTENT_REMOVED",
    "DECISION_VISIBILITY_CONTENT_DISABLED",
    "DECISION_VISIBILITY_CONTENT_DEMOTED",
    "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED",
    "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
    "DECISION_VISIBILITY_CONTENT_LABELLED",
    "DECISION_VISIBILITY_OTHER",
]
_Content = Literal[
    "CONTENT_TYPE_APP",
    "CONTENT_TYPE_AUDIO",
    "CONTENT_TYPE_IMAGE",
    "CONTENT_TYPE_PRODUCT",
    "CONTENT_TYPE_SYNTHETIC_MEDIA",
    "CONTENT_TYPE_TEXT",
    "CONTENT_TYPE_VIDEO",
    "CONTENT_TYPE_OTHER",
]
_Source = Literal[
    "SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY"
]  # fmt: skip
_Automated = Literal[
    "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_PARTIALLY", "AUTOMATED_DECISION_NOT_AUTOMATED"
]  # fmt: skip
_Ground = Annotated[str, Field(max_length=500)]
_Explanation = Annotated[str, Field(max_length=2000)]


class Statement(BaseModel):
    """One statement as the database checks it; empty strings stand for fields that are left out."""

    model_config = ConfigDict(extra="forbid")

    puid: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,500}$")]
    decision_visibility: tuple[_Visibility, ...] = ()
    decision_account: Literal["", "DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"] = ""
    decision_ground: Literal["DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"]
    illegal_content_legal_ground: _Ground = ""
    illegal_content_explanation: _Explanation = ""
    incompatible_content_ground: _Ground = ""
    incompatible_content_explanation: _Explanation = ""
    category: Category
    content_type: Annotated[tuple[_Content, ...], Field(min_length=1)]
    content_date: date
    application_date: date
    decision_facts: Annotated[str, Field(min_length=1, max_length=5000)]
    source_type: _Source
    automated_detection: Literal["Yes", "No"]
    automated_decision: _Automated

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """At least one restriction, and the explanation of the ground that is named and of no other."""
        if not self.decision_visibility and not self.decision_account:
            raise ValueError("a statement names at least one restriction")
        illegal = self.decision_ground == "DECISION_GROUND_ILLEGAL_CONTENT"
        ours = (self.illegal_content_legal_ground, self.illegal_content_explanation)
        others = (self.incompatible_content_ground, self.incompatible_content_explanation)
        needed, unwanted = (ours, others) if illegal else (others, ours)
        if not all(needed) or any(unwanted):
            raise ValueError("a statement explains the ground that it names, and no other")
        if self.application_date < self.content_date:
            raise ValueError("a statement cannot be older than what it is about")
        return self

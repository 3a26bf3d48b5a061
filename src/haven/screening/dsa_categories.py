"""The categories that a statement of reasons can have in the EU transparency database, and no others.

Source: the database's API documentation, version 2, "Category (category)",
https://transparency.dsa.ec.europa.eu/page/api-documentation-two, as in its public code
(`digital-services-act/transparency-database`, resources/markdown/api-documentation-two.md at 7c0a571).
Read on 2026-11-27.
"""

from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator

CATEGORIES = (
    "STATEMENT_CATEGORY_ANIMAL_WELFARE",
    "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
    "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
    "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
    "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
    "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
    "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "STATEMENT_CATEGORY_SELF_HARM",
    "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
    "STATEMENT_CATEGORY_VIOLENCE",
)
_PREFIX = "STATEMENT_CATEGORY_"


def _known(name: str) -> str:
    if name in CATEGORIES:
        return name
    near = get_close_matches(
        name.removeprefix(_PREFIX), [one.removeprefix(_PREFIX) for one in CATEGORIES], n=1, cutoff=0.3
    )
    hint = f"did you mean {_PREFIX}{near[0]}?" if near else f"it has {', '.join(CATEGORIES)}"
    raise ValueError(f"the EU transparency database has no category {name!r}; {hint}")


Category = Annotated[str, AfterValidator(_known)]
"""One of `CATEGORIES`, for pydantic models."""

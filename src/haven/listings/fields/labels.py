"""What a field, a choice or a category is called, in the languages of the site."""

from typing import Annotated

from django.utils.translation import get_language
from pydantic import AfterValidator

LANGUAGES = ("en", "de", "es", "fr")


def _known(label: dict[str, str]) -> dict[str, str]:
    if "en" not in label:
        raise ValueError("needs the English words (en)")
    if unknown := sorted(set(label) - set(LANGUAGES)):
        raise ValueError(f"no such language: {', '.join(unknown)} (there are {', '.join(LANGUAGES)})")
    if empty := [language for language, words in label.items() if not words.strip()]:
        raise ValueError(f"says nothing in {', '.join(empty)}")
    return label


Label = Annotated[dict[str, str], AfterValidator(_known)]
"""Words by language; English always, the others where somebody wrote them."""


def say(label: Label, language: str | None = None) -> str:
    """The words in `language` (ISO 639-1), or in that of the request; in English where there are none."""
    return label.get((language or get_language() or "en")[:2], label["en"])

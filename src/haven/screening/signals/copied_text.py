"""Signal: the same words as another poster."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, whole


def find(_reading: Reading, context: Context) -> Iterable[Finding]:
    """At least one ad of another poster with nearly this text."""
    others = context.duplicates_of_others
    return whole(f"Other posters have {others} ads with nearly this text.") if others >= 1 else []


SIGNAL = Signal(
    slug="copied-text",
    title="Text of another poster",
    looks_for="Nearly the same text in ads of other posters. Agents share texts honestly, and so do neighbours "
    "with one landlord.",
    sources=(Source("US Federal Trade Commission", "Rental Listing Scams (consumer advice)"),),
    ground="repetition",
    weight=20,
    languages=(),
    fires=(Example("Bright flat.", "housing", context=Context(duplicates_of_others=2)),),
    silent=(
        Example("Bright flat.", "housing"),
        Example("Bright flat.", "housing", context=Context(author_ads_last_day=2)),
    ),
    find=find,
)

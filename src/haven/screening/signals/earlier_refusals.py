"""Signal: ads of this poster were refused before, by people."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, whole


def find(_reading: Reading, context: Context) -> Iterable[Finding]:
    """At least two refusals that people confirmed."""
    refusals = context.author_upheld_refusals
    return whole(f"People confirmed {refusals} refusals of this poster.") if refusals >= 2 else []


SIGNAL = Signal(
    slug="earlier-refusals",
    title="Refused before",
    looks_for="Two or more refusals of this poster that a person confirmed and no appeal reversed.",
    sources=(Source("European Union", "Regulation (EU) 2022/2065 (Digital Services Act), article 23", 2022),),
    ground="repetition",
    weight=25,
    languages=(),
    fires=(Example("Bright flat.", "housing", context=Context(author_upheld_refusals=2)),),
    silent=(
        Example("Bright flat.", "housing"),
        Example("Bright flat.", "housing", context=Context(author_upheld_refusals=1)),
    ),
    find=find,
)

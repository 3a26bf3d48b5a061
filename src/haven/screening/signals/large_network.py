"""Signal: the ad would join a large network of ads."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, whole


def find(_reading: Reading, context: Context) -> Iterable[Finding]:
    """A network of at least ten ads."""
    size = context.network_size
    return whole(f"The ad would join a network of {size} ads.") if size is not None and size >= 10 else []


SIGNAL = Signal(
    slug="large-network",
    title="Joins a large network",
    looks_for="The ad shares contacts or wording with ten or more ads that already belong together. A network "
    "is a lead, not an accusation: agencies and dealers are networks too.",
    sources=(Source("Polaris", "On-Ramps, Intersections, and Exit Routes", 2018),),
    ground="repetition",
    weight=15,
    languages=(),
    fires=(Example("Bright flat.", "housing", context=Context(network_size=12)),),
    silent=(Example("Bright flat.", "housing"), Example("Bright flat.", "housing", context=Context(network_size=3))),
    find=find,
)

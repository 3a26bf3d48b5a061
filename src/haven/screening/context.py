"""What only a database knows about an ad, handed to the screening as plain values.

Must not know: Django, signals, policies. Unknown is None or zero, and the unknown never makes a signal fire;
what ought to be known and could not be found out is a failure, and holds the ad.
"""

from dataclasses import dataclass
from typing import NamedTuple

from haven.screening.learned import Classifier
from haven.screening.verdict import Failure


class PriceQuantiles(NamedTuple):
    """Prices of the site's own published ads of one category around one place, in the ad's currency."""

    q10: float
    median: float
    q90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The surroundings of one ad. Every default means "unknown".

    Attributes:
        duplicates_of_others: how many ads of *other* posters carry nearly the same text.
        network_size: how many ads the network has that this ad would join, or None.
        author_age_days: days since the poster first confirmed an address, or None.
        author_ads_last_day: ads of this poster in the last 24 hours, this one left out.
        author_upheld_refusals: refusals of this poster that a person confirmed.
        category_price_quantiles: prices of like ads near by, or None where there are too few to say.
        classifier: what the site's own decisions taught, or None where nothing is in force.
        failures: what could not be found out, by the signal that needs it.
    """

    duplicates_of_others: int = 0
    network_size: int | None = None
    author_age_days: float | None = None
    author_ads_last_day: int = 0
    author_upheld_refusals: int = 0
    category_price_quantiles: PriceQuantiles | tuple[float, float, float] | None = None
    classifier: Classifier | None = None
    failures: tuple[Failure, ...] = ()

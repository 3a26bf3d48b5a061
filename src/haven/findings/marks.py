"""What people know better than the engine: ads that do not belong together, whatever ties them.

Owns the marks as the engine takes them. Must not know who asked for a review, or why.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from haven.findings.models import Apart

if TYPE_CHECKING:
    from haven.networks import Marks


def marks_among(ads: Collection[str]) -> "Marks | None":
    """The marks about these ads; None without any."""
    from haven.networks.marks import Marks, Pair  # noqa: PLC0415 - the engine, which only the worker needs

    inside = set(ads)
    rows = Apart.objects.filter(ad_id__in=inside, other_id__in=inside).order_by("ad_id", "other_id")
    pairs = tuple(Pair(ad, other, n) for n, (ad, other) in enumerate(rows.values_list("ad_id", "other_id"), 1))
    return Marks(apart=pairs) if pairs else None


def apart_from(ad: str, others: Collection[str]) -> set[str]:
    """Those of these ads that an ad does not belong with."""
    rows = Apart.objects.filter(ad_id=ad, other_id__in=others).values_list("other_id", flat=True)
    return set(rows) | set(Apart.objects.filter(other_id=ad, ad_id__in=others).values_list("ad_id", flat=True))

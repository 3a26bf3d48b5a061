"""Ads that the default policy publishes, holds and refuses.

Put together from the signals' own examples, so that they go on saying what they say when a signal is sharpened.
"""

from haven.screening.signals import BY_SLUG

HONEST_TITLE = "Oak table"
HONEST = "A solid oak table for the kitchen; six chairs fit around it."


def _examples(*slugs: str) -> str:
    return " ".join(BY_SLUG[slug].fires[0].body for slug in slugs)


TO_HOLD = _examples("absent-owner", "deposit-before-viewing")
TO_REFUSE = _examples("sexual-services", "sexual-services-coded")

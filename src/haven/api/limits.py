"""Counting what one visitor, one token or one address did lately.

Counts live in the shared cache; a count that is lost to a race lets one more through, which does no harm.
"""

from django.core.cache import cache

from haven.ledger.actions import salted_digest

MINUTE = 60
HOUR = 3600
PER_VISITOR = 600  # requests a minute from one network address
PER_TOKEN = 300  # requests a minute with one token


def is_below(kind: str, who: str, most: int, seconds: int = HOUR, *, amount: int = 1) -> bool:
    """Count once more, or so much more; whether it is no more than `most` in this period."""
    key = f"mails:{kind}:{salted_digest(kind.encode(), {'who': who})[:40]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key, amount) <= most
    except ValueError:  # it expired between the two calls
        return True

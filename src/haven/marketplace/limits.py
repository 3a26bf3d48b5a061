"""How often one visitor, or one address, may cause a mail: so that nobody's mailbox is flooded through Haven.

Counts live in the shared cache; a count that is lost to a race lets one mail more through, which does no harm.
"""

from django.core.cache import cache
from django.http import HttpRequest

from haven.ledger.actions import salted_digest

_HOUR = 3600
_PER_ADDRESS = 12
_PER_VISITOR = 60


def may_cause_mail(request: HttpRequest, email: str) -> bool:
    """Count one mail to `email`; whether this hour's share of the address and of the visitor still allows it."""
    visitor = request.META.get("REMOTE_ADDR", "")
    return _below("to", email.strip().lower(), _PER_ADDRESS) and _below("from", visitor, _PER_VISITOR)


def _below(kind: str, who: str, most: int) -> bool:
    key = f"mails:{kind}:{salted_digest(kind.encode(), {'who': who})[:40]}"
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it expired between the two calls
        return True

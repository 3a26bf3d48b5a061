"""How often one visitor, or one address, may do what others have to read or the machine to keep.

So that no mailbox, no queue and no disk is flooded.

Counts live in the shared cache; a count that is lost to a race lets one more through, which does no harm.
"""

from django.core.cache import cache
from django.http import HttpRequest

from haven.ledger.actions import salted_digest

_HOUR = 3600
_PER_ADDRESS = 12
_PER_VISITOR = 60
_REPORTS = 60
_DRAFTS = 60
_PHOTOS = 300
_CONTACTS = 30


def may_cause_mail(request: HttpRequest, email: str) -> bool:
    """Count one mail to `email`; whether this hour's share of the address and of the visitor still allows it."""
    return _below("to", email.strip().lower(), _PER_ADDRESS) and _below("from", _visitor(request), _PER_VISITOR)


def may_report(request: HttpRequest) -> bool:
    """Count one report; whether this hour's share of the visitor still allows it."""
    return _below("reports", _visitor(request), _REPORTS)


def may_start_draft(request: HttpRequest) -> bool:
    """Count one draft; whether this hour's share of the visitor still allows it."""
    return _below("drafts", _visitor(request), _DRAFTS)


def may_add_photo(request: HttpRequest) -> bool:
    """Count one upload, each costs a second of a processor; whether the visitor's share still allows it."""
    return _below("photos", _visitor(request), _PHOTOS)


def may_see_contacts(request: HttpRequest) -> bool:
    """Count one look at the contact details in an ad; whether this hour's share of the visitor still allows it."""
    return _below("contacts", _visitor(request), _CONTACTS)


def _visitor(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _below(kind: str, who: str, most: int) -> bool:
    key = f"mails:{kind}:{salted_digest(kind.encode(), {'who': who})[:40]}"
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it expired between the two calls
        return True

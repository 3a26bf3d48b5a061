"""How often one visitor, or one address, may do what others have to read or the machine to keep.

So that no mailbox, no queue and no disk is flooded. Must not know: how is counted.
"""

from django.http import HttpRequest

from haven.api.limits import is_below

_PER_ADDRESS = 12
_PER_VISITOR = 60
_REPORTS = 60
_DRAFTS = 60
_PHOTOS = 300
_CONTACTS = 30


def may_cause_mail(request: HttpRequest, email: str) -> bool:
    """Count one mail to `email`; whether this hour's share of the address and of the visitor still allows it."""
    return is_below("to", email.strip().lower(), _PER_ADDRESS) and is_below("from", _visitor(request), _PER_VISITOR)


def may_report(request: HttpRequest) -> bool:
    """Count one report; whether this hour's share of the visitor still allows it."""
    return is_below("reports", _visitor(request), _REPORTS)


def may_start_draft(request: HttpRequest) -> bool:
    """Count one draft; whether this hour's share of the visitor still allows it."""
    return is_below("drafts", _visitor(request), _DRAFTS)


def may_add_photo(request: HttpRequest) -> bool:
    """Count one upload, each costs a second of a processor; whether the visitor's share still allows it."""
    return is_below("photos", _visitor(request), _PHOTOS)


def may_see_contacts(request: HttpRequest) -> bool:
    """Count one look at the contact details in an ad; whether this hour's share of the visitor still allows it."""
    return is_below("contacts", _visitor(request), _CONTACTS)


def _visitor(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))

"""What the address of a sender looks like beside the directory's pages. It warns, and proves nothing.

A mailbox at the right host may be hijacked, so nothing is said in favour of one. Must not know pages.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from rapidfuzz.distance import DamerauLevenshtein

from haven.legal.models import Authority
from haven.records.contacts.domains import registrable_domain

_LOOKS_LIKE = 2  # letters that a hurried reader does not see: 11 for ll, a hyphen, two that changed places


def warning_about(email: str, authorities: Iterable[Authority]) -> str:
    """A sentence about the host of an address; none where one of these authorities has its page there."""
    host = _domain(email.rpartition("@")[2])
    known = {_domain(urlsplit(authority.source).hostname or "") for authority in authorities} - {""}
    if not known or host in known:
        return ""
    for other in sorted(known):
        if DamerauLevenshtein.distance(host, other) <= _LOOKS_LIKE:
            return f"{host} looks like {other}, and is another."
    return f"No authority of the directory has its page at {host}."


def _domain(host: str) -> str:
    host = host.lower().rstrip(".")
    return registrable_domain(host) or host

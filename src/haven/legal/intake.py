"""How many bytes people may leave here whom nobody has called back. Reads, changes nothing but a count that expires.

Owns the room for files of requests that no call has confirmed: for one network, for a day, and altogether. A request
always gets in; its file does while there is room.
"""

from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from haven.api.limits import is_below
from haven.custody.models import EvidenceFile
from haven.legal.models import LegalRequest

A_NETWORK = 60 * 2**20
"""Bytes from one network in 24 hours."""
A_DAY = 400 * 2**20
ALTOGETHER = 2 * 2**30
_DAY = timedelta(days=1)


def has_room(size: int, network: str) -> bool:
    """Whether a file of so many bytes may be kept. Two that come at once may be one too many: that does no harm."""
    return (
        unconfirmed_bytes() + size <= ALTOGETHER
        and unconfirmed_bytes(since=timezone.now() - _DAY) + size <= A_DAY
        and is_below("legal-bytes", network, A_NETWORK, int(_DAY.total_seconds()), amount=size)
    )


def unconfirmed_bytes(since: datetime | None = None) -> int:
    """What files of the public form hold that no call has confirmed; of all, or of those that came since then."""
    mine = LegalRequest.objects.filter(typed_in_by=None, verified_by=None).exclude(document=None)
    mine = mine.filter(received_at__gt=since) if since else mine
    files = EvidenceFile.objects.filter(item__in=mine.values("document"))
    return int(files.aggregate(all=Sum("size"))["all"] or 0)

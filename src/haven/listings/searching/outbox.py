"""Which ads changed since the index last looked.

Owns the rows that triggers write in the transaction of every change of what search shows, one for each index that asked
to be told (migration 0009). An index takes rows, writes, commits, and only then acknowledges exactly these rows: there
is no "up to number n", because a transaction with a smaller number may commit later.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from haven.listings.models import SearchChange, SearchIndex

CHANNEL = "haven_search"
_FORGOTTEN_AFTER = timedelta(days=3)
_LOCK_SECONDS = 20


def ask_to_be_told(index_id: UUID) -> None:
    """From here on every change is noted for this index.

    Whoever is writing ads at this moment does not know of it yet: the lock waits for them, so that whatever is not
    noted has been committed when this returns.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
        cursor.execute("LOCK TABLE listings_listing IN SHARE ROW EXCLUSIVE MODE")
        SearchIndex.objects.create(id=index_id)


def is_told(index_id: UUID) -> bool:
    """Whether changes are noted for this index; notes that it is alive."""
    return SearchIndex.objects.filter(pk=index_id).update(seen_at=timezone.now()) == 1


def forget(index_id: UUID) -> None:
    """Note nothing more for an index, and drop what was noted."""
    with transaction.atomic():
        SearchChange.objects.filter(index=index_id).delete()
        SearchIndex.objects.filter(pk=index_id).delete()


def forget_lost() -> int:
    """Forget the indexes that nobody has kept for three days, as after a host is gone; how many there were."""
    lost = SearchIndex.objects.filter(seen_at__lt=timezone.now() - _FORGOTTEN_AFTER)
    for index in lost:
        forget(index.pk)
    return len(lost)


def take(index_id: UUID, limit: int) -> list[tuple[int, int]]:
    """Up to `limit` changes, oldest first: (number of the row, id of the ad)."""
    rows = SearchChange.objects.filter(index=index_id).order_by("pk").values_list("pk", "listing_id")
    return list(rows[:limit])


def waiting(index_id: UUID) -> int:
    """How many changes the index has not seen."""
    return SearchChange.objects.filter(index=index_id).count()


def acknowledge(rows: Iterable[int]) -> None:
    """These rows are in the index for good."""
    SearchChange.objects.filter(pk__in=list(rows)).delete()

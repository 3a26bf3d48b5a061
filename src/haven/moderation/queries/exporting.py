"""Statements of reasons as the EU transparency database takes them: in batches, each checked before it leaves."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone

from haven.moderation.models import StatementOfReasons
from haven.moderation.transparency import Statement

BATCH = 100
"""Statements that the database takes at once (`POST /api/v1/statements`)."""


def batch_after(after: int) -> tuple[list[dict[str, Any]], int | None]:
    """At most `BATCH` statements with an identifier above `after`, and where to go on; None where these were the last.

    Left out is what can still be taken back: nobody has been told of it.
    """
    final = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
    told = Q(decision=None) | Q(decision__undone_at=None, decision__decided_at__lte=final)
    rows = list(StatementOfReasons.objects.filter(told, pk__gt=after).order_by("pk")[: BATCH + 1])
    statements = [dict(_fields(row)) for row in rows[:BATCH]]
    return statements, rows[BATCH - 1].pk if len(rows) > BATCH else None


def _fields(row: StatementOfReasons) -> Iterator[tuple[str, Any]]:
    """The fields of one statement, without those that are empty.

    Raises:
        ValueError: the database would not take it.
    """
    stored = model_to_dict(row, fields=list(Statement.model_fields))
    for name, value in Statement.model_validate(stored).model_dump(mode="json").items():
        if value not in ("", []):
            yield name, value

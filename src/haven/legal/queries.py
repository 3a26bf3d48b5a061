"""Reading requests."""

from django.db.models import QuerySet

from haven.legal.actions.verifying import may_be_called_about
from haven.legal.models import Authority, LegalRequest

_CLOSED = 50


def open_requests() -> QuerySet[LegalRequest]:
    """What is to be answered, the next due first."""
    return LegalRequest.objects.filter(closed_at=None).order_by("due_at", "pk")


def closed_requests() -> QuerySet[LegalRequest]:
    """What was answered or refused, the latest first."""
    return LegalRequest.objects.exclude(closed_at=None).order_by("-closed_at")[:_CLOSED]


def callable_about(request: LegalRequest) -> list[Authority]:
    """The directory's entries a call to which would count, those of the country that the request names first."""
    rows = Authority.objects.filter(retired_at=None).exclude(confirmed_at=None)
    found = [row for row in rows if may_be_called_about(row, request)]
    return sorted(found, key=lambda row: (row.country != request.country, row.country, row.name))


def same_file(request: LegalRequest) -> QuerySet[LegalRequest]:
    """Other requests with the same file number: a second copy, or somebody who has seen the first."""
    return LegalRequest.objects.filter(file_number__iexact=request.file_number).exclude(pk=request.pk)

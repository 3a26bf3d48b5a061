"""Reading requests."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from haven.accounts.models import User
from haven.accounts.permissions import LEGAL_STAFF
from haven.custody.models import CHILD_SAFETY
from haven.custody.queries import expiring
from haven.legal.actions.standing import DESK
from haven.legal.actions.verifying import may_be_called_about
from haven.legal.models import Authority, Gathering, LegalHold, LegalRequest, Production, UserNotice
from haven.legal.models.gathering import MOVES_WITHIN
from haven.records.counting import many

_MOST_WORDS = 8
_SEARCHED = ("reference", "file_number", "authority_said", "officer", "email", "about", "closing_words")


def open_requests() -> QuerySet[LegalRequest]:
    """What is to be answered, the next due first."""
    return LegalRequest.objects.filter(closed_at=None).order_by("due_at", "pk")


def unattended() -> int:
    """How many requests wait while nobody is at the desk, whom a mail could reach."""
    return 0 if User.objects.holding(LEGAL_STAFF).exists() else open_requests().count()


def closed_requests() -> QuerySet[LegalRequest]:
    """What was answered, refused or taken back, the latest first."""
    return LegalRequest.objects.exclude(closed_at=None).order_by("-closed_at", "-pk")


def matching(words: str, rows: QuerySet[LegalRequest]) -> QuerySet[LegalRequest]:
    """Those with all of these words in what they say, or that were found to be about an account or ad so called."""
    for word in words.split()[:_MOST_WORDS]:
        said = Q(targets__subject__in=[f"person:{word}", f"listing:{word.lower()}"])
        for field in _SEARCHED:
            said |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(pk__in=LegalRequest.objects.filter(said).values("pk"))
    return rows


def looked_at_next() -> QuerySet[Production]:
    """What was put together and waits for a second person, the next due first."""
    rows = Production.objects.filter(approved_at=None, declined_at=None, withdrawn_at=None, request__closed_at=None)
    return rows.select_related("request", "prepared_by").order_by("request__due_at")


def handed_over_next() -> QuerySet[Production]:
    """What was approved and is not handed over yet, the next due first."""
    rows = Production.objects.filter(approved_at__isnull=False, withdrawn_at=None, delivered_at=None)
    return rows.filter(request__closed_at=None).select_related("request", "approved_by").order_by("request__due_at")


def untold() -> QuerySet[UserNotice]:
    """Notices to people that are still to be sent, the next due first."""
    return UserNotice.objects.filter(sent_at=None, nowhere=False).order_by("due_at")


def standing_still() -> list[str]:
    """The codes of what is to be put together and has not moved for longer than a step takes: its worker is gone."""
    rows = Gathering.objects.filter(state=Gathering.State.RUNNING, moved_at__lt=timezone.now() - MOVES_WITHIN)
    return list(rows.values_list("code", flat=True))


def ending_holds() -> QuerySet[LegalHold]:
    """Holds of this desk that end within two weeks, the next first."""
    return LegalHold.objects.filter(hold__in=expiring()).select_related("hold", "request").order_by("hold__until")


def running_out(within: timedelta) -> Iterator[str]:
    """What ends or is due in this time, in numbers alone: whoever runs the site learns no more of it."""
    desks = {"": "of investigators", DESK: "of the legal desk", CHILD_SAFETY: "of the child-safety desk"}
    for desk, words in desks.items():
        if count := expiring(within).filter(desk=desk).count():
            yield f"{many(count, 'hold')} {words}: renewed there, or what is held can be erased"
    soon = timezone.now() + within
    if count := open_requests().filter(due_at__lte=soon).count():
        yield f"{many(count, 'request')} of authorities to be answered"
    if count := handed_over_next().filter(request__due_at__lte=soon).count():
        yield f"{many(count, 'approved production')} to be handed over"


def callable_about(request: LegalRequest) -> list[Authority]:
    """The directory's entries a call to which would count, by name; all of the country that the request names."""
    rows = Authority.objects.filter(retired_at=None, country=request.country).exclude(confirmed_at=None)
    return [row for row in rows if may_be_called_about(row, request)]


def same_file(request: LegalRequest) -> QuerySet[LegalRequest]:
    """Other requests with the same file number: a second copy, or somebody who has seen the first."""
    return LegalRequest.objects.filter(file_number__iexact=request.file_number).exclude(pk=request.pk)

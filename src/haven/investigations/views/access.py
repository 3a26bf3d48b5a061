"""Who gets to a page of a case: its members, and auditors to read; the log hears of it before anything is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from haven.accounts.models import Role
from haven.accounts.permissions import signed_in
from haven.cases.errors import NotAMember
from haven.cases.models import Case
from haven.cases.queries import case_read_by, is_member
from haven.ledger.actions import record_read

P = ParamSpec("P")
CaseView = Callable[Concatenate[HttpRequest, Case, P], HttpResponseBase]
Guarded = Callable[..., HttpResponseBase]

READERS = (Role.INVESTIGATOR, Role.AUDITOR)


def in_case(read: str = "", *, while_open: bool = False) -> Callable[[CaseView[P]], Guarded]:
    """Hand the view the case instead of its number.

    Whoever is no member gets 404, as if there were no such case, and stands in the log (`case.refused`); so does who
    looks something up for a case that is closed (`while_open`).

    Args:
        read: what a look is called in the log; a page that only takes something in has none.
        while_open: refuse it once the case is closed.
    """

    def decorate(view: CaseView[P]) -> Guarded:
        @wraps(view)
        def guarded(request: HttpRequest, /, case_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            reader = signed_in(request)
            try:
                case = case_read_by(reader, case_id)
            except NotAMember:
                record_read(reader=reader.pk, action="case.refused", subject=f"case:{case_id}")
                raise Http404 from None
            if request.method == "POST" and not is_member(case, reader):
                record_read(reader=reader.pk, action="case.refused", subject=case.subject)
                raise PermissionDenied
            if while_open and not case.is_open:
                return _closed(request, case)
            if read:
                record_read(reader=reader.pk, action=read, subject=case.subject)
            return view(request, case, *args, **kwargs)

        return guarded

    return decorate


def _closed(request: HttpRequest, case: Case) -> HttpResponse:
    record_read(reader=signed_in(request).pk, action="search.refused", subject=case.subject)
    return render(request, "investigations/closed.html", {"case": case}, status=403)

"""Requests at the legal desk: the queue, one request on one screen, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import LEGAL_STAFF, requires, signed_in
from haven.custody import store
from haven.custody.errors import CustodyError
from haven.evidence.errors import EvidenceError
from haven.ledger.actions import record_read
from haven.legal.actions.gathering import ask_for_production
from haven.legal.actions.holding import hold_for
from haven.legal.actions.receiving import Asked, answer_request, attach_document, receive_request, refuse_request
from haven.legal.actions.scoping import set_targets
from haven.legal.actions.telling import extend_gag
from haven.legal.actions.verifying import note_call
from haven.legal.documents import Document
from haven.legal.errors import LegalError
from haven.legal.models import CallBack, LegalRequest
from haven.legal.open_forms import TypedInForm
from haven.legal.queries import (
    closed_requests,
    ending_holds,
    handed_over_next,
    looked_at_next,
    matching,
    open_requests,
)
from haven.legal.requestpage import RequestPage
from haven.legal.tasks import have_put_together

_PAGE = 50
"""Closed requests on a page."""
READERS = (*LEGAL_STAFF, Role.AUDITOR)


@require_GET
@never_cache
@requires(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    """What is to be answered, by when, and what was answered, the latest first; or what of both has certain words."""
    reader, words = signed_in(request), request.GET.get("q", "").strip()[:200]
    record_read(reader=reader.pk, action="requests.read", subject="desk:legal", searched=bool(words))
    waiting = list(looked_at_next())
    context = {
        "waiting": waiting, "waiting_for": {one.request_id for one in waiting}, "words": words,
        "open": matching(words, open_requests()), "may_act": _may_act(reader),
        "closed": Paginator(matching(words, closed_requests()), _PAGE).get_page(request.GET.get("page")),
        "approved": handed_over_next(), "ending": ending_holds(),
    }  # fmt: skip
    return render(request, "legal/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*LEGAL_STAFF)
def type_in(request: HttpRequest) -> HttpResponse:
    """Type in what came by post, fax or mail."""
    sent = request.method == "POST"
    form = TypedInForm(request.POST, request.FILES) if sent else TypedInForm()
    if sent and form.is_valid():
        read: dict[str, Any] = dict(form.cleaned_data)
        document = read.pop("document")
        try:
            taken = receive_request(asked=Asked(**read), document=document, by=signed_in(request))
        except LegalError as error:
            form.add_error(None, str(error))
        else:
            return redirect("legal:request", taken.reference)
    return render(request, "legal/type_in.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@never_cache
@requires(*READERS)
def request_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one request on one screen."""
    looking = request.GET.get("look") == "up"
    return _shown(request, RequestPage(_found(reference), signed_in(request), asked_to_look=looking))


@require_GET
@never_cache
@requires(*READERS)
def document(request: HttpRequest, reference: str) -> HttpResponse:
    """The instrument's file, to be saved: nothing that came from outside is opened inside the site."""
    found = _found(reference)
    file = found.document.files.first() if found.document else None
    if file is None:
        raise Http404
    record_read(reader=signed_in(request).pk, action="request.document_read", subject=found.subject)
    try:
        data = store.read(file.sha256)
    except CustodyError as error:
        messages.error(request, str(error))
        return redirect("legal:request", found.reference)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.reference}-{file.path}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(data, content_type=file.media_type, headers=headers)


@require_POST
@requires(*LEGAL_STAFF)
def step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Write down a call, refuse a request, and so on: what `_STEPS` has."""
    found, by = _found(reference), signed_in(request)
    act = _STEPS.get(step)
    if act is None:
        raise Http404
    page = RequestPage(found, by, asked_to_look=step == "hold")
    form = page.form_of(step, request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, RequestPage(found, by, step, form, step == "hold"), status=422)
    try:
        said = act(found, by, **form.cleaned_data)
    except (LegalError, CustodyError, EvidenceError) as error:
        form.add_error(None, str(error))
        found.refresh_from_db()
        return _shown(request, RequestPage(found, by, step, form, step == "hold"), status=422)
    messages.success(request, said)
    begun = found.gathered_now if step == "prepare" else None
    return redirect("legal:production", begun.code) if begun else redirect("legal:request", found.reference)


def _call(found: LegalRequest, by: User, **read: Any) -> str:
    call = note_call(request=found, by=by, **read)
    if call.result == CallBack.Result.WITHDRAWN:
        return "Closed: they took it back. Nothing of it leaves any more."
    return "The call is written down."


def _refuse(found: LegalRequest, by: User, **read: Any) -> str:
    refuse_request(request=found, by=by, **read)
    return "Refused. Nothing was given."


def _scope(found: LegalRequest, by: User, subjects: list[str]) -> str:
    set_targets(request=found, subjects=subjects, by=by)
    return "Written down. Now choose what is given."


def _hold(found: LegalRequest, by: User, subjects: list[str]) -> str:
    hold_for(request=found, subjects=subjects, by=by)
    return "Held. Nothing of it can be erased; neither those concerned nor other desks are told."


def _prepare(found: LegalRequest, by: User, **read: Any) -> str:
    have_put_together(ask_for_production(request=found, by=by, **read).code)
    return "Asked for: the worker has it now."


def _gag(found: LegalRequest, by: User, **read: Any) -> str:
    extend_gag(request=found, by=by, **read)
    return "Written down. They are told the day after."


def _document(found: LegalRequest, by: User, document: Document) -> str:
    attach_document(request=found, document=document, by=by)
    return "Kept."


def _answer(found: LegalRequest, by: User, words: str) -> str:
    answer_request(request=found, words=words, by=by)
    return "Answered and closed."


_STEPS: dict[str, Callable[..., str]] = {
    "call": _call,
    "scope": _scope,
    "hold": _hold,
    "prepare": _prepare,
    "answer": _answer,
    "file": _document,
    "gag": _gag,
    "refuse": _refuse,
}


def _shown(request: HttpRequest, page: RequestPage, status: int = 200) -> HttpResponse:
    record_read(reader=page.reader.pk, action="request.read", subject=page.request.subject, looked_up=page.looks)
    return render(request, "legal/request.html", {"page": page, "asked": page.request}, status=status)


def _found(reference: str) -> LegalRequest:
    rows = LegalRequest.objects.select_related("document", "verified_by__authority", "closed_by", "typed_in_by")
    return get_object_or_404(rows, reference=reference.upper())


def _may_act(reader: User) -> bool:
    return bool(reader.roles & {str(role) for role in LEGAL_STAFF})

"""Briefs: begun from the exhibits, edited, signed and released; and the public page of those that were."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.briefing import (
    EditedMeanwhile,
    NotGrounded,
    edit_brief,
    release_brief,
    sign_brief,
    withdraw_brief,
)
from haven.cases.brief.drafter import Related
from haven.cases.brief.gate import check
from haven.cases.brief.text import SECTIONS, Fault, Sentence, parse
from haven.cases.errors import CaseError
from haven.cases.grounds import grounds_in, related_to
from haven.cases.models import Brief, Case
from haven.cases.queries import is_member
from haven.investigations.actions.drafting import draft_brief
from haven.investigations.casepage import BRIEFS, CasePage, Refused, Unplaced
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read


@require_POST
@requires(Role.INVESTIGATOR)
@in_case()
def new_brief(request: HttpRequest, case: Case) -> HttpResponse:
    """Have a brief drafted."""
    title, by = request.POST.get("title", ""), signed_in(request)
    try:
        brief, told = draft_brief(case=case, title=title, by=by)
    except CaseError as error:
        record_read(reader=by.pk, action="case.read", subject=case.subject)
        page = CasePage(case, by, refused=Refused(BRIEFS, 0, str(error), title))
        return render(
            request, "investigations/case.html", {"page": page, "case": case, "forms": page.forms}, status=422
        )
    if told:
        messages.warning(request, told)
    return redirect("investigations:brief", case.pk, brief.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(*READERS)
@in_case("case.read")
def brief(request: HttpRequest, case: Case, brief_id: int) -> HttpResponse:
    """One brief: read, edited, signed, released, withdrawn."""
    found = get_object_or_404(case.briefs.select_related("signed_by", "released_by", "withdrawn_by"), pk=brief_id)
    faults: list[Fault] = []
    typed, problem, forestalled = "", "", False
    if request.method == "POST":
        try:
            if _act(request, found, signed_in(request)):
                return redirect("investigations:brief", case.pk, found.pk)
        except NotGrounded as error:
            faults = error.faults
        except CaseError as error:
            typed, problem = request.POST.get("text", ""), str(error)
            forestalled = isinstance(error, EditedMeanwhile)
        found.refresh_from_db()
    reader, version, stands = signed_in(request), found.version, found.text
    member = is_member(case, reader)
    may_act = case.is_open and member
    unplaced = Unplaced([problem], [("Text", typed)] if typed else []) if problem else None
    if typed and may_act and not found.signed_at:
        found.text, unplaced = typed, Unplaced([problem], [])
    if not found.signed_at:
        faults = faults or check(found.text, grounds_in(case), region=settings.SITE_REGION)
    context = {
        "case": case, "brief": found, "sections": _sections(found), "faults": faults, "version": version,
        "may_act": may_act, "is_member": member, "own": found.signed_by_id == reader.pk, "unplaced": unplaced,
        "theirs": stands if forestalled else "", "why": request.POST.get("why", ""),
        "related": _related(case) if "related" in request.GET else None,
    }  # fmt: skip
    status = 422 if (faults or problem) and request.method == "POST" else 200
    return render(request, "investigations/brief.html", context, status=status)


@require_GET
def newsroom(request: HttpRequest) -> HttpResponse:
    """The briefs that two people released to everyone."""
    briefs = Brief.objects.filter(released_at__isnull=False, withdrawn_at=None).order_by("-released_at")[:100]
    return render(request, "newsroom/briefs.html", {"briefs": briefs})


@require_GET
def public_brief(request: HttpRequest, brief_id: int) -> HttpResponse:
    """One of them; that it was withdrawn (410) where it was."""
    found = get_object_or_404(Brief.objects.select_related("signed_by", "released_by"), pk=brief_id)
    if found.released_at is None:
        raise Http404
    if not found.is_public:
        return render(request, "newsroom/withdrawn.html", {"brief": found}, status=410)
    return render(request, "newsroom/brief.html", {"brief": found, "sections": _sections(found)})


def _act(request: HttpRequest, found: Brief, by: User) -> bool:
    """Do what the pressed button says; whether it is done without anything to be said about it."""
    step = request.POST.get("step", "")
    if step == "release":
        release_brief(brief=found, region=settings.SITE_REGION, by=by)
        messages.success(request, "Released: everyone can read it in the newsroom.")
        return True
    if step == "withdraw":
        withdraw_brief(brief=found, why=request.POST.get("why", ""), by=by)
        messages.success(request, "Withdrawn: nobody reads it in the newsroom any more.")
        return True
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    faults = edit_brief(brief=found, text=text, region=settings.SITE_REGION, by=by, seen=seen)
    if step == "sign":
        sign_brief(brief=found, region=settings.SITE_REGION, by=by)
        messages.success(request, "Signed. It is not changed any more.")
        return True
    messages.success(request, "Kept.")
    return not faults


def _related(case: Case) -> list[tuple[Case, Related]]:
    """Which cases *Read next* means; a brief itself names none."""
    found = related_to(case, settings.SITE_REGION)
    cases = Case.objects.in_bulk([one.number for one in found])
    return [(cases[one.number], one) for one in found]


def _sections(found: Brief) -> list[tuple[str, list[Sentence]]]:
    sentences, _ = parse(found.text)
    return [(section, [one for one in sentences if one.section == section]) for section in SECTIONS]

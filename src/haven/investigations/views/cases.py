"""Cases: the list, a new one, one with all that is in it, and everything that is put into it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import requires, signed_in
from haven.cases.actions.opening import hand_over, open_case, remove_member, reopen_case
from haven.cases.actions.reasoning import reopen_hypothesis, settle_hypothesis
from haven.cases.actions.referrals import note_answer
from haven.cases.actions.revealing import decline_identity, reveal_identity
from haven.cases.actions.watching import end_watch, mark_seen
from haven.cases.actions.work import finish_task
from haven.cases.errors import CaseError
from haven.cases.leads import without_lead
from haven.cases.models import Case, FoundAgain
from haven.cases.queries import listed, waiting_for
from haven.custody.errors import CustodyError
from haven.evidence.errors import EvidenceError
from haven.findings.models import Network, Template
from haven.investigations.actions.networks import bundle_items
from haven.investigations.actions.reviews import settle_review
from haven.investigations.actions.watches import watch_template
from haven.investigations.caseforms import PARTS, PartForm
from haven.investigations.casepage import CasePage, Refused
from haven.investigations.forms import CaseBundleForm, CaseForm
from haven.investigations.views.access import READERS, in_case
from haven.ledger.actions import record_read

MOST_LISTED = 200
Step = Callable[[Case, int, User, HttpRequest], None]


@require_GET
@never_cache
@requires(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """One's cases; all of them for an auditor. With `network` named, which of them it is to be opened for."""
    reader = signed_in(request)
    record_read(reader=reader.pk, action="cases.read", subject="desk:cases")
    wanted = Network.objects.filter(pk=request.GET.get("network", "")[:40]).first()
    may_act = Role.INVESTIGATOR in reader.roles
    waits = waiting_for(reader) if may_act else {}
    context = {
        "cases": [(case, waits.get(case.pk, 0)) for case in listed(reader)[:MOST_LISTED]], "most": MOST_LISTED,
        "wanted": wanted, "may_act": may_act,
        "orphans": len(without_lead()) if may_act else 0,
    }  # fmt: skip
    return render(request, "investigations/cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
def new_case(request: HttpRequest) -> HttpResponse:
    """Open a case."""
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = open_case(by=signed_in(request), **form.cleaned_data)
        return redirect("investigations:case", case.pk)
    return render(request, "investigations/new_case.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@never_cache
@requires(*READERS)
@in_case("case.read")
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """A case with all that is in it."""
    return _page(request, CasePage(case, signed_in(request)))


@require_POST
@requires(Role.INVESTIGATOR)
@in_case()
def add(request: HttpRequest, case: Case, part: str) -> HttpResponse:
    """Put something into a case."""
    if part not in PARTS:
        raise Http404
    form = PARTS[part].form(request.POST, request.FILES, case=case, prefix=part)
    if form.is_valid():
        try:
            form.enact(signed_in(request))
        except (CaseError, CustodyError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, PARTS[part].done)
            return redirect(f"{_address(case)}#{part}")
    record_read(reader=signed_in(request).pk, action="case.read", subject=case.subject)
    return _page(request, CasePage(case, signed_in(request), form))


def _address(case: Case) -> str:
    return redirect("investigations:case", case.pk)["Location"]


def _page(request: HttpRequest, page: CasePage) -> HttpResponse:
    wrong: PartForm | None = page.bound
    context = {"page": page, "case": page.case, "forms": page.forms, "wrong": wrong}
    return render(request, "investigations/case.html", context, status=422 if wrong or page.refused else 200)


def _member(case: Case, key: int) -> User:
    return get_object_or_404(User, pk=key, pk__in=case.members.values("user"))


def _watch_text(case: Case, row: int, by: User) -> None:
    watch_template(case=case, template=get_object_or_404(Template, pk=row), by=by)


# The steps that take words, by the field's name: where one cannot be done its words are kept.
_WORDED = {
    ("hypotheses", "settle"): "sought_against",
    ("referrals", "answer"): "answer",
    ("reviews", "settle"): "words",
}

_STEPS: dict[tuple[str, str], Step] = {
    ("tasks", "done"): lambda case, row, by, _: finish_task(task=get_object_or_404(case.tasks, pk=row), by=by),
    ("members", "remove"): lambda case, row, by, _: remove_member(case=case, user=_member(case, row), by=by),
    ("members", "lead"): lambda case, row, by, _: hand_over(case=case, user=_member(case, row), by=by),
    ("reveals", "agree"): lambda case, row, by, _: reveal_identity(
        reveal=get_object_or_404(case.reveals, pk=row), by=by
    ),
    ("reveals", "decline"): lambda case, row, by, _: decline_identity(
        reveal=get_object_or_404(case.reveals, pk=row), by=by
    ),
    ("hypotheses", "settle"): lambda case, row, by, request: settle_hypothesis(
        hypothesis=get_object_or_404(case.hypotheses, pk=row),
        state=request.POST.get("state", ""),
        sought_against=request.POST.get("sought_against", ""),
        by=by,
    ),
    ("hypotheses", "reopen"): lambda case, row, by, _: reopen_hypothesis(
        hypothesis=get_object_or_404(case.hypotheses, pk=row), by=by
    ),
    ("referrals", "answer"): lambda case, row, by, request: note_answer(
        referral=get_object_or_404(case.referrals, pk=row), answer=request.POST.get("answer", ""), by=by
    ),
    ("watches", "end"): lambda case, row, by, _: end_watch(watch=get_object_or_404(case.watches, pk=row), by=by),
    ("finds", "seen"): lambda case, row, by, _: mark_seen(
        find=get_object_or_404(FoundAgain, pk=row, watch__case=case), by=by
    ),
    ("reviews", "settle"): lambda case, row, by, request: settle_review(
        review=get_object_or_404(case.link_reviews, pk=row),
        unlink=request.POST.get("verdict") == "unlink",
        words=request.POST.get("words", ""),
        by=by,
    ),
    ("templates", "watch"): lambda case, row, by, _: _watch_text(case, row, by),
    ("closing", "reopen"): lambda case, _, by, __: reopen_case(case=case, by=by),
}


@require_POST
@requires(Role.INVESTIGATOR)
@in_case()
def step(request: HttpRequest, case: Case, part: str, row: int, step: str) -> HttpResponse:
    """Do something to what is in a case already."""
    act = _STEPS.get((part, step))
    if act is None:
        raise Http404
    by = signed_in(request)
    try:
        act(case, row, by, request)
    except CaseError as error:
        if (part, step) in _WORDED:
            words = request.POST.get(_WORDED[part, step], "")
            record_read(reader=by.pk, action="case.read", subject=case.subject)
            return _page(request, CasePage(case, by, refused=Refused(part, row, str(error), words)))
        messages.error(request, str(error))
    else:
        messages.success(request, "Done.")
    return redirect(f"{_address(case)}#{part}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.INVESTIGATOR)
@in_case("case.read")
def bundle_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose exhibits, say what the bundle is for, and have it made."""
    form = CaseBundleForm(request.POST or None, case=case)
    problem = ""
    if request.method == "POST" and form.is_valid():
        chosen = case.exhibits.select_related("item").filter(number__in=form.cleaned_data["exhibits"])
        items = [exhibit.item for exhibit in chosen if exhibit.item]
        words = {name: form.cleaned_data[name] for name in ("title", "purpose")}
        try:
            bundle = bundle_items(case=case, items=items, by=signed_in(request), **words)
        except (CaseError, CustodyError, EvidenceError) as error:
            problem = str(error)
        else:
            return redirect("investigations:bundle", bundle.pk)
    context = {"case": case, "form": form, "problem": problem}
    return render(request, "investigations/case_bundle.html", context, status=422 if form.errors or problem else 200)

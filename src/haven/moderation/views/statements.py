"""For posters and reporters, who come with a link or a case code: our reasons and questions, and their words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from haven.listings.errors import BadLink
from haven.listings.links import make_token
from haven.moderation.actions import add_to_appeal, answer_question, file_appeal
from haven.moderation.actions.appeals import decision_about, decision_of
from haven.moderation.actions.asking import question_of
from haven.moderation.actions.refusing import appeal_to_a_person, machine_statement_of
from haven.moderation.errors import ModerationError
from haven.moderation.forms import AppealForm, WordsForm
from haven.moderation.models import Appeal, Decision
from haven.notices.help_lines import help_lines
from haven.notices.models import Notice
from haven.notices.queries import by_case_code


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """The statement of reasons, how the appeal stands, and the dialogue about it."""
    try:
        decision = decision_of(token)
    except BadLink as error:
        return _bad_link(request, error)
    appeal = Appeal.objects.filter(decision=decision, notice=None).prefetch_related("messages").first()
    form = _dialogue(request, appeal)
    if form is None:
        return redirect("moderation:statement", token)
    context = {"decision": decision, "appeal": appeal, "token": token, "form": form}
    return render(request, "moderation/statement.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def machine_statement(request: HttpRequest, token: str) -> HttpResponse:
    """Why screening alone refused an ad, and the appeal to a person."""
    try:
        found = machine_statement_of(token)
    except BadLink as error:
        return _bad_link(request, error)
    form = AppealForm(request.POST or None)
    revision = found.verdict.revision if found.verdict else None
    poster = revision.listing.poster if revision else None
    if request.method == "POST" and form.is_valid() and poster is not None:
        try:
            appeal_to_a_person(statement=found, author=poster, text=form.cleaned_data["text"])
            return redirect("moderation:machine_statement", token)
        except ModerationError as error:
            form.add_error(None, str(error))
    waits = revision is not None and revision.listing.refused_by_machine and revision.listing.revision_id == revision.pk
    context = {
        "statement": found,
        "revision": revision,
        "form": form,
        "open_to_appeal": waits and not found.appealed_at,
    }
    return render(request, "moderation/machine_statement.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The form to appeal; once only, within six months."""
    form = AppealForm(request.POST or None)
    try:
        decision = decision_of(token)
        if request.method == "POST" and form.is_valid():
            file_appeal(decision=decision, text=form.cleaned_data["text"])
            return redirect("moderation:statement", token)
    except BadLink as error:
        return _bad_link(request, error)
    except ModerationError as error:
        messages.error(request, str(error))
        return redirect("moderation:statement", token)
    if Appeal.objects.filter(decision=decision, notice=None).exists() or not decision.can_be_appealed:
        return redirect("moderation:statement", token)
    context = {"decision": decision, "form": form, "token": token}
    return render(request, "moderation/file_appeal.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_appeal(request: HttpRequest, case_code: str) -> HttpResponse:
    """A reporter's appeal: filed, talked about and looked up by whoever knows the case code."""
    notice = by_case_code(case_code)
    if notice is None:
        lost = {"problem": _("We have no report with this code."), "about_report": True, "help_lines": help_lines()}
        return render(request, "moderation/bad_link.html", lost, status=410)
    appeal = Appeal.objects.filter(notice=notice).order_by("-id").prefetch_related("messages").first()
    decision = appeal.decision if appeal else decision_about(notice)
    if decision is None:
        if notice.shown == Notice.State.KEPT:  # an appeal of the poster's ended it so
            messages.info(request, _("Two people have read this ad by now, so you cannot appeal here any more."))
        return redirect("marketplace:case", notice.case_code)
    form = _dialogue(request, appeal) if appeal else _filed(request, decision, notice)
    if form is None:
        return redirect("moderation:notice_appeal", notice.case_code)
    context = {"notice": notice, "decision": decision, "appeal": appeal, "form": form, "help_lines": help_lines()}
    return render(request, "moderation/notice_appeal.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: HttpRequest, token: str) -> HttpResponse:
    """What a poster was asked, and the answer; the way to change the ad is here, too."""
    try:
        asked = question_of(token)
    except BadLink as error:
        return _bad_link(request, error)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(token=token, text=form.cleaned_data["text"])
            return redirect("moderation:question", token)
        except ModerationError as error:
            form.add_error(None, str(error))
    manage = make_token("manage", asked.decision.listing.code)
    context = {"question": asked, "decision": asked.decision, "form": form, "manage": manage}
    return render(request, "moderation/question.html", context, status=422 if form.errors else 200)


def _dialogue(request: HttpRequest, appeal: Appeal | None) -> WordsForm | AppealForm | None:
    """The form to add something to an appeal; None once it was added."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and appeal is not None and form.is_valid():
        try:
            add_to_appeal(appeal=appeal, text=form.cleaned_data["text"])
        except ModerationError as error:
            form.add_error(None, str(error))
            return form
        return None
    return form


def _filed(request: HttpRequest, decision: Decision, notice: Notice) -> AppealForm | None:
    """The form of a reporter's appeal; None once it was filed."""
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            file_appeal(decision=decision, text=form.cleaned_data["text"], notice=notice)
        except ModerationError as error:
            form.add_error(None, str(error))
            return form
        return None
    return form


def _bad_link(request: HttpRequest, error: BadLink) -> HttpResponse:
    return render(request, "moderation/bad_link.html", {"problem": str(error)}, status=410)

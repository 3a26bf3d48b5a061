"""Reporting an ad without an account, and looking the outcome up by its case code."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haven.accounts.models import User
from haven.listings.errors import BadLink
from haven.listings.links import read_token
from haven.listings.models import Listing
from haven.marketplace.forms.reports import CaseForm, ImagesForm, LostCodeForm, ReportForm
from haven.marketplace.limits import may_cause_mail, may_report
from haven.notices.actions import confirm_report, disown_report, file_notice, remind_of_cases
from haven.notices.errors import NoticesError
from haven.notices.help_lines import help_lines
from haven.notices.models import Notice, NoticeReason
from haven.notices.queries import by_case_code


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Take a report about an ad that is, or was, public."""
    listing = get_object_or_404(Listing.objects.exclude(published_at=None), code=code)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        if read["email"] and not may_cause_mail(request, read["email"]):
            form.add_error(
                "email", _("We sent many mails to this address already. Leave it empty: you get a case code here.")
            )
        elif not may_report(request):
            form.add_error(
                None, _("Very many reports came from your connection. Wait an hour, then send this one again.")
            )
        else:
            filed = _filed(request, form, listing=listing, **(read | {"reason": NoticeReason(read["reason"])}))
            if filed is not None:
                return filed
    context = {"listing": listing, "form": form, "help_lines": help_lines()}
    return render(request, "marketplace/report/form.html", context, status=422 if form.errors else 200)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Ask for a case code, however it is typed."""
    form = CaseForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        notice = by_case_code(form.cleaned_data["code"])
        if notice is not None:
            return redirect("marketplace:case", notice.case_code)
        form.add_error(
            "code",
            _(
                "We have no report with this code. Look for letters that were swapped;"
                " there is no O, I or L, no 0 or 1."
            ),
        )
    return _cases(request, form, status=404 if form.errors else 200)


@require_POST
def lost_code(request: HttpRequest) -> HttpResponse:
    """Send the codes of an address to it; the page says the same whether there are any."""
    lost = LostCodeForm(request.POST)
    if not lost.is_valid():
        return _cases(request, CaseForm(), lost=lost, status=422)
    if may_cause_mail(request, lost.cleaned_data["email"]):
        remind_of_cases(email=lost.cleaned_data["email"])
    messages.success(request, _("If reports came from this address, their codes are on the way to it."))
    return redirect("marketplace:cases")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever got the receipt says whether the report is theirs; by buttons, as programs follow links."""
    try:
        notice = get_object_or_404(Notice.objects.select_related("listing"), pk=int(read_token("report", token)))
    except BadLink as error:
        lost = {"problem": str(error), "about_report": True, "help_lines": help_lines()}
        return render(request, "marketplace/bad_link.html", lost, status=410)
    if request.method == "POST" and "mine" in request.POST:
        confirm_report(notice=notice)
        messages.success(request, _("Thank you: now it counts as yours."))
        return redirect("marketplace:case", notice.case_code)
    if request.method == "POST":
        disown_report(notice=notice)
        messages.success(request, _("Your address is off this report. You get no more mail about it."))
        return redirect("marketplace:cases")
    return render(request, "marketplace/report/own.html", {"notice": notice, "help_lines": help_lines()})


@require_http_methods(["GET", "HEAD", "POST"])
def images(request: HttpRequest) -> HttpResponse:
    """Have an intimate image removed within 48 hours, without an account."""
    form = ImagesForm(request.POST if request.method == "POST" else None, initial={"ad": request.GET.get("ad", "")})
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        if not may_cause_mail(request, read["email"]):
            form.add_error("email", _("We sent many mails to this address already. Wait an hour, or use another one."))
        else:
            values = {name: read[name] for name in ("text", "name", "email", "good_faith")}
            filed = _filed(request, form, listing=read["ad"], reason=NoticeReason.INTIMATE, **values)
            if filed is not None:
                return filed
    context = {"form": form, "help_lines": help_lines()}
    return render(request, "marketplace/report/images.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def case(request: HttpRequest, case_code: str) -> HttpResponse:
    """What became of a report."""
    notice = by_case_code(case_code)
    if notice is None:
        form = CaseForm({"code": case_code})
        form.add_error("code", _("We have no report with this code."))
        return _cases(request, form, status=404)
    context = {"notice": notice, "just_filed": request.GET.get("just") == "filed", "help_lines": help_lines()}
    return render(request, "marketplace/report/case.html", context)


def _cases(
    request: HttpRequest, form: CaseForm, *, lost: LostCodeForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "lost": lost or LostCodeForm(auto_id="lost_%s"), "help_lines": help_lines()}
    return render(request, "marketplace/report/cases.html", context, status=status)


def _filed(request: HttpRequest, form: Form, *, listing: Listing, **values: Any) -> HttpResponse | None:
    """File a report and lead to its page; None where it cannot be taken, which the form then says."""
    reporter = request.user if isinstance(request.user, User) else None
    try:
        notice = file_notice(listing=listing, reporter=reporter, **values)
    except NoticesError as error:
        form.add_error(None, str(error))
        return None
    return redirect(reverse("marketplace:case", args=[notice.case_code]) + "?just=filed")

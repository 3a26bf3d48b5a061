"""Reporting an ad without an account, and looking the outcome up by its case code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haven.listings.models import Listing
from haven.marketplace.forms.reports import CaseForm, ReportForm
from haven.marketplace.limits import may_cause_mail, may_report
from haven.notices.actions import file_notice
from haven.notices.models import NoticeReason
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
                "email", "We sent many mails to this address already. Leave it empty: you get a case code here."
            )
        elif not may_report(request):
            form.add_error(None, "Very many reports came from your connection. Wait an hour, then send this one again.")
        else:
            read["reason"] = NoticeReason(read["reason"])
            notice = file_notice(listing=listing, **read)
            return redirect(reverse("marketplace:case", args=[notice.case_code]) + "?just=filed")
    context = {"listing": listing, "form": form}
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
            "We have no report with this code. Look for letters that were swapped; there is no O, I or L, no 0 or 1.",
        )
    return render(request, "marketplace/report/cases.html", {"form": form}, status=404 if form.errors else 200)


@require_safe
@never_cache
def case(request: HttpRequest, case_code: str) -> HttpResponse:
    """What became of a report."""
    notice = by_case_code(case_code)
    if notice is None:
        form = CaseForm({"code": case_code})
        form.add_error("code", "We have no report with this code.")
        return render(request, "marketplace/report/cases.html", {"form": form}, status=404)
    context = {"notice": notice, "just_filed": request.GET.get("just") == "filed"}
    return render(request, "marketplace/report/case.html", context)

"""A threat to somebody's life or safety: whom to call, and what was told to whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from haven.accounts.models import Role
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.cases.actions.danger import report_danger
from haven.cases.directory import police, recipient_called
from haven.cases.errors import CaseError
from haven.cases.models import DangerReport
from haven.ledger.actions import record_read
from haven.listings.actions.quarantining import unseen_subjects
from haven.listings.models import Listing
from haven.moderation.safety_forms import DangerForm
from haven.moderation.views.desk import READERS, submitted_or_404
from haven.site.queries import site

_SHOWN = 200


@require_http_methods(["GET", "POST"])
@never_cache
@requires(*MODERATORS, Role.CHILD_SAFETY)
def danger(request: HttpRequest, code: str) -> HttpResponse:
    """The police contacts, what was told about this ad before, and the form to note what was told now."""
    reader = signed_in(request)
    is_for_children = str(Role.CHILD_SAFETY) in reader.roles
    listing = get_object_or_404(Listing, code=code) if is_for_children else submitted_or_404(code)
    record_read(reader=reader.pk, action="danger.read", subject=listing.subject)
    form = DangerForm(request.POST or None, home=site().region)
    if form.is_bound and form.is_valid():
        try:
            to = recipient_called(form.cleaned_data.pop("to"))
            report_danger(subject=listing.subject, to=to, by=reader, **form.cleaned_data)
            messages.success(request, "Noted, with the time. If you have not called yet, call now.")
            return redirect("moderation:danger", code)
        except CaseError as error:
            form.add_error(None, str(error))
    before = DangerReport.objects.filter(subject=listing.subject).select_related("told_by")
    home = site().region
    contacts = sorted(police(), key=lambda one: (one.country != home, one.country))
    context = {"form": form, "listing": listing, "before": before, "contacts": contacts, "tab": "danger"}
    return render(request, "moderation/danger.html", context, status=422 if form.errors else 200)


@require_GET
@never_cache
@requires(*READERS, Role.CHILD_SAFETY)
def dangers(request: HttpRequest) -> HttpResponse:
    """All that was told to the police, the latest first."""
    record_read(reader=signed_in(request).pk, action="dangers.read", subject="desk:danger")
    rows = DangerReport.objects.select_related("told_by")
    if Role.CHILD_SAFETY not in signed_in(request).roles:
        rows = rows.exclude(subject__in=unseen_subjects())
    rows = rows[:_SHOWN]
    return render(request, "moderation/dangers.html", {"reports": rows, "tab": "danger"})

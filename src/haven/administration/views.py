"""Pages of the operator's desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.administration.figures import waiting
from haven.administration.forms import SettingsForm, TermsForm
from haven.administration.panels import panels
from haven.ledger.actions import person
from haven.ledger.alarms import problems
from haven.records.comparing import compare
from haven.site.actions import change_site, publish_terms
from haven.site.errors import SiteError
from haven.site.markup import as_html
from haven.site.models import SiteSettings, TermsVersion
from haven.site.queries import current_terms, next_terms
from haven.site.themes import palette

_SPANS = (30, 90)  # days


@require_safe
@never_cache
@requires(Role.ADMINISTRATOR)
def figures(request: HttpRequest) -> HttpResponse:
    """What happens on the site, in numbers."""
    days = next((days for days in _SPANS if request.GET.get("days") == str(days)), _SPANS[0])
    context = {"tab": "figures", "days": days, "spans": _SPANS, "panels": panels(days), "waiting": waiting()}
    context["alarms"] = problems()
    return render(request, "administration/figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.ADMINISTRATOR)
def settings(request: HttpRequest) -> HttpResponse:
    """Name, look, places, imprint and contact points."""
    saved = SiteSettings.objects.first() or SiteSettings()
    form = SettingsForm(request.POST or None, request.FILES or None, saved=saved)
    if request.method == "POST" and form.is_valid():
        change_site(actor=person(signed_in(request).pk), **form.changes())
        messages.success(request, "Saved. Every page shows it from now on.")
        return redirect("administration:settings")
    context = {
        "form": form,
        "saved": saved,
        "shown": [
            tokens | {"button": tokens["accent-ink"], "soft": tokens["ink-soft"]}
            for tokens in palette(saved.theme, saved.accent_light, saved.accent_dark)
        ],
        "tab": "settings",
    }
    return render(request, "administration/settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.ADMINISTRATOR)
def terms(request: HttpRequest) -> HttpResponse:
    """The versions of the terms; write another, look at what it changes, publish it."""
    now, ahead = current_terms(), next_terms(timezone.localdate())
    last = ahead or now
    first = {"text": last.text if last else "", "valid_from": timezone.localdate()}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=first)
    looked_at = {}
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n") + "\n"
        if "publish" in request.POST:
            try:
                publish_terms(actor=person(signed_in(request).pk), **form.cleaned_data)
                messages.success(request, "Published. People see it announced until it is in force.")
                return redirect("administration:terms")
            except SiteError as error:
                form.add_error(None, str(error))
        looked_at = {"words": as_html(text), "changes": compare(last.text if last else "", text)}
    context = {"form": form, "now": now, "ahead": ahead, "versions": TermsVersion.objects.defer("text"), "tab": "terms"}
    return render(request, "administration/terms.html", context | looked_at, status=422 if form.errors else 200)

"""A person's tokens for programs: made, shown once, revoked; and those of the site's own integrations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from haven.accounts.models import Role
from haven.accounts.permissions import requires, signed_in
from haven.api.actions import make_token, open_integration, revoke_token
from haven.api.errors import ApiError
from haven.api.models import ApiToken
from haven.marketplace.forms.programs import IntegrationForm, TokenForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires()
def programs(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a form for another; the answer to that is the only page that ever shows it."""
    me = signed_in(request)
    form = TokenForm(request.POST if request.method == "POST" else None, desks=bool(me.roles))
    made = None
    if form.is_bound and form.is_valid():
        try:
            made = make_token(user=me, name=form.cleaned_data["name"], scopes=form.wanted, expires_at=form.expires_at)
            form = TokenForm(desks=bool(me.roles))
        except ApiError as error:
            form.add_error(None, str(error))
    context = {"form": form, "made": made, "tokens": ApiToken.objects.filter(user=me)[:100], "mine": True}
    return render(request, "marketplace/programs/tokens.html", context, status=422 if form.errors else 200)


@requires()
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End one of one's own tokens."""
    me = signed_in(request)
    revoke_token(token=get_object_or_404(ApiToken, pk=number, user=me), by=me)
    messages.success(request, _("Revoked. Nothing can be done with this token any more."))
    return redirect("marketplace:programs")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Role.ADMINISTRATOR)
def integrations(request: HttpRequest) -> HttpResponse:
    """Every token that is good, by whose it is; and a form for a program of the site's own."""
    admin = signed_in(request)
    form = IntegrationForm(request.POST if request.method == "POST" else None)
    made = None
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        try:
            made = open_integration(
                name=read["name"], email=read["email"], scopes=form.wanted, expires_at=form.expires_at, by=admin
            )
            form = IntegrationForm()
        except ApiError as error:
            form.add_error(None, str(error))
    tokens = ApiToken.alive().select_related("user", "made_by")[:200]
    context = {"form": form, "made": made, "tokens": tokens, "mine": False}
    return render(request, "marketplace/programs/tokens.html", context, status=422 if form.errors else 200)


@requires(Role.ADMINISTRATOR)
@require_POST
def end_integration(request: HttpRequest, number: int) -> HttpResponse:
    """End any token."""
    revoke_token(token=get_object_or_404(ApiToken, pk=number), by=signed_in(request))
    messages.success(request, _("Revoked. Nothing can be done with this token any more."))
    return redirect("marketplace:integrations")

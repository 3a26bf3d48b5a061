"""For posters, who come with the link from their mail: our reasons, and what they say against them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from haven.listings.errors import BadLink
from haven.moderation.actions import file_appeal
from haven.moderation.actions.appeals import decision_of
from haven.moderation.errors import ModerationError
from haven.moderation.forms import AppealForm
from haven.moderation.models import Appeal


@require_safe
@never_cache
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """The statement of reasons, and how the appeal stands, if there is one."""
    try:
        decision = decision_of(token)
    except BadLink as error:
        return _bad_link(request, error)
    context = {
        "decision": decision,
        "appeal": Appeal.objects.filter(decision=decision).first(),
        "token": token,
    }
    return render(request, "moderation/statement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The form to appeal; once only."""
    try:
        decision = decision_of(token)
        form = AppealForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            file_appeal(token=token, text=form.cleaned_data["text"])
            return redirect("moderation:statement", token)
    except BadLink as error:
        return _bad_link(request, error)
    except ModerationError:
        return redirect("moderation:statement", token)
    if Appeal.objects.filter(decision=decision).exists():
        return redirect("moderation:statement", token)
    context = {"decision": decision, "form": form, "token": token}
    return render(request, "moderation/file_appeal.html", context, status=422 if form.errors else 200)


def _bad_link(request: HttpRequest, error: BadLink) -> HttpResponse:
    return render(request, "moderation/bad_link.html", {"problem": str(error)}, status=410)

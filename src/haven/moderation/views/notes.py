"""What the desk says among itself: notes about ads, and who works on what."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.moderation.actions import set_skills, write_note
from haven.moderation.errors import ModerationError
from haven.moderation.queries import team
from haven.moderation.queries.own_work import team_limits
from haven.moderation.views.desk import READERS, desk_context, submitted_or_404
from haven.moderation.views.items import Kept, show_item
from haven.moderation.work_forms import FlaggerForm, WorkRulesForm
from haven.notices.actions import dismiss_flagger, name_flagger, suspend_reporter, warn_reporter
from haven.notices.errors import NoticesError
from haven.notices.models import Notice, TrustedFlagger


@require_POST
@requires(*MODERATORS)
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Leave a note and return to the ad."""
    listing = submitted_or_404(code)
    text = request.POST.get("text", "")
    try:
        write_note(listing=listing, author=signed_in(request), text=text)
    except ModerationError as error:
        return show_item(request, listing, problem=str(error), kept=Kept(note=text), status=422)
    return redirect("moderation:item", code)


@require_GET
@never_cache
@requires(*READERS)
def people(request: HttpRequest) -> HttpResponse:
    """Who works at the desk, on which lanes."""
    return _team_page(request, FlaggerForm())


def _team_page(request: HttpRequest, form: FlaggerForm) -> HttpResponse:
    record_read(reader=signed_in(request).pk, action="team.read", subject="desk:team")
    context = desk_context(request, "team")
    named = TrustedFlagger.objects.select_related("user", "named_by").order_by("body")
    reader, found = signed_in(request), team()
    leads = bool(reader.roles & {Role.SENIOR_MODERATOR, Role.AUDITOR})
    limits = team_limits()
    context |= {"team": found, "flaggers": named, "naming": form, "limits": limits, "leads": leads}
    context |= {"rules": WorkRulesForm(initial=asdict(limits)), "capacity": found.capacity if leads else []}
    return render(request, "moderation/team.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Role.SENIOR_MODERATOR)
def skills(request: HttpRequest, user_id: int) -> HttpResponse:
    """Set what one person works on."""
    found = team()
    user = get_object_or_404(User.objects.filter(pk__in=[member.user.pk for member in found.members]), pk=user_id)
    known = {lane.slug for lane in found.lanes}
    set_skills(user=user, lanes=known & set(request.POST.getlist("lane")), senior=signed_in(request))
    messages.success(request, f"Saved what {user.name} works on.")
    return redirect("moderation:team")


@require_POST
@requires(*MODERATORS)
def misuse(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Warn who keeps reporting what is lawful; a senior moderator suspends who was warned."""
    notice = get_object_or_404(Notice.objects.select_related("listing"), pk=notice_id)
    who = signed_in(request)
    try:
        if request.POST.get("step") == "suspend" and Role.SENIOR_MODERATOR in who.roles:
            suspend_reporter(notice=notice, senior=who)
            messages.success(request, "Suspended for 30 days, and told. Where somebody is in danger we still listen.")
        else:
            warn_reporter(notice=notice, moderator=who)
            messages.success(request, "Warned by mail.")
    except NoticesError as error:
        messages.error(request, str(error))
    return redirect("moderation:item", notice.listing.code)


@require_POST
@requires(Role.SENIOR_MODERATOR)
def flaggers(request: HttpRequest) -> HttpResponse:
    """Name a trusted flagger by the address of their account, or dismiss one."""
    senior = signed_in(request)
    if "dismiss" in request.POST:
        dismissed = get_object_or_404(User, pk=request.POST["dismiss"] if request.POST["dismiss"].isdecimal() else 0)
        dismiss_flagger(user=dismissed, senior=senior)
        messages.success(request, f"{dismissed.name} is no trusted flagger any more.")
        return redirect("moderation:team")
    form = FlaggerForm(request.POST)
    if not form.is_valid():
        return _team_page(request, form)
    user = form.cleaned_data["email"]
    name_flagger(user=user, body=form.cleaned_data["body"], senior=senior)
    messages.success(request, f"Reports that {user.name} files while signed in come first now.")
    return redirect("moderation:team")

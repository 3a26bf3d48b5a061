"""What the desk says among itself: notes about ads, and who works on what."""

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
from haven.moderation.views.desk import READERS, desk_context, submitted_or_404
from haven.moderation.views.items import Kept, show_item


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
    record_read(reader=signed_in(request).pk, action="team.read", subject="desk:team")
    context = desk_context(request, "team")
    return render(request, "moderation/team.html", context | {"team": team()})


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

"""What waits for a decision, and what becomes of it while a page is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from haven.accounts.permissions import MODERATORS, requires, signed_in
from haven.ledger.actions import record_read
from haven.listings.models import Listing
from haven.moderation.actions import claim, release
from haven.moderation.actions.resting import keep_words
from haven.moderation.errors import ModerationError
from haven.moderation.models import Claim
from haven.moderation.views.desk import READERS, chosen_queue, desk_context, previous_to, remember_step


@require_GET
@never_cache
@requires(*READERS)
def queue(request: HttpRequest) -> HttpResponse:
    """Held ads, reported ads and appeals in one list, a lane of it, or the lanes that this person works on."""
    record_read(reader=signed_in(request).pk, action="queue.read", subject="desk:queue")
    return render(request, "moderation/queue.html", desk_context(request, "queue"))


@require_GET
@never_cache
@requires(*READERS)
def part(request: HttpRequest) -> HttpResponse:
    """What an open page asks for every few seconds: nothing new (204), or the list anew.

    Keeps the claim of what is open, and says when the open ad is no longer as it was read.
    """
    reader, current = signed_in(request), request.GET.get("current", "")
    in_hand = Claim.objects.filter(subject=current, holder=reader).exists()
    if in_hand:
        _keep(request, current)
    found = chosen_queue(request)
    moved_on = _moved_on(current, request.GET.get("revision", ""))
    told, own = request.GET.get("told") == "yes", found.work
    knows_of_rest = own.break_due == (request.GET.get("rest") == "yes")
    if found.seen == request.GET.get("seen") and (not moved_on or told) and knows_of_rest:
        return HttpResponse(status=204)
    record_read(reader=reader.pk, action="queue.read", subject="desk:queue")
    context = {
        "queue": found,
        "own": own,
        "is_part": True,
        "in_hand": in_hand,
        "current": current,
        "revision": request.GET.get("revision", ""),
        "moved_on": moved_on,
        "is_wide": request.GET.get("wide") == "yes",
    }
    return render(request, "moderation/queue_part.html", context)


@require_POST
@requires(*MODERATORS)
def step(request: HttpRequest) -> HttpResponse:
    """Let the open item go undecided, and open the next or the previous one that is free."""
    subject = request.POST.get("subject", "")[:80]
    keep_words(moderator=signed_in(request), subject=subject, typed=request.POST)
    release(subject=subject, moderator=signed_in(request))
    found, way = chosen_queue(request), request.POST.get("to")
    to = previous_to(request, found, subject) if way == "previous" else found.after(subject)
    if to is None or way == "queue":
        request.session.pop("passed", None)
        return redirect("moderation:queue")
    remember_step(request, left=subject, to=to.key, back=way == "previous")
    return redirect(to.address)


def _keep(request: HttpRequest, subject: str) -> None:
    try:
        claim(subject=subject, moderator=signed_in(request))
    except ModerationError:  # it ran out, and somebody was quicker: the page says so at the next decision
        return


def _moved_on(subject: str, revision: str) -> bool:
    code = subject.removeprefix("listing:")
    if code == subject or not revision.isdecimal():
        return False
    return not Listing.objects.filter(code=code, revision=int(revision[:18])).exists()

"""What every page of the desk is drawn from: the queue beside it, who has what in hand, what can still be undone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, signed_in
from haven.listings.actions.quarantining import is_quarantined
from haven.listings.models import Listing
from haven.moderation.actions import claim
from haven.moderation.errors import InOtherHands
from haven.moderation.models import Claim
from haven.moderation.queries import Queue, QueueItem, queue_for, undoable_by
from haven.moderation.queries.hardness import kinds_of_subject

READERS = (*MODERATORS, Role.AUDITOR)
_PASSED = 50


def may_decide(reader: User) -> bool:
    """Whether this person decides, as against only reads."""
    return bool(reader.roles & {str(role) for role in MODERATORS})


def chosen_queue(request: HttpRequest) -> Queue:
    """The queue as this person wants it: the lane they chose last, for as long as they are signed in."""
    if "lane" in request.GET:
        request.session["lane"] = request.GET["lane"][:64]
    return queue_for(signed_in(request), str(request.session.get("lane", "")))


def previous_to(request: HttpRequest, queue: Queue, subject: str) -> QueueItem | None:
    """Where "previous" leads: back to what was passed over last, which need not stand before this one in the list."""
    return queue.before(subject, request.session.get("passed", []))


def remember_step(request: HttpRequest, *, left: str, to: str, back: bool) -> None:
    """Keep what was passed over, for as long as somebody is signed in and steps on."""
    passed = [one for one in request.session.get("passed", []) if one not in {left, to}]
    request.session["passed"] = passed if back else [*passed, left][-_PASSED:]


def take_in_hand(request: HttpRequest, subject: str) -> str:
    """Claim what is opened; the name of the colleague who has it already, or nothing.

    Raises:
        NotNow: it is not for this person now.
    """
    try:
        claim(subject=subject, moderator=signed_in(request))
    except InOtherHands as error:
        return error.holder
    return ""


def rest_instead(request: HttpRequest, subject: str, queue: Queue) -> HttpResponse | None:
    """A page in place of an item that its reader is not to see now; none where they may, have it already or insist."""
    reader = signed_in(request)
    has_it = Claim.objects.filter(subject=subject, holder=reader, until__gte=timezone.now()).exists()
    if has_it or not may_decide(reader) or "anyway" in request.GET:
        return None
    hindrance = queue.work.hindrance(kinds_of_subject(subject))
    if not hindrance:
        return None
    context = {"hindrance": hindrance, "next": queue.after(subject), "subject": subject}
    return render(request, "moderation/rest.html", desk_context(request, "queue", queue, subject) | context)


def desk_context(request: HttpRequest, tab: str, queue: Queue | None = None, current: str = "") -> dict[str, object]:
    """The queue (read here unless the page has it already), what can be undone, which tab and item are open."""
    reader, queue = signed_in(request), queue or chosen_queue(request)
    return {
        "queue": queue,
        "undoable": undoable_by(reader),
        "may_decide": may_decide(reader),
        "is_senior": Role.SENIOR_MODERATOR in reader.roles,
        "own": queue.work,
        "tab": tab,
        "current": current,
    }


def submitted_or_404(code: str) -> Listing:
    """The ad with this code.

    Raises:
        Http404: there is none, it was never submitted, or it is for the child-safety role alone.
    """
    rows = Listing.objects.select_related("poster", "category", "revision__category__parent", "revision__place")
    listing: Listing = get_object_or_404(rows, code=code)
    if listing.revision is None or is_quarantined(listing):
        raise Http404
    return listing

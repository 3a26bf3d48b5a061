"""What every page of the desk is drawn from: the queue beside it, and what can still be undone."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from haven.accounts.models import Role, User
from haven.accounts.permissions import MODERATORS, signed_in
from haven.listings.models import Listing
from haven.moderation.queries import Queue, queue_for, recent_decisions

READERS = (*MODERATORS, Role.AUDITOR)


def may_decide(reader: User) -> bool:
    """Whether this person decides, as against only reads."""
    return bool(reader.roles & {str(role) for role in MODERATORS})


def desk_context(request: HttpRequest, tab: str, queue: Queue | None = None) -> dict[str, object]:
    """The queue (read here unless the page has it already), what can be undone, which tab is open."""
    reader = signed_in(request)
    return {
        "queue": queue or queue_for(reader),
        "undoable": recent_decisions(reader),
        "may_decide": may_decide(reader),
        "tab": tab,
    }


def submitted_or_404(code: str) -> Listing:
    """The ad with this code.

    Raises:
        Http404: there is none, or it was never submitted.
    """
    rows = Listing.objects.select_related("poster", "category", "revision__category", "revision__place")
    listing: Listing = get_object_or_404(rows, code=code)
    if listing.revision is None:
        raise Http404
    return listing

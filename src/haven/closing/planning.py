"""What a closing would do with what is here now, in numbers. Reads, changes nothing."""

from haven.accounts.models import User
from haven.closing.standing import Rows
from haven.listings.models import Listing, ListingDraft, ListingState
from haven.moderation.models import Appeal
from haven.notices.models import Notice


def plan() -> Rows:
    """Lines of a name and words."""
    live = Listing.objects.filter(state=ListingState.PUBLISHED)
    posters = live.values("poster").distinct().count()
    return [
        ("mails", f"{User.objects.filter(is_active=True).count():,} to everybody; {posters:,} of them have a live ad"),
        ("ads", f"{live.count():,} live ads end on the day, {ListingDraft.objects.count():,} drafts go nowhere"),
        ("to decide first", f"{_open_reports():,} open reports, {_open_appeals():,} open appeals"),
    ]


def _open_reports() -> int:
    return Notice.objects.filter(state=Notice.State.OPEN).count()


def _open_appeals() -> int:
    return Appeal.objects.filter(answered_at=None).count()

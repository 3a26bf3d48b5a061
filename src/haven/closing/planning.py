"""What a closing would do with what is here now, in numbers. Reads, changes nothing.

Owns the dry run. What child safety keeps is in none of the numbers about what is sealed: the operator does not learn
how much it is.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from haven.accounts.models import User
from haven.closing.actions.announcing import searches_to_tell
from haven.closing.choosing import choose, general_holds, in_parts
from haven.closing.schedule import PEOPLE_DAYS, RECORD_DAYS
from haven.closing.standing import Rows
from haven.closing.survivors import Kept, survivors
from haven.closing.tables import count_going
from haven.custody.models import EvidenceFile
from haven.legal.queries import open_requests
from haven.listings.models import Listing, ListingDraft, ListingState
from haven.moderation.models import Appeal
from haven.notices.models import Notice
from haven.records.counting import many
from haven.site.models import Closing


def plan() -> Rows:
    """Lines of a name and words."""
    live = Listing.objects.filter(state=ListingState.PUBLISHED)
    posters = live.values("poster").distinct().count()
    people = User.objects.filter(is_active=True).count()
    first = timezone.localdate() + timedelta(days=1)
    return [
        ("mails", f"{people:,} to everybody with an account; {posters:,} of them {_has(posters)} a live ad"),
        ("saved searches", f"{many(_addresses(), 'mail')} to whoever has one and no account"),
        ("ads", _ads(live.count(), ListingDraft.objects.count())),
        ("to decide first", ", ".join(_to_decide())),
        ("sealed", _sealed()),
        ("apart", "what child safety keeps is sealed for itself alone, or stays where it is"),
        (f"from day {PEOPLE_DAYS}", _going(survivors(with_records=True, with_staff=True))),
        (f"from day {RECORD_DAYS}", _going(survivors(with_records=False, with_staff=True))),
        ("never before", "what a hold covers, each until its day; who works here, until nothing is left to keep"),
        ("earliest day", f"{first}: haven close announce {first}"),
        ("yours to delete", "backups that were written before the erasure, wherever you keep them"),
    ]


def tables() -> Rows:
    """For each table, what goes in the first erasure and what stays after the last."""
    first = count_going(survivors(with_records=True, with_staff=True))
    last = count_going(survivors(with_records=False, with_staff=True))
    return [(table, _go_and_stay(first[table][0], last[table][1])) for table in sorted(first)]


def _sealed() -> str:
    general = choose().general
    size = EvidenceFile.objects.filter(item__in=general).aggregate(all=Sum("size"))["all"] or 0
    parts = sum(1 for _ in in_parts(general))
    holds = general_holds().count()
    exhibits = f"{many(len(general), 'exhibit')} ({size / 2**20:,.0f} MB) in {many(parts, 'part')}"
    return f"{exhibits}, {many(holds, 'hold')}, and the log"


def _ads(live: int, drafts: int) -> str:
    ends, goes = ("ends" if live == 1 else "end"), ("goes" if drafts == 1 else "go")
    return f"{many(live, 'live ad')} {ends} on the day, {many(drafts, 'draft')} {goes} nowhere"


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _go_and_stay(going: int, staying: int) -> str:
    return f"{going:,} {'goes' if going == 1 else 'go'}, {staying:,} {'stays' if staying == 1 else 'stay'}"


def _addresses() -> int:
    return searches_to_tell(Closing()).count()


def _going(kept: Kept) -> str:
    counted = count_going(kept).values()
    going, staying = sum(going for going, _ in counted), sum(stay for _, stay in counted)
    return f"{many(going, 'row')} may go, {staying:,} {'stays' if staying == 1 else 'stay'}"


def _to_decide() -> list[str]:
    return [
        many(Notice.objects.filter(state=Notice.State.OPEN).count(), "open report"),
        many(Appeal.objects.filter(answered_at=None).count(), "open appeal"),
        f"{many(open_requests().count(), 'request')} of authorities",
    ]

"""How long each kind of record is kept, and deleting what is older.

Owns the table that the operator's settings, the privacy page and the daily job go by. What a hold covers stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_noop

from haven.custody.queries import held
from haven.ledger.actions import machine, record
from haven.listings.models import Conversation, Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from haven.rights.actions.erasing import delete_conversations, delete_listing
from haven.rights.belongings import names_of, names_with_talk

_AT_ONCE = 200  # in any order: what has to stay must not stand before the rest


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its setting (`HAVEN_KEEP_<NAME>_DAYS`), what it is, since when it counts, and how it goes.

    `delete` takes the moment before which it is too old, deletes at most some hundreds and says how many.
    """

    name: str
    what: str
    since: str
    delete: Callable[[datetime], int]

    @property
    def days(self) -> int:
        """What the operator decided."""
        return int(settings.KEEP_DAYS[self.name])


def keep_no_longer() -> dict[str, int]:
    """Delete what is too old of every kind; how many of each."""
    return {kind.name: _keep_no_longer(kind) for kind in KINDS}


@transaction.atomic
def _keep_no_longer(kind: Kind) -> int:
    deleted = kind.delete(timezone.now() - timedelta(days=kind.days))
    if deleted:
        record(
            actor=machine("clock"), action="records.expired", subject=f"site:{kind.name}", count=deleted, days=kind.days
        )
    return deleted


def _drafts(before: datetime) -> int:
    states = [ListingState.DRAFT, ListingState.PENDING]
    old = Listing.objects.filter(state__in=states, revision=None, created_at__lt=before)
    return _delete_listings(list(old.exclude(draft__updated_at__gte=before).order_by("?")[:_AT_ONCE]))


def _ads(before: datetime) -> int:
    """Ended ads that nobody decided about or reported; the others are records of that."""
    ended = Listing.objects.filter(ended_at__lt=before, decisions=None, notices=None)
    return _delete_listings(list(ended.order_by("?")[:_AT_ONCE]))


def _messages(before: datetime) -> int:
    """Conversations without a word since, and without an open report."""
    last = Coalesce(Max("messages__created_at"), "created_at")
    silent = Conversation.objects.annotate(last=last).filter(last__lt=before)
    rows = silent.exclude(notices__state=Notice.State.OPEN).select_related("listing").order_by("?")[:_AT_ONCE]
    found = list(rows)
    kept = held({name for row in found for name in names_of(row)})
    going = [row for row in found if not names_of(row) & kept]
    delete_conversations(going)
    return len(going)


def _mails(before: datetime) -> int:
    over = Q(sent_at__lt=before) | Q(cancelled_at__lt=before)
    old = list(OutgoingMail.objects.filter(over).order_by("pk").values_list("pk", "recipient")[: _AT_ONCE * 10])
    deleted, _ = OutgoingMail.objects.filter(pk__in=[pk for pk, _ in old]).delete()
    return deleted


def _reporters(before: datetime) -> int:
    """Names and addresses in reports that are closed; what was reported and decided stays."""
    closed = Notice.objects.filter(closed_at__lt=before).exclude(name="", email="")
    return closed.update(name="", email="")


def _delete_listings(listings: list[Listing]) -> int:
    names = {listing.pk: names_with_talk(listing) for listing in listings}
    kept = held(set().union(*names.values()))
    return sum(delete_listing(listing) for listing in listings if not names[listing.pk] & kept)


KINDS = (
    Kind("drafts", gettext_noop("Ads that were begun and never sent"), gettext_noop("the last change"), _drafts),
    Kind(
        "ads",
        gettext_noop("Ads that have ended, with their photos and earlier versions"),
        gettext_noop("their end"),
        _ads,
    ),
    Kind("messages", gettext_noop("Conversations, with their photos"), gettext_noop("the last message"), _messages),
    Kind("mails", gettext_noop("Copies of mails that we sent"), gettext_noop("the sending"), _mails),
    Kind("reporters", gettext_noop("Names and addresses in reports"), gettext_noop("the decision"), _reporters),
)

"""How long each kind of record is kept, and deleting what is older.

Owns the table that the operator's policy, the privacy page and the daily job go by. What a hold covers stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from haven.accounts.models import Acceptance, FormerAddress, User
from haven.custody.queries import held
from haven.ledger.actions import machine, record
from haven.listings.models import Conversation, Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from haven.rights.actions.erasing import delete_conversations, delete_listing
from haven.rights.belongings import names_of, names_with_talk
from haven.rights.models import Erasure
from haven.rights.policy import days_kept
from haven.rights.rooms import rooms

_UNCLAIMED = timedelta(days=30)
_AT_ONCE = 200  # in any order: what has to stay must not stand before the rest


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in the policy, what it is, since when it counts, and how it goes.

    `delete` takes the moment before which it is too old, deletes at most some hundreds and says how many.
    """

    name: str
    what: str
    since: str
    delete: Callable[[datetime], int]

    @property
    def days(self) -> int:
        """What the operator decided."""
        return days_kept()[self.name]


def keep_no_longer() -> dict[str, int]:
    """Delete what is too old of every kind; how many of each.

    Raises:
        RightsError: the operator's policy cannot be read, so nothing is deleted.
    """
    days_kept()
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
    old = list(OutgoingMail.objects.filter(over).order_by("?").values_list("pk", "recipient")[: _AT_ONCE * 10])
    kept = _held_addresses({recipient for _, recipient in old})
    deleted, _ = OutgoingMail.objects.filter(pk__in=[pk for pk, to in old if to.lower() not in kept]).delete()
    return deleted


def _reporters(before: datetime) -> int:
    """Names and addresses in reports that are closed; what was reported and decided stays."""
    closed = Notice.objects.filter(closed_at__lt=before).exclude(name="", email="")
    old = list(closed.order_by("?").values_list("pk", "email", "reporter_id", "listing__code")[: _AT_ONCE * 10])
    names = {pk: {f"person:{reporter}", f"listing:{code}"} for pk, _, reporter, code in old}
    kept, addresses = held(set().union(*names.values())), _held_addresses({email for _, email, *_ in old})
    going = [pk for pk, email, *_ in old if email.lower() not in addresses and not names[pk] & kept]
    return Notice.objects.filter(pk__in=going).update(name="", email="", confirmed_at=None)


def _held_addresses(addresses: set[str]) -> set[str]:
    """Those of these addresses, in lower case, that an account has or had which a hold covers."""
    wanted = {address.lower() for address in addresses}
    rows = [
        *User.objects.filter(email__in=wanted).values_list("pk", "email"),
        *FormerAddress.objects.filter(email__in=wanted).values_list("user_id", "email"),
        *Erasure.objects.filter(address__in=wanted).values_list("person_id", "address"),
    ]
    kept = held({f"person:{pk}" for pk, _ in rows})
    return {email.lower() for pk, email in rows if f"person:{pk}" in kept}


def _delete_listings(listings: list[Listing]) -> int:
    names = {listing.pk: names_with_talk(listing) for listing in listings}
    kept = held(set().union(*names.values()))
    return sum(delete_listing(listing) for listing in listings if not names[listing.pk] & kept)


def _words(before: datetime) -> int:
    return sum(room.forget(before) for room in rooms())


def _consents(before: datetime) -> int:
    """Those of old steps, and those of steps that nobody confirmed within a month."""
    nobodys = Q(person=None, accepted_at__lt=timezone.now() - _UNCLAIMED)
    old = list(Acceptance.objects.filter(Q(accepted_at__lt=before) | nobodys).order_by("?")[: _AT_ONCE * 10])
    kept = held({name for row in old for name in (row.subject, f"person:{row.person_id}")})
    going = [row.pk for row in old if not {row.subject, f"person:{row.person_id}"} & kept]
    return Acceptance.objects.filter(pk__in=going).delete()[0]


def _work(before: datetime) -> int:
    """Kept by a room above, which the settings name."""
    return int(import_string(settings.WORK_FORGOTTEN_BY)(before))


def _instruments(before: datetime) -> int:
    """As above."""
    return int(import_string(settings.INSTRUMENTS_FORGOTTEN_BY)(before))


def _sessions(before: datetime) -> int:  # noqa: ARG001 — a session says itself when it ends
    """Sessions that have ended: what a browser without an account had begun goes with them."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _logs(before: datetime) -> int:
    """Log files that were set aside; the one that is written to stays."""
    aside = [path for path in Path(settings.LOGS).glob("*.log.*") if path.stat().st_mtime < before.timestamp()]
    for path in aside:
        path.unlink(missing_ok=True)
    return len(aside)


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
    Kind(
        "words",
        gettext_noop("What was said about decisions: objections, answers, notes among those who decide"),
        gettext_noop("the decision"),
        _words,
    ),
    Kind("consents", gettext_noop("Which terms you agreed to"), gettext_noop("the step"), _consents),
    Kind(
        "instruments",
        gettext_noop("Files that came with requests of authorities and were never confirmed"),
        gettext_noop("the day by which they were to be answered"),
        _instruments,
    ),
    Kind(
        "work",
        gettext_noop("What people who decide about ads see of their own work: hours, breaks, how they were"),
        gettext_noop("the day"),
        _work,
    ),
    Kind("sessions", gettext_noop("Signed-in browsers"), gettext_noop("the last visit"), _sessions),
    Kind("logs", gettext_noop("Log files of the server"), gettext_noop("being set aside"), _logs),
)

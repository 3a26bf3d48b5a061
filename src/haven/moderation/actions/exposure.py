"""Counting what a person takes in hand, and not letting them take what they should not now.

Parts of claiming and deciding, which write the ledger; what is counted is that person's own (`models.work`).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import record_read
from haven.moderation.errors import NotNow
from haven.moderation.models import LASTS, WorkSpan
from haven.moderation.models.work import item_of_owner, owner_of
from haven.moderation.queries.hardness import kinds_of_subject
from haven.moderation.queries.own_work import own_work

_OVER = 6 * LASTS
WHY_NOT_NOW = {
    "break": "You are on a break. What you had typed is kept.",
    "refused": "You have chosen not to take this kind. You can change that on My work; nobody asks why.",
    "full": "You have seen as much hard material as this shift may hold. A colleague takes it.",
    "due": "A break is due. Take it, or say on My work that you carry on.",
}


def begin_counting(*, subject: str, moderator: User, now: datetime) -> WorkSpan:
    """Count an item from now on: part of whoever takes it in hand.

    Raises:
        NotNow: it is of a kind that they do not take, or their limit is reached, or a break is on or due.
    """
    kinds = kinds_of_subject(subject)
    refuse_if_hindered(moderator, kinds, now)
    return _open_span(moderator, subject, bool(kinds), now)


def go_on_counting(*, subject: str, moderator: User, now: datetime) -> None:
    """It is still in hand, or was until now; time in which nobody saw the page does not count."""
    owner, item = owner_of(moderator), item_of_owner(moderator, subject)
    span = WorkSpan.objects.filter(owner=owner, item=item).order_by("-id").first()
    if span is None or now - span.seen_at > _OVER:
        _open_span(moderator, subject, bool(kinds_of_subject(subject)), now)
    elif now > span.seen_at:
        WorkSpan.objects.filter(pk=span.pk).update(seen_at=min(now, span.seen_at + LASTS))


@transaction.atomic
def look_at_quarantined(*, name: str, reader: User) -> None:
    """Somebody is about to be shown a quarantined picture: on record, and counted as hard.

    Raises:
        NotNow: they do not take this kind, or their limit is reached, or a break is on or due.
    """
    now = timezone.now()
    refuse_if_hindered(reader, frozenset({"child-safety"}), now)
    record_read(reader=reader.pk, action="quarantine.viewed", subject=name)
    _open_span(reader, name, hard=True, now=now)


def refuse_if_hindered(moderator: User, kinds: frozenset[str], now: datetime) -> None:
    """Stop where this person is not to take these kinds now.

    Raises:
        NotNow: with the sentence for them.
    """
    hindrance = own_work(moderator, now).hindrance(kinds)
    if hindrance:
        raise NotNow(WHY_NOT_NOW[hindrance])


def _open_span(moderator: User, subject: str, hard: bool, now: datetime) -> WorkSpan:
    owner, item = owner_of(moderator), item_of_owner(moderator, subject)
    began = now.replace(second=0, microsecond=0)  # a claim of the same moment has a name: the two must not be joined
    return WorkSpan.objects.create(owner=owner, item=item, hard=hard, began_at=began, seen_at=now)

"""Taking an item in hand and letting it go; the database sees to it that only one person has it."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.moderation.actions.exposure import begin_counting, go_on_counting
from haven.moderation.errors import InOtherHands
from haven.moderation.models import LASTS, Claim, KeptWords

_TAKE = """
INSERT INTO moderation_claim (subject, holder_id, taken_at, until) VALUES (%(subject)s, %(holder)s, %(now)s, %(until)s)
ON CONFLICT (subject) DO UPDATE SET holder_id = excluded.holder_id, until = excluded.until,
    taken_at = CASE WHEN moderation_claim.holder_id = excluded.holder_id AND moderation_claim.until >= %(now)s
        THEN moderation_claim.taken_at ELSE excluded.taken_at END
WHERE moderation_claim.holder_id = excluded.holder_id OR moderation_claim.until < %(now)s
RETURNING taken_at
"""


@transaction.atomic
def claim(*, subject: str, moderator: User) -> Claim:
    """Take an item, or keep it for another while; of two who try at once one gets it.

    Raises:
        InOtherHands: a colleague has it.
        NotNow: it is new in their hands, and not for them now (`exposure`).
    """
    now = timezone.now()
    held = _take(subject, moderator, now)
    if held.taken_at != now:
        go_on_counting(subject=subject, moderator=moderator, now=now)
    else:
        begin_counting(subject=subject, moderator=moderator, now=now)
        record(actor=person(moderator.pk), action="claim.taken", subject=subject)
    return held


@transaction.atomic
def release(*, subject: str, moderator: User) -> bool:
    """Let an item go, so that others can take it; whether this person had it."""
    count, _ = Claim.objects.filter(subject=subject, holder=moderator).delete()
    if count:
        go_on_counting(subject=subject, moderator=moderator, now=timezone.now())
        record(actor=person(moderator.pk), action="claim.released", subject=subject)
    return bool(count)


@transaction.atomic
def finish(*, subject: str, moderator: User) -> Claim:
    """Hold the item for the rest of this transaction and end the claim with it: part of whoever decides.

    The claim as it was, for the time that the work took.

    Raises:
        InOtherHands: a colleague has it.
    """
    held = _take(subject, moderator, timezone.now())
    Claim.objects.filter(pk=held.pk).delete()
    go_on_counting(subject=subject, moderator=moderator, now=timezone.now())
    KeptWords.objects.filter(holder=moderator, subject=subject).delete()
    return held


def _take(subject: str, moderator: User, now: datetime) -> Claim:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"subject": subject, "holder": moderator.pk, "now": now, "until": now + LASTS})
        taken = cursor.fetchone()
    held = Claim.objects.select_related("holder").get(subject=subject)
    if taken is None:
        raise InOtherHands(held.holder.name)
    return held

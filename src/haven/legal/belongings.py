"""What the legal desk keeps about people: what authorities asked and were given.

Owns what of it is told to the person concerned, and what goes with age. Nothing is told before the notice was sent: the
export must not say what a gag forbids. Erasure touches nothing here: what was given, and why, must stay provable.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.capturing import erase_evidence
from haven.ledger.actions import machine
from haven.legal.models import LegalHold, LegalRequest, UserNotice

_AT_ONCE = 200
GONE = "erased with age"


@transaction.atomic
def forget_instruments(before: datetime) -> int:
    """Files of requests that nobody confirmed and that were due before this; how many. The requests stay.

    One for which something is held stays whole: what the hold rests on must be there as long as it.
    """
    old = LegalRequest.objects.filter(due_at__lt=before, verified_by=None).exclude(document=None)
    running = old.filter(holds__hold__released_at=None, holds__hold__until__gt=timezone.now())
    names = [
        row.subject for row in old.exclude(pk__in=list(running.values_list("pk", flat=True))).order_by("?")[:_AT_ONCE]
    ]
    return erase_evidence(names=names, actor=machine("rights"))


class LegalRoom:
    """`haven.rights.rooms.Room` of this package."""

    def tell(self, person: User, address: str) -> dict[str, list[dict[str, Any]]]:  # noqa: ARG002 — the shape of a room
        """What authorities were given about the person, once the person was told of it."""
        told = UserNotice.objects.filter(person=person).exclude(sent_at=None).select_related("production__request")
        return {
            "given_to_authorities": [
                {
                    "reference": notice.production.request.reference,
                    "given_at": notice.production.delivered_at,
                    "kinds_of_data": notice.production.classes,
                    "told_at": notice.sent_at,
                }
                for notice in told
            ]
        }

    def erase(self, person: User, address: str) -> None:
        """Nothing: what an authority was given stays as the record of it, and goes with age."""

    @transaction.atomic
    def forget(self, before: datetime) -> int:
        """Words of requests that were closed long ago, their files, and copies of what was given; digests stay."""
        old = LegalRequest.objects.filter(closed_at__lt=before).exclude(about=GONE)
        running = [row.pk for row in old.filter(holds__hold__released_at=None, holds__hold__until__gt=timezone.now())]
        rows = list(old.exclude(pk__in=running).order_by("?")[:_AT_ONCE])
        names = [row.subject for row in rows]
        names += [made.subject for row in rows for made in row.productions.all()]
        erase_evidence(names=names, actor=machine("rights"))
        LegalHold.objects.filter(request__in=rows).update(contacts=[])
        LegalRequest.objects.filter(pk__in=[row.pk for row in rows]).update(
            about=GONE, words="", numbers="", officer="", phone="", email="", closing_words=GONE
        )
        return len(rows)

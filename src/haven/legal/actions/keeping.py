"""Keeping what is there when a hold comes to cover it.

Owns the capture. Custody calls it through `HOLDS_KEPT_BY` of the settings: it lies below, and must not know what an
account is.
"""

from collections.abc import Iterable

from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.models import PreservationHold, Snapshot
from haven.ledger.actions import machine, record
from haven.legal.keeping import there_is


def keep_what_is_there(hold: PreservationHold, subjects: Iterable[str]) -> None:
    """A snapshot of each account and ad among them; part of the transaction that places the hold on them."""
    for subject in subjects:
        for kind, title, facts in there_is(subject):
            item = capture(Capture(subject=hold.subject, about="", title=title, facts={"data": facts}))
            entry = record(
                actor=machine("custody"), action="hold.kept", subject=hold.subject, of=subject, kind=kind,
                evidence=item.digest,
            )  # fmt: skip
            vouch(item, entry.pk)
            Snapshot.objects.create(hold=hold, subject=subject, kind=kind, item=item)

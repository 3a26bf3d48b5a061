"""Erasing, on schedule: begun by two people and a typed name, then gone on with until nothing is left that may go.

Owns the order: the rows in one transaction, then the files that no row names any more, so that a crash in between
leaves files too many and never a row without its file. Each time it is taken, it erases what may go by then.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.closing.actions.agreeing import require_two
from haven.closing.actions.sealing import is_stale
from haven.closing.errors import ClosingError
from haven.closing.media import drop_the_rest, sweep_files
from haven.closing.models import Agreement, Sealing
from haven.closing.schedule import people_go, records_go
from haven.closing.survivors import Kept, known_people, survivors, unreported
from haven.closing.tables import delete_all_but
from haven.custody.queries import in_force
from haven.ledger.actions import machine, record
from haven.legal.actions.holding import extend_holds
from haven.legal.queries import untold
from haven.site.models import Closing
from haven.site.queries import kept_closing

_ACTOR = machine("closing")


@dataclass(frozen=True, slots=True)
class Erased:
    """Rows by table, files, and the day from which more may go; None where nothing is left to go."""

    rows: dict[str, int]
    files: int
    again_on: date | None


def begin_erasing(*, closing: Closing) -> Closing:
    """From here on nothing is called off. Again, it changes nothing.

    Raises:
        ClosingError: it is too early, not sealed as things are, or two people have not agreed to exactly that.
    """
    extend_holds()
    with transaction.atomic():
        closing = Closing.objects.select_for_update().get(pk=closing.pk)
        if closing.erasing_at:
            return closing
        manifest = _require_ready(closing)
        closing.erasing_at = timezone.now()
        closing.save(update_fields=["erasing_at"])
        record(actor=_ACTOR, action="closing.erasing_begun", subject=closing.subject, digest=manifest)
        kept_closing.changed()
    return closing


def erase_due(*, closing: Closing) -> Erased:
    """Erase what may go by today: rows, then files, then what is derived.

    Raises:
        ClosingError: the erasure was not begun, or something is there that nobody decided about.
    """
    extend_holds()
    rows = _erase_rows(closing)
    files = sweep_files()
    drop_the_rest()
    if files:
        _note_files(closing, files)
    return Erased(rows, files, _finish(closing))


def next_day(closing: Closing) -> date | None:
    """From when more may go: the end of the record's term, then that of each hold and gag; None where nothing is kept.

    Tomorrow, for as long as a desk has still to do what no day ends.
    """
    if timezone.localdate() < records_go(closing):
        return records_go(closing)
    holds = in_force().order_by("until").values_list("until", flat=True).first()
    ends = min((day for day in (holds, untold().values_list("due_at", flat=True).first()) if day), default=None)
    if ends is None and any(rows.exists() for rows in unreported().values()):
        return timezone.localdate() + timedelta(days=1)
    return max(timezone.localdate(ends), timezone.localdate() + timedelta(days=1)) if ends else None


@transaction.atomic
def _erase_rows(closing: Closing) -> dict[str, int]:
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if not closing.erasing_at:
        raise ClosingError("The erasure was not begun: haven close finish")
    list(in_force().select_for_update().values_list("pk"))  # no hold is placed or released meanwhile
    with_records = timezone.localdate() < records_go(closing)
    with_staff = next_day(closing) is not None
    kept = survivors(with_records=with_records, with_staff=with_staff)
    known = known_people(kept, with_staff=with_staff)
    gone = delete_all_but(kept)
    nameless = _forget_names(kept, known)
    if gone or nameless:
        record(
            actor=_ACTOR, action="closing.rows_erased", subject=closing.subject, rows=sum(gone.values()),
            tables=len(gone), names=nameless, records=with_records,
        )  # fmt: skip
    return gone


def _forget_names(kept: Kept, known: set[int]) -> int:
    """Accounts that stay only because a row refers to them lose name and address; how many."""
    rows = User.objects.filter(pk__in=kept[User] - known).exclude(email__endswith="@erased.invalid")
    people = list(rows)
    for person in people:
        person.email, person.display_name, person.is_active = f"erased-{person.pk}@erased.invalid", "", False
    User.objects.bulk_update(people, ["email", "display_name", "is_active"], batch_size=500)
    return len(people)


@transaction.atomic
def _note_files(closing: Closing, files: int) -> None:
    record(actor=_ACTOR, action="closing.files_erased", subject=closing.subject, files=files)


@transaction.atomic
def _finish(closing: Closing) -> date | None:
    """Note that it is over once nothing is left to wait for."""
    again = next_day(closing)
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if again is None and closing.over_at is None:
        closing.over_at = timezone.now()
        closing.save(update_fields=["over_at"])
        record(actor=_ACTOR, action="closing.over", subject=closing.subject)
    kept_closing.changed()
    return again


def _require_ready(closing: Closing) -> str:
    """The digest of exactly what was sealed, and agreed to."""
    sealing = Sealing.objects.filter(closing=closing).first()
    if sealing is None or not closing.sealed_at or not closing.ended_at or closing.called_off_at:
        raise ClosingError("Nothing is erased before all ads have ended and everything is sealed: haven close")
    if is_stale(sealing):
        raise ClosingError("Something came up that has to be sealed, too: haven close seal DIRECTORY, and agree anew.")
    if timezone.localdate() < people_go(closing):
        raise ClosingError(f"People can take along what is theirs until {people_go(closing)}: nothing goes before.")
    require_two(closing, Agreement.Step.ERASE, sealing.manifest)
    return sealing.manifest

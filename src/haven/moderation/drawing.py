"""Drawing the sample for the second look; the worker's part. What is drawn, and why just that, is in `lots`."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.notes import Note
from haven.ledger.actions import machine, record
from haven.ledger.models import Leaf, LedgerEntry
from haven.ledger.signing import latest_checkpoint
from haven.listings.models import ListingRevision, Verdict
from haven.moderation.lots import Ticket, drawn
from haven.moderation.models import AuditDraw, Decision, Outcome, QASample

_JUDGEMENTS, _IMPORTED = ("listing.submitted", "decision.made"), "listings.imported"
_AT_ONCE = 5000


@transaction.atomic
def draw_sample() -> AuditDraw | None:
    """Draw among what was published and refused since the last time, under the head that was signed last.

    None where nothing was signed since. May run twice: the second finds nothing new.
    """
    signed = latest_checkpoint()
    last = AuditDraw.objects.select_for_update().order_by("-size_to").first()
    begin = last.size_to if last else 0
    if signed is None or signed.size <= begin:
        return None
    head = Checkpoint.parse(Note.parse(signed.note).text)
    samples, looked_at = [], 0
    for leaf in _judgements(begin, head.size):
        tickets, judged = _tickets(leaf)
        looked_at += judged
        if taken := drawn(head.root, tickets, settings.AUDIT_PERCENT / 100):
            samples += _samples(leaf.entry, taken)
    draw = AuditDraw.objects.create(
        size_from=begin, size_to=head.size, root=head.root.hex(), percent=settings.AUDIT_PERCENT, looked_at=looked_at
    )
    for sample in samples:
        sample.draw = draw
    QASample.objects.bulk_create(samples)
    record(
        actor=machine("audit"), action="sample.drawn", subject=f"draw:{draw.pk}", size_from=begin, size_to=head.size,
        percent=settings.AUDIT_PERCENT, looked_at=looked_at, drawn=len(samples),
    )  # fmt: skip
    return draw


def _judgements(begin: int, end: int) -> Iterator[Leaf]:
    """The entries that tell of ads published or refused, by screening or by a person."""
    leaves = Leaf.objects.filter(position__gte=begin, position__lt=end)
    judged = Q(entry__action__in=_JUDGEMENTS) & ~Q(entry__details__outcome__in=["hold", "ask"])
    leaves = leaves.filter(judged | Q(entry__action=_IMPORTED))
    return leaves.select_related("entry").order_by("position").iterator(_AT_ONCE)


def _tickets(leaf: Leaf) -> tuple[Iterable[Ticket], int]:
    """What has a lot in an entry, and how many judgements it tells of.

    Every number of a batch has one, so that the log alone says which are taken. Those of other ads, and of ads that
    were held, turn out to be none of the batch's judgements.
    """
    if leaf.entry.action != _IMPORTED:
        return [Ticket(leaf.position)], 1
    told = leaf.entry.details
    if not told["count"]:
        return [], 0
    numbers = range(told["first"], told["last"] + 1)
    return (Ticket(leaf.position, number) for number in numbers), told["count"] - told.get("held", 0)


def _samples(entry: LedgerEntry, taken: list[Ticket]) -> list[QASample]:
    """What is looked at again of one entry: nothing where the words are gone, or the decision was taken back."""
    match entry.action:
        case "decision.made":
            return _of_decision(entry, taken)
        case "listing.submitted":
            code, number = entry.subject.removeprefix("listing:"), entry.details["revision"]
            revision = ListingRevision.objects.filter(listing__code=code, number=number).first()
            return [_by_machine(taken[0], revision, entry.details["outcome"])] if revision else []
    return _of_import(entry, taken)


def _of_decision(entry: LedgerEntry, taken: list[Ticket]) -> list[QASample]:
    decisions = Decision.objects.filter(pk=entry.details["decision"], undone_at=None)
    return [
        QASample(
            position=taken[0].position, revision_id=decision.revision_id, decision=decision,
            first_by_id=decision.moderator_id, first_also_id=decision.second_id,
            first_against=Outcome(decision.outcome).restricts,
        )
        for decision in decisions
    ]  # fmt: skip


def _of_import(entry: LedgerEntry, taken: list[Ticket]) -> list[QASample]:
    by_number = {ticket.ad: ticket for ticket in taken}
    firsts = Verdict.objects.filter(revision__listing__in=by_number, revision__number=1).exclude(outcome="hold")
    own = firsts.filter(revision__listing__source=entry.subject.removeprefix("import:")).select_related("revision")
    return [
        _by_machine(by_number[verdict.revision.listing_id], verdict.revision, verdict.outcome)
        for verdict in own.order_by("revision__listing")
    ]


def _by_machine(ticket: Ticket, revision: ListingRevision, outcome: str) -> QASample:
    return QASample(position=ticket.position, revision=revision, first_against=outcome == "refuse")

"""Drawing the sample for the second look; the worker's part. What is drawn, and why just that, is in `lots`."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.notes import Note
from haven.ledger.actions import machine, record
from haven.ledger.models import Leaf, LedgerEntry
from haven.ledger.signing import latest_checkpoint
from haven.listings.models import ListingRevision
from haven.moderation.lots import drawn
from haven.moderation.models import AuditDraw, Decision, Outcome, QASample

_SUBMITTED, _DECIDED = "listing.submitted", "decision.made"
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
    positions = sorted(_judgements(begin, head.size))
    taken = drawn(head.root, positions, settings.AUDIT_PERCENT / 100)
    draw = AuditDraw.objects.create(
        size_from=begin, size_to=head.size, root=head.root.hex(), percent=settings.AUDIT_PERCENT,
        looked_at=len(positions),
    )  # fmt: skip
    kept = [sample for entry in _entries(taken) if (sample := _sample(draw, entry))]
    QASample.objects.bulk_create(kept)
    record(
        actor=machine("audit"), action="sample.drawn", subject=f"draw:{draw.pk}", size_from=begin, size_to=head.size,
        percent=settings.AUDIT_PERCENT, looked_at=len(positions), drawn=len(taken),
    )  # fmt: skip
    return draw


def _judgements(begin: int, end: int) -> Iterator[int]:
    """The positions of entries that tell of an ad published or refused, by screening or by a person."""
    leaves = Leaf.objects.filter(
        position__gte=begin, position__lt=end, entry__action__in=[_SUBMITTED, _DECIDED]
    ).exclude(entry__details__outcome__in=["hold", "ask"])
    return leaves.values_list("position", flat=True).iterator(_AT_ONCE)


def _entries(positions: list[int]) -> Iterator[tuple[int, LedgerEntry]]:
    for leaf in Leaf.objects.filter(position__in=positions).select_related("entry").order_by("position"):
        yield leaf.position, leaf.entry


def _sample(draw: AuditDraw, found: tuple[int, LedgerEntry]) -> QASample | None:
    """The sample for one entry; None where its words are gone, or the decision was taken back."""
    position, entry = found
    if entry.action == _DECIDED:
        decision = Decision.objects.filter(pk=entry.details["decision"], undone_at=None).first()
        if decision is None:
            return None
        return QASample(
            draw=draw, position=position, revision_id=decision.revision_id, decision=decision,
            first_by_id=decision.moderator_id, first_also_id=decision.second_id,
            first_against=Outcome(decision.outcome).restricts,
        )  # fmt: skip
    code, number = entry.subject.removeprefix("listing:"), entry.details["revision"]
    revision = ListingRevision.objects.filter(listing__code=code, number=number).first()
    if revision is None:
        return None
    against = entry.details["outcome"] == "refuse"
    return QASample(draw=draw, position=position, revision=revision, first_against=against)

"""What somebody sees who is to agree: the step, for whom, how much in numbers, and who agreed before. Reads only.

Owns the numbers. They say how much is sealed and how much is erased, and not why: an administrator learns of no hold.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from haven.accounts.models import User
from haven.closing.actions.agreeing import ENOUGH, agreed_by, waiting_for
from haven.closing.errors import ClosingError
from haven.closing.models import Agreement, Sealing
from haven.closing.schedule import people_go, records_go
from haven.custody.models import EvidenceFile
from haven.ledger.actions import person
from haven.site.models import Closing


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`step` is empty where nothing waits; then `why` says why not."""

    step: str
    why: str
    sealing: Sealing | None
    parts: int
    items: int
    megabytes: int
    people_go: date
    records_go: date
    agreed: list[str]
    mine: bool
    enough: int = ENOUGH

    @property
    def is_erasing(self) -> bool:
        """Whether the step is the one that cannot be undone."""
        return self.step == Agreement.Step.ERASE


def agreement_page(closing: Closing, reader: User) -> AgreementPage:
    """The page for this reader."""
    step = digest = why = ""
    try:
        step, digest = waiting_for(closing)
    except ClosingError as error:
        why = str(error)
    names = agreed_by(closing, step, digest)
    sealing = Sealing.objects.filter(closing=closing).first()
    parts = list(sealing.parts.filter(is_restricted=False)) if sealing else []
    items = [key for part in parts for key in part.items]
    size = EvidenceFile.objects.filter(item__in=items).aggregate(all=Sum("size"))["all"] or 0
    return AgreementPage(
        step=step, why=why, sealing=sealing, parts=len(parts), items=len(items), megabytes=-(-size // 2**20),
        people_go=people_go(closing), records_go=records_go(closing), agreed=_called(names),
        mine=person(reader.pk) in names,
    )  # fmt: skip


def _called(names: list[str]) -> list[str]:
    people = User.objects.in_bulk([int(name.partition(":")[2]) for name in names])
    return [people[int(name[7:])].name if int(name[7:]) in people else name for name in names]

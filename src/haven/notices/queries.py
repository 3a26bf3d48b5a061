"""Looking reports up, and how often reporters were right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count

from haven.notices.models import Misuse, Notice

MANY_WRONG = 10


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What became of reports that one address confirmed: `right` were acted on, `wrong` were not."""

    right: int = 0
    wrong: int = 0

    @property
    def is_misuse(self) -> bool:
        """Whether reports were wrong many times, and nearly always: a warning is due (EU DSA, art. 23(2))."""
        return self.wrong >= MANY_WRONG and self.right * 10 <= self.wrong

    @property
    def decided(self) -> int:
        """How many of them somebody has decided."""
        return self.right + self.wrong

    def without(self, notice: Notice) -> "TrackRecord":
        """What became of the others, where `notice` is one of them."""
        right, wrong = notice.state == Notice.State.ACTED, notice.state == Notice.State.KEPT
        return TrackRecord(self.right - right, self.wrong - wrong)


def by_case_code(code: str) -> Notice | None:
    """The report with this case code, however it was typed (spaces, dashes, lower case)."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    grouped = "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))
    return Notice.objects.select_related("listing").filter(case_code=grouped).first()


def misuses(addresses: Iterable[str]) -> dict[str, Misuse]:
    """Those of these addresses that were warned or suspended."""
    return {misuse.email: misuse for misuse in Misuse.objects.filter(email__in=set(addresses) - {""})}


def track_records(addresses: Iterable[str]) -> dict[str, TrackRecord]:
    """The track record of each of these addresses, from the reports it confirmed; nobody stands behind an empty one."""
    wanted = {address for address in addresses if address}
    decided = Notice.objects.filter(email__in=wanted).exclude(confirmed_at=None).exclude(state=Notice.State.OPEN)
    rows = decided.values("email", "state")
    counts = {(row["email"], row["state"]): row["n"] for row in rows.annotate(n=Count("id"))}
    return {
        address: TrackRecord(counts.get((address, Notice.State.ACTED), 0), counts.get((address, Notice.State.KEPT), 0))
        for address in wanted
    }


def standing(notices: Collection[Notice]) -> dict[int, TrackRecord | None]:
    """By the key of each report: how often its reporter was right in other ones; None where nobody stands behind it."""
    records = track_records(notice.email for notice in notices if notice.confirmed_at)
    return {notice.pk: records[notice.email].without(notice) if notice.confirmed_at else None for notice in notices}

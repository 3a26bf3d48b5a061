"""What the law says, as data: how soon to answer, what an instrument entitles to, how long to keep.

Owns reading three files that a person can read as well: `clocks.yaml`, `entitlements.yaml` and `holds.yaml`. A file of
the same name in the operator's `law` directory adds rows, and wins over ours where both speak of the same instrument
and jurisdiction. What no row speaks of entitles to nothing. Must not know requests or people.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from haven.legal.errors import LegalError
from haven.records.countries import EU

_OURS = Path(__file__).parent
ANY = "any"
InstrumentName = Literal[
    "preservation_letter", "subpoena", "court_order", "warrant", "emergency", "eu_production", "eu_preservation",
    "dsa_9", "dsa_10",
]  # fmt: skip
ClassName = Literal["subscriber", "records", "content"]
Size = Literal["micro", "small", "medium", "large"]


class Rule(BaseModel):
    """A row of any of the files: for whose instrument, in a sentence, and where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    instrument: InstrumentName | Literal["any"]
    jurisdiction: Annotated[str, Field(pattern="^(any|[A-Z]{2})$")]
    says: Annotated[str, Field(min_length=10, max_length=300)]
    source: Annotated[str, Field(min_length=3, max_length=200)]
    checked: date


class Clock(Rule):
    """Within how many hours an answer is due, for a site of these sizes; `by` law, or our own word."""

    hours: Annotated[int, Field(gt=0, le=24 * 366)]
    by: Literal["law", "house"]
    sizes: tuple[Size, ...] = ("micro", "small", "medium", "large")

    @property
    def within(self) -> str:
        """The hours as people say them: in days from three on."""
        if self.hours >= 72 and self.hours % 24 == 0:
            return f"{self.hours // 24} days"
        return f"{self.hours} hour{'' if self.hours == 1 else 's'}"


class Entitlement(Rule):
    """Which classes of data an instrument gives; `judicial`: only if a judge or court issued or validated it.

    `notice` says who tells the person concerned: we, or the authority, which EU law reserves it to; `wait_days`, how
    many days after it was handed over we do, although no order forbids it.
    """

    classes: tuple[ClassName, ...]
    judicial: bool = False
    notice: Literal["ours", "theirs"]
    wait_days: Annotated[int, Field(ge=0, le=366)] = 0


class Term(Rule):
    """How long a hold lasts at first, by how much it is renewed, and how often."""

    days: Annotated[int, Field(gt=0, le=366)]
    renewal_days: Annotated[int, Field(gt=0, le=366)]
    renewals: Annotated[int, Field(ge=0, le=20)]


R = TypeVar("R", bound=Rule)


@cache
def _rows(kind: type[R], name: str, theirs: Path) -> list[R]:
    """The operator's rows before ours.

    Raises:
        LegalError: a file is no list of such rows.
    """
    found: list[R] = []
    for path in (theirs / name, _OURS / name):
        if not path.is_file():
            continue
        try:
            rows = yaml.safe_load(path.read_text("utf-8")) or []
            read = [kind.model_validate(row) for row in rows]
        except (OSError, yaml.YAMLError, TypeError, ValidationError, UnicodeDecodeError) as error:
            raise LegalError(f"{path.name} cannot be read: {error}") from None
        known = {(row.instrument, row.jurisdiction) for row in found}
        found += [row for row in read if (row.instrument, row.jurisdiction) not in known]
    return found


def clocks() -> list[Clock]:
    """All clocks."""
    return _rows(Clock, "clocks.yaml", Path(settings.LAW))


def entitlements() -> list[Entitlement]:
    """All entitlements."""
    return _rows(Entitlement, "entitlements.yaml", Path(settings.LAW))


def terms() -> list[Term]:
    """All terms of holds."""
    return _rows(Term, "holds.yaml", Path(settings.LAW))


def clock_for(instrument: str, country: str, size: str) -> Clock:
    """The clock that runs: the one that speaks of the most of this."""
    return _nearest([row for row in clocks() if size in row.sizes], instrument, country)[0]


def term_for(instrument: str, country: str) -> Term:
    """The term of a hold."""
    return _nearest(terms(), instrument, country)[0]


def entitlements_for(instrument: str, country: str, *, judicial: bool) -> list[Entitlement]:
    """The rows that give something now; none where nothing is given. `any` never gives anything here."""
    rows = [row for row in entitlements() if row.instrument == instrument and row.jurisdiction in _places(country)]
    own = [row for row in rows if row.jurisdiction == country]
    return [row for row in own or rows if judicial or not row.judicial]


def _nearest(rows: Sequence[R], instrument: str, country: str) -> list[R]:
    for place in (*_places(country), ANY):
        for name in (instrument, ANY):
            found = [row for row in rows if row.instrument == name and row.jurisdiction == place]
            if found:
                return found
    raise LegalError(f"No row of the law's files speaks of {instrument} from {country}.")


def _places(country: str) -> tuple[str, ...]:
    """A country, and what it belongs to."""
    return (country, "EU") if country in EU else (country,)

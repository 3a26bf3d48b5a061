"""What was wrong with the rows of a file, counted, the first ones kept word for word."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

KEPT = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that was left out or kept with a gap.

    Attributes:
        file: where.
        line: 1-based line in a text file (the row's first), 1-based row in a Parquet file.
        what: in a few words; equal for equal problems.
        dropped: whether the row was left out.
        about: which one, such as the id.
    """

    file: Path
    line: int
    what: str
    dropped: bool
    about: str = ""

    def __str__(self) -> str:
        about = f": {self.about[:80]}" if self.about else ""
        return f"{self.file}:{self.line}: {self.what}{about}{' (left out)' if self.dropped else ''}"


@dataclass(slots=True)
class Problems:
    """All problems of a run: `counts` by what, `first` the first hundred, `dropped` the number of rows left out.

    Who wants to hear of every single one sets `told`.
    """

    counts: Counter[str] = field(default_factory=Counter)
    first: list[Problem] = field(default_factory=list)
    dropped: int = 0
    told: Callable[[Problem], None] | None = None

    def add(self, file: Path, line: int, what: str, *, dropped: bool, about: str = "") -> None:
        """Count a problem, and keep it if it is among the first."""
        self.counts[what] += 1
        self.dropped += dropped
        problem = Problem(file, line, what, dropped, about)
        if len(self.first) < KEPT:
            self.first.append(problem)
        if self.told:
            self.told(problem)

"""Each ad's identifier in a run: given or made, and never twice."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from haven.records.reading.opening import stem_of

Hashes = npt.NDArray[np.int64]


def labels(files: Sequence[Path]) -> dict[Path, str]:
    """What ids made from a file's lines start with: its stem, or its path where two share a stem."""
    stems = Counter(stem_of(file) for file in files)
    return {file: stem_of(file) if stems[stem_of(file)] == 1 else file.as_posix() for file in files}


class Seen:
    """The ids met so far, eight bytes each.

    They are kept as 64-bit hashes: two different ids among a million are taken for one with a chance of 1 in 30
    million.
    """

    def __init__(self) -> None:
        self._sorted: list[Hashes] = []

    def repeats(self, ids: list[str]) -> npt.NDArray[np.bool_]:
        """Which of the ids were met before, in this list or an earlier one; all of them count as met from now on."""
        hashes = np.fromiter(map(hash, ids), np.int64, len(ids))
        distinct, first = np.unique(hashes, return_index=True)
        repeated = np.ones(len(ids), np.bool_)
        repeated[first] = False
        for known in self._sorted:
            place = np.searchsorted(known, distinct)
            repeated[first] |= known[np.minimum(place, len(known) - 1)] == distinct
        self._remember(distinct)
        return repeated

    def _remember(self, hashes: Hashes) -> None:
        """Merge equal-sized runs, so that there are few of them and each is merged few times."""
        while self._sorted and len(self._sorted[-1]) <= len(hashes):
            hashes = np.concatenate([self._sorted.pop(), hashes])
            hashes.sort(kind="stable")  # two sorted runs: merged, not sorted anew
        if len(hashes):
            self._sorted.append(hashes)

"""What every kernel of a sweep is told. Must not know: stages."""

from dataclasses import dataclass

import numpy as np

from haven.networks.arrays import I64, U64, Numbers
from haven.networks.cluster.spool import Spool
from haven.networks.compiled import kernel
from haven.networks.parameters import Parameters
from haven.networks.tokens import mix

# A text's number is its partition and its place there, so that numbers ascend along the shelf.
_PLACE = 40


@dataclass(frozen=True, slots=True)
class Job:
    """One sweep: where partitions keep things, how many partitions there are, what counts as alike.

    Attributes:
        spool: what partitions keep.
        parts: partitions, numbered from 0.
        parameters: as of the local engine.
        ads: how many there are, once known.
        texts: how many distinct ones, once known.
        words: of all distinct texts, once known.
        contact_keys: of all ads, once known.
    """

    spool: Spool
    parts: int
    parameters: Parameters
    ads: int = 0
    texts: int = 0
    words: int = 0
    contact_keys: int = 0

    def home(self, hashes: U64) -> I64:
        """The partition of each hash."""
        return (hashes % np.uint64(self.parts)).astype(np.int64)

    def stretch(self, keys: U64) -> I64:
        """The partition of each key, by its high bits: keys that are counted as one are never parted."""
        high = 10 if self.parts <= 1 << 10 else 20
        return ((keys >> np.uint64(64 - high)).astype(np.int64) * self.parts) >> high


def text_numbers(part: int, count: int) -> I64:
    """Numbers of the texts of a shelf's partition."""
    return (np.int64(part) << _PLACE) + np.arange(count, dtype=np.int64)


def shelf_of(numbers: Numbers) -> I64:
    """The partition of each text."""
    return numbers.astype(np.int64) >> _PLACE


def place_of(numbers: Numbers) -> I64:
    """Each text's place in its partition."""
    return numbers.astype(np.int64) & ((1 << _PLACE) - 1)


def spread(low: I64, high: I64) -> tuple[I64, I64]:
    """Numbers `low[k]..high[k]-1` of every k, one after the other, and where each k's begin."""
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(high - low)])
    return np.arange(offsets[-1]) - np.repeat(offsets[:-1] - low, high - low), offsets


@kernel
def _scattered(keys: U64) -> U64:
    out = np.empty_like(keys)
    for k in range(len(keys)):
        out[k] = mix(keys[k])
    return out


def run_home(job: Job, keys: U64) -> I64:
    """Where the run of each phrase is strung."""
    return job.home(_scattered(keys))

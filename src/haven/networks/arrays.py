"""The kinds of numpy arrays that the kernels pass around, and cutting them up. Must not know what is in them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.integer]
Bools: TypeAlias = npt.NDArray[np.bool_]
U8: TypeAlias = npt.NDArray[np.uint8]
U16: TypeAlias = npt.NDArray[np.uint16]
U32: TypeAlias = npt.NDArray[np.uint32]
U64: TypeAlias = npt.NDArray[np.uint64]
I32: TypeAlias = npt.NDArray[np.int32]
I64: TypeAlias = npt.NDArray[np.int64]
F32: TypeAlias = npt.NDArray[np.float32]
F64: TypeAlias = npt.NDArray[np.float64]

_WORTH_A_THREAD = 10_000
_Part = TypeVar("_Part")
_Done = TypeVar("_Done")


def cut(count: int, workers: int) -> list[tuple[int, int]]:
    """Stretches of 0..count-1 for threads to work on: one where there are few, some for each worker otherwise."""
    if count < _WORTH_A_THREAD or workers == 1:
        return [(0, count)]
    places = np.unique(np.linspace(0, count, 4 * workers + 1).astype(int)).tolist()
    return list(pairwise(places))


def in_threads(work: Callable[[_Part], _Done], parts: Sequence[_Part], workers: int) -> list[_Done]:
    """Work on every part; without threads where there is one worker or part: few ads are done before they start."""
    if workers == 1 or len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, parts))

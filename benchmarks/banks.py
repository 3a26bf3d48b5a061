"""How fast a picture is found among a million known hashes, beside comparing with every one.

    python -m benchmarks.banks [HASHES]

Random hashes drawn with `SEED`; half of what is looked for is a hash with 31 bits changed, half is unknown. One
process, no database. Prints the figures. Must not know: pictures.
"""

import sys
from time import perf_counter

import numpy as np

from haven.screening.hash_index import FURTHEST, HashIndex

SEED = 13
LOOKED_FOR = 400


def main(count: int) -> None:
    """Build, look up, compare."""
    rng = np.random.default_rng(SEED)
    bank = rng.integers(0, 256, (count, 32), np.uint8)
    began = perf_counter()
    index = HashIndex.build(bank.tobytes())
    built = perf_counter() - began
    wanted = [_changed(bank[rng.integers(count)], rng) for _ in range(LOOKED_FOR // 2)]
    wanted += [row.tobytes().hex() for row in rng.integers(0, 256, (LOOKED_FOR // 2, 32), np.uint8)]
    times, found = [], 0
    for pdq in wanted:
        began = perf_counter()
        found += index.nearest(pdq) is not None
        times.append(perf_counter() - began)
    words = np.ascontiguousarray(bank).view(np.uint64)
    began = perf_counter()
    for pdq in wanted[:20]:
        np.bitwise_count(words ^ np.frombuffer(bytes.fromhex(pdq), np.uint64)).sum(axis=1).argmin()
    every = (perf_counter() - began) / 20
    print(f"{count:,} hashes, seed {SEED}: index built in {built:.2f} s")
    print(f"look-up p50 {1e3 * np.percentile(times, 50):.2f} ms, p99 {1e3 * np.percentile(times, 99):.2f} ms")
    print(f"found {found} of {LOOKED_FOR // 2} with {FURTHEST} bits changed")
    print(f"comparing with every hash {1e3 * every:.1f} ms")


def _changed(row: np.ndarray, rng: np.random.Generator) -> str:
    value = int.from_bytes(row.tobytes(), "big")
    for bit in rng.choice(256, FURTHEST, replace=False):
        value ^= 1 << int(bit)
    return f"{value:064x}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

"""Photos that look the same, by perceptual hash.

Owns: grouping PDQ hashes within a Hamming distance. Must not know: ads, pictures.
"""

from collections.abc import Iterable

import numpy as np

from haven.networks.arrays import I64, U16, U64
from haven.networks.clusters import join
from haven.networks.compiled import kernel

_HEX = 64
BANDS = 16
# Hashes that agree in one band are held against so many neighbours in it; more is a flat picture's bucket.
_REACH = 32


@kernel
def _distance(a: U64, b: U64) -> int:
    bits = 0
    for word in range(len(a)):
        x = a[word] ^ b[word]
        while x:
            x &= x - np.uint64(1)
            bits += 1
    return bits


@kernel
def _near(order: I64, band: U16, hashes: U64, limit: int) -> list[tuple[int, int]]:
    found = [(0, 0) for _ in range(0)]
    for i in range(len(order)):
        for j in range(i + 1, min(i + _REACH, len(order))):
            a, b = order[i], order[j]
            if band[a] != band[b]:
                break
            if _distance(hashes[a], hashes[b]) <= limit:
                found.append((a, b))
    return found


def read_hashes(hashes: Iterable[str]) -> list[str]:
    """Those that are PDQ hashes, in small letters, once each, sorted."""
    return sorted({h.lower() for h in hashes if len(h) == _HEX and not set(h.lower()) - set("0123456789abcdef")})


def look_alikes(valid: list[str], bands: Iterable[int], *, limit: int) -> list[tuple[int, int]]:
    """Pairs of hashes within `limit` bits of each other, by their places, of those that agree in one of the bands."""
    raw = np.frombuffer(bytes.fromhex("".join(valid)), np.uint8).reshape(len(valid), _HEX // 2)
    words, columns = raw.view(np.uint64), raw.view(np.uint16)
    pairs: list[tuple[int, int]] = []
    for band in bands:
        column = columns[:, band].copy()
        pairs += _near(np.argsort(column, kind="stable"), column, words, limit)
    return pairs


def same_photos(hashes: list[str], *, limit: int) -> list[str | None]:
    """For each hash one that stands for all that look the same, or None where it is no hash.

    Two hashes within `limit` bits are found when one of 16 bands of 16 bits is equal: always up to 15 bits apart,
    mostly up to 31.

    Args:
        hashes: 64 hexadecimal digits each.
        limit: largest Hamming distance, of 256 bits.
    """
    valid = read_hashes(hashes)
    if not valid:
        return [None] * len(hashes)
    pairs = look_alikes(valid, range(BANDS), limit=limit)
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    root = dict(zip(valid, join(len(valid), a, b).tolist(), strict=True))
    return [valid[root[h.lower()]] if h.lower() in root else None for h in hashes]

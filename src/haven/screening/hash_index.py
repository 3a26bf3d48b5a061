"""Finding a picture among a million known ones by its perceptual hash, in well under a millisecond. Pure.

A PDQ hash has 256 bits; two pictures are the same to the eye when at most 31 differ (Facebook, *The TMK+PDQF
Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm*, 2019). Cut into 16 parts of 16 bits, two such hashes
agree in one part but for one bit (31 < 2 × 16): only hashes that do are compared (multi-index hashing: Norouzi,
Punjani, Fleet, 2012).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FURTHEST = 31
"""Bits in which two hashes of the same picture may differ."""

_PARTS, _VALUES = 16, 1 << 16
_NEAR = np.array([0, *(1 << bit for bit in range(16))], np.uint16)

Words = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class HashIndex:
    """Hashes as rows of 16 words; for each part the rows in the order of its value, and where each value begins."""

    words: Words
    order: tuple[npt.NDArray[np.uint32], ...]
    begins: tuple[npt.NDArray[np.uint32], ...]

    @classmethod
    def build(cls, hashes: bytes) -> "HashIndex":
        """The index of hashes of 32 bytes each, one after the other.

        Raises:
            ValueError: the length is no multiple of 32.
        """
        words = np.frombuffer(hashes, ">u2").astype(np.uint16).reshape(-1, _PARTS)
        order = tuple(np.argsort(words[:, part], kind="stable").astype(np.uint32) for part in range(_PARTS))
        counts = [np.bincount(words[:, part], minlength=_VALUES) for part in range(_PARTS)]
        begins = tuple(np.concatenate(([0], np.cumsum(count))).astype(np.uint32) for count in counts)
        return cls(words, order, begins)

    def nearest(self, pdq: str) -> tuple[int, int] | None:
        """The row of the nearest hash and how many bits differ; None where none is within `FURTHEST`.

        Args:
            pdq: 64 hexadecimal digits.
        """
        wanted = np.frombuffer(bytes.fromhex(pdq), ">u2").astype(np.uint16)
        rows = self._candidates(wanted)
        if not rows.size:
            return None
        distances = np.bitwise_count(self.words[rows] ^ wanted).sum(axis=1)
        best = int(distances.argmin())
        return (int(rows[best]), int(distances[best])) if distances[best] <= FURTHEST else None

    def _candidates(self, wanted: Words) -> npt.NDArray[np.uint32]:
        """Rows that agree with the hash in one part but for one bit; some of them more than once."""
        found = []
        for part in range(_PARTS):
            begins, order = self.begins[part], self.order[part]
            for value in (wanted[part] ^ _NEAR).tolist():
                first, last = begins[value], begins[value + 1]
                if first < last:
                    found.append(order[first:last])
        return np.concatenate(found) if found else np.empty(0, np.uint32)

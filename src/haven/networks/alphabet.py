"""Which code points make words, and which of them look alike.

Owns: one table over Unicode, filled as code points are met. Must not know: words, ads.
"""

import threading
import unicodedata

import numpy as np

from haven.networks.arrays import U8, U64, Bools
from haven.networks.compiled import inlined, kernel
from haven.records.text import fold

# A code point's entry: 0 parts words, 1 is skipped; else up to three folded code points of 21 bits each.
# The top bit says that the character is a word by itself (scripts without spaces, symbols, emoji).
PARTS, SKIPPED = 0, 1
ALONE = 1 << 63
_SIZE = 0x110000
_lock = threading.Lock()
_known = np.zeros(_SIZE, np.bool_)
_table = np.zeros(_SIZE, np.uint64)

# Han and kana; Hangul syllables excluded (Korean has spaces).
_NO_SPACES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_SYLLABLE = 8


@inlined
def is_run_on(point: int) -> bool:
    """Whether it is of an alphabet written without spaces: Thai, Lao, Myanmar, Khmer."""
    return 0x0E00 <= point < 0x0F00 or 0x1000 <= point < 0x10A0 or 0x1780 <= point < 0x1800


@inlined
def goes_on(last: int, point: int, length: int) -> bool:
    """Whether a run-on letter continues the piece that ends with the run-on letter `last`.

    One letter says too little to be a word. So texts are cut where two letters meet that a hash picks, on average
    three times in ten: whatever was edited elsewhere, the same words give the same pieces.
    """
    met = ((last * 2654435761) ^ (point * 40503)) & 0xFFFFFFFF
    return length < 2 or (length < _SYLLABLE and (met * 2246822519 & 0xFFFFFFFF) >> 16 > 0x4CCC)


@inlined
def decode(data: U8, i: int, end: int) -> tuple[int, int]:
    """The code point at byte `i` and the place of the next; a broken sequence reads as U+FFFD."""
    first = int(data[i])
    if first < 0x80:
        return first, i + 1
    if 0xC2 <= first < 0xE0 and i + 1 < end:
        return ((first & 31) << 6) | (int(data[i + 1]) & 63), i + 2
    if 0xE0 <= first < 0xF0 and i + 2 < end:
        return ((first & 15) << 12) | ((int(data[i + 1]) & 63) << 6) | (int(data[i + 2]) & 63), i + 3
    if 0xF0 <= first < 0xF5 and i + 3 < end:
        high = ((first & 7) << 18) | ((int(data[i + 1]) & 63) << 12)
        point = high | ((int(data[i + 2]) & 63) << 6) | (int(data[i + 3]) & 63)
        return (point if point < 0x110000 else 0xFFFD), i + 4
    return 0xFFFD, i + 1


@kernel
def _meet(data: U8, known: Bools) -> list[int]:
    """Code points of the text that the table has no entry for yet."""
    new = [0 for _ in range(0)]
    i, end = 0, len(data)
    while i < end:
        if data[i] < 0x80:
            i += 1
            continue
        point, i = decode(data, i, end)
        if not known[point]:
            known[point] = True
            new.append(point)
    return new


def _entry(point: int) -> int:
    character = chr(point)
    if character in "'’‘ʼ`´":
        return SKIPPED
    kind = unicodedata.category(character)
    if is_run_on(point):
        return point if kind in {"Lo", "Lm", "Mn", "Mc"} else _folded(character)
    if kind in {"Mn", "Me", "Cf"}:
        return SKIPPED
    if kind == "So":
        return point | ALONE
    if kind == "Mc":
        return point
    packed = _folded(character)
    alone = any(low <= point <= high for low, high in _NO_SPACES)
    return packed | ALONE if packed and alone else packed


def _folded(character: str) -> int:
    # Among Latin letters every look-alike is read as Latin; it is enough that all texts agree on it.
    folded = "".join(c for c in fold(f"q{character}q").text[1:-1] if c.isalnum())[:3]
    packed = 0
    for place, c in enumerate(folded):
        packed |= ord(str(unicodedata.digit(c)) if c.isdigit() else c) << (21 * place)
    return packed


def table_for(data: U8) -> U64:
    """The table of entries, complete for the code points of `data` (UTF-8 bytes). Safe to call from any thread."""
    with _lock:
        if not _known[ord("a")]:
            for point in range(128):
                _table[point], _known[point] = _entry(point), True
        for point in _meet(data, _known):
            _table[point] = _entry(point) if not 0xD800 <= point < 0xE000 else PARTS
    return _table

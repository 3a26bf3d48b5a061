"""Blocking keys: which stored ads are worth comparing with a new one. The engine does the comparing."""

import hashlib
import heapq

from haven.records import AdRecord
from haven.records.text import fold, words

SHINGLE = 3
KEYS = 48
SHARED_KEYS = 2


def text_keys(record: AdRecord) -> list[int]:
    """Up to 48 of an ad's smallest word-3-gram hashes (a bottom-k sketch: Broder 1997), signed 64-bit, ascending.

    Two texts that share a fraction J of their 3-grams share about 48·J keys, so that two keys in common are next to
    certain for texts that the engine would link.
    """
    tokens = words(fold(record.body or record.title).text)
    grams = {" ".join(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1))} if tokens else set()
    return heapq.nsmallest(KEYS, (_hash(gram) for gram in grams))


def _hash(gram: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )

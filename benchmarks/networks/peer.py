"""A peer: MinHash with locality-sensitive hashing over word n-grams, candidates checked, joined transitively.

    PYTHON peer.py datasketch|rensa ADS.parquet FOUND.parquet N THRESHOLD

Runs in an environment that has the peer; needs nothing of Haven.
"""

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def _grams(text: str, n: int) -> set[str]:
    words = _WORD.findall(re.sub(r"\d", "0", text.lower()))
    return {" ".join(words[i : i + n]) for i in range(max(len(words) - n + 1, 1))}


def _datasketch(sets: list[set[str]], threshold: float) -> Iterator[tuple[int, list[int]]]:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    sketches: list[Any] = []
    for i, grams in enumerate(sets):
        sketch = datasketch.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in grams])
        sketches.append(sketch)
        yield i, [j for j in index.query(sketch) if sketch.jaccard(sketches[j]) >= threshold]
        index.insert(i, sketch, check_duplication=False)


def _rensa(sets: list[set[str]], threshold: float) -> Iterator[tuple[int, list[int]]]:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=32)
    sketches: list[Any] = []
    for i, grams in enumerate(sets):
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(list(grams))
        sketches.append(sketch)
        yield i, [j for j in index.query(sketch) if sketch.jaccard(sketches[j]) >= threshold]
        index.insert(i, sketch)


PEERS: dict[str, Callable[[list[set[str]], float], Iterator[tuple[int, list[int]]]]] = {
    "datasketch": _datasketch,
    "rensa": _rensa,
}


def main() -> None:
    name, ads, found, n, threshold = sys.argv[1:]
    table = pq.read_table(ads, columns=["id", "body"])
    sets = [_grams(text, int(n)) for text in table["body"].to_pylist()]
    parent = list(range(len(sets)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    alike = [False] * len(sets)
    for i, others in PEERS[name](sets, float(threshold)):
        for j in others:
            parent[root(i)] = root(j)
            alike[i] = alike[j] = True
    network = [str(root(i)) if alike[i] else None for i in range(len(sets))]
    pq.write_table(pa.table({"id": table["id"], "network": pa.array(network, pa.string())}), found)


if __name__ == "__main__":
    main()

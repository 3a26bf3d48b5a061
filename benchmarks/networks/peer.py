"""A peer: MinHash with locality-sensitive hashing over word n-grams, candidates checked, joined transitively.

    PYTHON peer.py datasketch|rensa|text-dedup|rensa-pairs ADS.parquet FOUND.parquet N THRESHOLD

Runs in an environment that has the peer; needs nothing of Haven. `rensa-pairs` writes the candidates themselves, for
another to verify. text-dedup is run as its own command runs it, and does not check its candidates.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_PERMUTATIONS = 128
_WORD = re.compile(r"\w+")
Neighbours = Iterator[tuple[int, list[int]]]


def _folded(text: str) -> str:
    return re.sub(r"\d", "0", text.lower())


def _grams(text: str, n: int) -> set[str]:
    words = _WORD.findall(_folded(text))
    return {" ".join(words[i : i + n]) for i in range(max(len(words) - n + 1, 1))}


def _datasketch(texts: list[str], n: int, threshold: float) -> Neighbours:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    sketches: list[Any] = []
    for i, text in enumerate(texts):
        sketch = datasketch.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([gram.encode() for gram in _grams(text, n)])
        sketches.append(sketch)
        yield i, [j for j in index.query(sketch) if sketch.jaccard(sketches[j]) >= threshold]
        index.insert(i, sketch, check_duplication=False)


def _rensa(texts: list[str], n: int, threshold: float) -> Neighbours:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=32)
    sketches: list[Any] = []
    for i, text in enumerate(texts):
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(list(_grams(text, n)))
        sketches.append(sketch)
        yield i, [j for j in index.query(sketch) if sketch.jaccard(sketches[j]) >= threshold]
        index.insert(i, sketch)


def _text_dedup(texts: list[str], n: int, threshold: float) -> Neighbours:
    datasets, minhash = import_module("datasets"), import_module("text_dedup.minhash")
    with tempfile.TemporaryDirectory() as place:
        # It leaves out the texts that are too short to have an n-gram; one that is empty breaks it.
        datasets.Dataset.from_dict({"text": [_folded(text) or "-" for text in texts]}).save_to_disk(f"{place}/in")
        settings = f"--path {place}/in --local --output {place}/out --column text --ngram {n} --threshold {threshold}"
        more = f"--num_perm {_PERMUTATIONS} --hash_func xxh3 --hash_bits 32 --min_length {n} --batch_size 5000"
        minhash.main(f"{settings} {more}".split(), standalone_mode=False)
    for i in range(len(texts)):
        head = minhash.uf.find(i)
        yield i, [head] if head != i else []


PEERS: dict[str, Callable[[list[str], int, float], Neighbours]] = {
    "datasketch": _datasketch,
    "rensa": _rensa,
    "rensa-pairs": _rensa,
    "text-dedup": _text_dedup,
}


def _join(count: int, neighbours: Neighbours) -> list[str | None]:
    parent, alike = list(range(count)), [False] * count

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, others in neighbours:
        for j in others:
            parent[root(i)] = root(j)
            alike[i] = alike[j] = True
    return [str(root(i)) if alike[i] else None for i in range(count)]


def main() -> None:
    name, ads, found, n, threshold = sys.argv[1:]
    table = pq.read_table(ads, columns=["id", "body"])
    texts = table["body"].to_pylist()
    neighbours = PEERS[name](texts, int(n), float(threshold))
    if name == "rensa-pairs":
        # Of a crowd of copies each need not be held against all the others.
        pairs = [(j, i) for i, others in neighbours for j in others[:32]]
        pq.write_table(pa.table({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}), found)
        return
    network = pa.array(_join(len(texts), neighbours), pa.string())
    pq.write_table(pa.table({"id": table["id"], "network": network}), found)


if __name__ == "__main__":
    main()

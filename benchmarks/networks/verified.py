"""Pairs from elsewhere, verified and clustered as Haven does it: what a peer's candidates are worth with our verifier.

    python -m benchmarks.networks.verified ADS.parquet PAIRS.parquet FOUND.parquet

Weights are information content; boilerplate is not weighed out, for that takes Haven's own candidates. Contacts are
left out, as the peers do.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from haven.networks.clusters import cluster
from haven.networks.lookalikes import Pairs, Texts, compare_many, sums
from haven.networks.parameters import Parameters
from haven.networks.tokens import split, weigh


def main() -> None:
    ads, candidates, found = sys.argv[1:]
    table, parameters = pq.read_table(ads, columns=["id", "body"]), Parameters()
    written = [text.encode() for text in table["body"].to_pylist()]
    bounds = np.cumsum([0, *map(len, written)], dtype=np.int64)
    words = split(np.frombuffer(b"".join(written), np.uint8), bounds, limit=parameters.max_words)
    weights = weigh(words.tokens, words.offsets)
    texts = Texts(words.tokens, words.offsets, weights, sums(weights, words.offsets))
    named = pq.read_table(candidates)
    a, b = (named[name].to_numpy().astype(np.uint32) for name in ("a", "b"))
    bits, share, long_share = compare_many(texts, a, b, workers=2)
    kept = (bits >= parameters.min_bits) & (share >= parameters.min_share) & (long_share >= parameters.min_share_long)
    medoid = cluster(texts, Pairs(a[kept], b[kept], bits[kept], share[kept]), parameters, workers=2).medoid
    network = pa.array([str(m) if m >= 0 else None for m in medoid.tolist()], pa.string())
    pq.write_table(pa.table({"id": table["id"], "network": network}), found)


if __name__ == "__main__":
    main()

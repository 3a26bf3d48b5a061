"""Sweeps corpora with Haven and its peers in one run, and writes table and plot to `benchmarks/results/`.

    python -m benchmarks.networks [--ads N] [--seeds N,N --held-out N,N] [--tune]

HAVEN_PEERS names a Python that has datasketch, rensa and text-dedup (an environment of its own); without it the peers
are left out and the table says so. HAVEN_CORPORA names a directory with `bench/plant.py`, whose corpora are then swept
too. `--tune` looks for the peers' settings on the first seed instead.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.networks import varied
from benchmarks.networks.made import make
from benchmarks.networks.measuring import Cost, measure
from benchmarks.networks.report import write_results
from benchmarks.networks.scoring import score

# N-gram and threshold: the best of the grid of `--tune` on seed 1, mean F1 over the corpora. Candidates that Haven
# verifies may be laxer.
PEERS = {
    "datasketch": ("1", "0.5"),
    "rensa": ("1", "0.5"),
    "text-dedup": ("1", "0.7"),
    "rensa, verified": ("1", "0.2"),
}
_GRID = (("1", "2", "3"), ("0.3", "0.5", "0.7"))
_RESULTS, _HERE = Path(__file__).parents[1] / "results", Path(__file__).parent


class Row(NamedTuple):
    """One tool on one corpus: what it cost, and the score."""

    corpus: str
    tool: str
    cost: Cost
    score: dict[str, float]


def _corpora(ads: int, seeds: list[int], held: list[int], into: Path) -> Iterator[tuple[str, Path]]:
    outside = os.environ.get("HAVEN_CORPORA")
    planter = Path(outside or ".") / "bench" / "plant.py"
    for seed in seeds + held:
        told = f"seed {seed}{', held out' if seed in held else ''}"
        make(ads, seed, into / f"made-{seed}")
        yield f"made, {told}", into / f"made-{seed}"
        varied.plant(ads, seed, into / f"varied-{seed}")
        yield f"varied, {told}", into / f"varied-{seed}"
        if outside and planter.exists():
            out = into / f"planted-{seed}"
            subprocess.run([sys.executable, planter, "--ads", str(ads), "--seed", str(seed), "--out", out],
                           check=True, stdout=subprocess.DEVNULL)  # fmt: skip
            yield f"planted, {told}", out


def _haven(corpus: Path) -> tuple[list[list[str]], Path]:
    ads, out = str(corpus / "ads.parquet"), corpus / "haven"
    return [[sys.executable, "-m", "haven.project.cli", "sweep", ads, "--out", str(out)]], out / "found.parquet"


def _peer(corpus: Path, name: str, settings: tuple[str, str]) -> tuple[list[list[str]], Path]:
    ads, found = str(corpus / "ads.parquet"), corpus / f"{name}.parquet"
    command = [os.environ["HAVEN_PEERS"], str(_HERE / "peer.py")]
    if name != "rensa, verified":
        return [[*command, name, ads, str(found), *settings]], found
    pairs = str(corpus / "pairs.parquet")
    verify = [sys.executable, "-m", "benchmarks.networks.verified", ads, pairs, str(found)]
    return [[*command, "rensa-pairs", ads, pairs, *settings], verify], found


def _run(corpus: str, path: Path, tool: str, commands: list[list[str]], found: Path) -> Row:
    costs = [measure(command) for command in commands]
    cost = costs[0] if len(costs) == 1 else costs[0] + costs[1]
    row = Row(corpus, tool, cost, score(path / "truth.parquet", found))
    told = f"{cost.wall:7.1f} s {cost.cpu:7.1f} CPU s {cost.gigabytes:5.2f} GB  F1 {row.score['F1']:.3f}"
    print(f"{corpus:26} {tool:16} {told}", flush=True)
    return row


def _tune(ads: int, seed: int, place: Path) -> None:
    """F1 of each peer over the grid, on the first seed of every corpus."""
    for corpus, path in _corpora(ads, [seed], [], place):
        for name, n, threshold in itertools.product(PEERS, *_GRID):
            _run(f"{corpus}: {n}, {threshold}", path, name, *_peer(path, name, (n, threshold)))


def _measure(ads: int, seeds: list[int], held: list[int], place: Path) -> None:
    rows: list[Row] = []
    make(2_000, 99, place / "warm")
    measure(_haven(place / "warm")[0][0])
    for corpus, path in _corpora(ads, seeds, held, place):
        rows.append(_run(corpus, path, "haven", *_haven(path)))
        for name, settings in PEERS.items() if os.environ.get("HAVEN_PEERS") else ():
            rows.append(_run(corpus, path, name, *_peer(path, name, settings)))
        write_results(rows, _RESULTS, ads=ads)
    print(f"written: {_RESULTS / 'networks.md'}")


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split(",") if word]


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure the network finder beside its peers.")
    arguments.add_argument("--ads", type=int, default=20_000)
    arguments.add_argument("--seeds", type=_numbers, default=[1, 2, 3], help="those that were built with")
    arguments.add_argument("--held-out", type=_numbers, default=[11])
    arguments.add_argument("--tune", action="store_true")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if asked.tune:
            _tune(asked.ads, asked.seeds[0], Path(place))
        else:
            _measure(asked.ads, asked.seeds, asked.held_out, Path(place))


if __name__ == "__main__":
    main()

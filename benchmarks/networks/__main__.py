"""Sweeps corpora with Haven and its peers in one run, and writes table and plot to `benchmarks/results/`.

    python -m benchmarks.networks [--ads N]

HAVEN_PEERS names a Python that has datasketch and rensa (an environment of its own); without it the peers are left out
and the table says so. HAVEN_CORPORA names a directory with `bench/plant.py`, whose corpora are then swept too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.networks.made import make
from benchmarks.networks.report import write_results
from benchmarks.networks.scoring import score

BUILT_ON, HELD_OUT = (1, 2, 3), (11,)
# N-gram and threshold: the best of a grid (1 to 3, 0.3 and 0.5) on seed 1 of both corpora.
PEERS = {"datasketch": ("1", "0.5"), "rensa": ("1", "0.5")}
_RESULTS = Path(__file__).parents[1] / "results"


class Row(NamedTuple):
    """One tool on one corpus: seconds of the whole command, peak memory in GB, and the score."""

    corpus: str
    tool: str
    seconds: float
    gigabytes: float
    score: dict[str, float]


def _measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory (GB, of the process that had most) of a command."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return time.perf_counter() - start, usage.ru_maxrss / (1 << 20)


def _corpora(ads: int, into: Path) -> Iterator[tuple[str, Path]]:
    for seed in BUILT_ON + HELD_OUT:
        held = ", held out" if seed in HELD_OUT else ""
        make(ads, seed, into / f"made-{seed}")
        yield f"made, seed {seed}{held}", into / f"made-{seed}"
    outside = os.environ.get("HAVEN_CORPORA")
    planter = Path(outside or ".") / "bench" / "plant.py"
    if outside and planter.exists():
        for seed in BUILT_ON + HELD_OUT:
            out = into / f"planted-{seed}"
            subprocess.run([sys.executable, planter, "--ads", str(ads), "--seed", str(seed), "--out", out],
                           check=True, stdout=subprocess.DEVNULL)  # fmt: skip
            yield f"planted, seed {seed}{', held out' if seed in HELD_OUT else ''}", out


def _tools(corpus: Path) -> Iterator[tuple[str, list[str], Path]]:
    ads, haven = str(corpus / "ads.parquet"), corpus / "haven"
    command = [sys.executable, "-m", "haven.project.cli", "sweep", ads, "--out", str(haven)]
    yield "haven", command, haven / "found.parquet"
    python = os.environ.get("HAVEN_PEERS")
    for name, settings in PEERS.items() if python else ():
        found = corpus / f"{name}.parquet"
        yield name, [str(python), str(Path(__file__).with_name("peer.py")), name, ads, str(found), *settings], found


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure the network finder beside its peers.")
    arguments.add_argument("--ads", type=int, default=20_000)
    ads = arguments.parse_args().ads
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        warm = Path(place) / "warm"
        make(2_000, 99, warm)
        _measure(next(_tools(warm))[1])
        for corpus, path in _corpora(ads, Path(place)):
            for tool, command, found in _tools(path):
                seconds, gigabytes = _measure(command)
                rows.append(Row(corpus, tool, seconds, gigabytes, score(path / "truth.parquet", found)))
                told = rows[-1]
                print(
                    f"{corpus:26} {tool:11} {seconds:7.1f} s {gigabytes:5.2f} GB  F1 {told.score['F1']:.3f}", flush=True
                )
    write_results(rows, _RESULTS, ads=ads)
    print(f"written: {_RESULTS / 'networks.md'}")


if __name__ == "__main__":
    main()

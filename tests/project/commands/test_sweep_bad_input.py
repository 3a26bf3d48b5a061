"""What goes wrong around `haven sweep`: odd ads, a full disk, Ctrl-C. One line each, and nothing is lost."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from haven.project.ad_files import NOT_ALL_READ
from tests.networks.ads import flat, stranger

SWEEP = [sys.executable, "-m", "haven.project.cli", "sweep"]
_RTL, _LONG = "\u202eدراجة للبيع\u202c בית להשכרה", "bright flat by the river " * 420_000


def jsonl(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def flats(path: Path, count: int) -> Path:
    return jsonl(path, [{"id": ad.id, "body": ad.body} for ad in map(flat, range(count))])


def run(*arguments: object, **fields: object) -> subprocess.CompletedProcess[str]:
    command = [*SWEEP, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, **fields)  # type: ignore[call-overload, no-any-return]


def test_odd_ads_are_swept_with_the_others_and_repeated_ids_are_named(tmp_path: Path) -> None:
    odd = ["", " ", "Bike", "\x00\x00", _RTL, "e\u0301" * 400, "🚲", _LONG]
    rows = [{"id": f"odd-{i}", "body": body} for i, body in enumerate(odd)]
    rows += [{"id": ad.id, "body": ad.body} for ad in [*map(flat, range(4)), flat(1), *map(stranger, range(5))]]
    path = jsonl(tmp_path / "ads.jsonl", rows)
    path.write_bytes(path.read_bytes() + b'{"id": "raw", "body": "bytes \xff\xfe that are no text"}\n')
    done = run(path, "--out", tmp_path / "out")
    assert done.returncode == NOT_ALL_READ, done.stderr
    assert "1 networks, 4 ads in them" in done.stdout
    assert f"ads.jsonl:{len(odd) + 5}: an id that an earlier ad has: flat-001 (left out)" in done.stderr
    found = pq.read_table(tmp_path / "out" / "found.parquet")["id"].to_pylist()
    assert {f"odd-{i}" for i in range(len(odd))} <= set(found)


def test_a_missing_column_is_told_with_those_there_are_and_the_flag(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "ads.jsonl", [{"nr": "1", "gibberish": "Bike"}])
    done = run(path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "found: nr, gibberish. Name it with --column body=COLUMN" in done.stderr.replace("\n", " ")
    assert run(path, "--out", tmp_path / "out", "--column", "body=gibberish").returncode == 0
    wrong = run(path, "--out", tmp_path / "out", "--column", "gibberish")
    assert wrong.returncode == 2
    assert "write FIELD=COLUMN" in wrong.stderr


def test_a_full_disk_is_one_line_and_leaves_the_earlier_result(tmp_path: Path) -> None:
    ads, out = flats(tmp_path / "ads.jsonl", 30), tmp_path / "out"
    assert run(ads, "--out", out).returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def little_room() -> None:
        # What is left of the disk, for each file: enough for the first of them.
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))

    # The kernels are compiled; a cache that cannot be written must not fail first.
    place = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path / "cache")} if os.environ.get("NUMBA_DISABLE_JIT") else None
    done = run(flats(tmp_path / "more.jsonl", 60), "--out", out, preexec_fn=little_room, env=place)
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ads.jsonl", "more.jsonl", "out"]


@pytest.fixture
def heeded() -> Iterator[None]:
    """Tests that run in the background may have been told to ignore Ctrl-C, and would hand it on to their children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("stage", ["reading", "comparing words"])
def test_ctrl_c_ends_it_at_once_and_leaves_nothing_half_done(tmp_path: Path, stage: str) -> None:
    rows = [{"id": f"{i}", "body": stranger(i % 900, words=60).body + f" {i}"} for i in range(15_000)]
    ads = jsonl(tmp_path / "ads.jsonl", rows)
    command = [*SWEEP, str(ads), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        for line in child.stderr:
            if line.startswith(f"{stage}: done"):
                child.send_signal(signal.SIGINT)
                break
        _, told = child.communicate(timeout=300)
    assert child.returncode != 0
    assert "Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["ads.jsonl"]

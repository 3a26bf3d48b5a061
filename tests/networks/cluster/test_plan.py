import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from haven.networks import DuplicateIdsError, Parameters, Previous, Sweep, sweep
from haven.networks.cluster import Runner
from haven.networks.cluster import sweep as sweep_parts
from haven.networks.marks import Marks, parse_marks
from haven.records import AdRecord
from tests.networks.ads import flat, stranger
from tests.networks.cluster.on_ray import PARTS
from tests.networks.cluster.planted import planted


@cache
def ads() -> list[AdRecord]:
    return planted()


@cache
def at_once() -> Sweep:
    return sweep(ads())


@pytest.fixture
def in_parts(extra: None, tmp_path: Path) -> Callable[..., Sweep]:
    """Sweeps by Daft's own runner."""

    def find(records: list[AdRecord], rows: int = 500, **fields: Any) -> Sweep:
        found = sweep_parts(records, runner=Runner.DAFT, rows=rows, spool=tmp_path, **fields)
        assert list(tmp_path.iterdir()) == []
        return found

    return find


def same(one: Sweep, other: Sweep) -> None:
    assert other.networks == one.networks
    assert other.found.equals(one.found)
    assert other.link_table.equals(one.link_table)
    assert other.contact_table.equals(one.contact_table)
    assert other.templates == one.templates
    assert other.hubs == one.hubs


def test_what_is_planted_is_of_every_sort() -> None:
    found = at_once()
    assert {network.ties for network in found.networks} >= {("text",), ("contact",), ("contact", "text"), ("photo",)}
    assert len(found.hubs) >= 2
    assert max(network.size for network in found.networks) > 64
    assert len(found.membership) > 3000


@pytest.mark.parametrize("rows", [400, 2000, 100_000])
def test_networks_are_those_of_one_machine_however_the_ads_are_cut(in_parts: Callable[..., Sweep], rows: int) -> None:
    same(at_once(), in_parts(ads(), rows=rows))


@pytest.mark.usefixtures("extra")
def test_networks_are_the_same_on_a_ray_of_two_workers(tmp_path: Path) -> None:
    into = tmp_path / "seen"
    subprocess.run([sys.executable, "-m", "tests.networks.cluster.on_ray", into], check=True, timeout=1200)
    seen = pickle.loads(into.read_bytes())  # noqa: S301 - our own
    assert seen["nodes"] == ["127.0.0.1", "127.0.0.1"]
    assert len(set(seen["processes"]["process"].to_pylist()) - {seen["driver"]}) == 2
    assert sorted(seen["processes"]["part"].to_pylist()) == list(range(PARTS))
    assert "stage broken failed: ArithmeticError" in seen["failure"]
    assert "\n" not in seen["failure"]
    same(at_once(), seen["found"])
    assert list(tmp_path.iterdir()) == [into]


def test_other_parameters_and_an_earlier_run_count_too(in_parts: Callable[..., Sweep]) -> None:
    some = ads()[:1200]
    given: dict[str, Any] = {
        "parameters": Parameters(min_bits=60, candidates=2, max_words=40, photo_distance=8),
        "previous": Previous({record.id: "n-old" for record in ads()[:400]}),
    }
    same(sweep(some, **given), in_parts(some, **given))


def test_marks_count_for_ads_in_no_network_too(in_parts: Callable[..., Sweep]) -> None:
    records = [*(flat(i) for i in range(5)), *(stranger(i) for i in range(20))]
    marks: Marks = parse_marks("together: [[stranger-001, stranger-002]]\napart: [[flat-003, flat-000]]\n")
    at_home = sweep(records, marks=marks)
    parts = in_parts(records, rows=6, marks=marks)
    same(at_home, parts)
    assert parts.summary["marks"] == at_home.summary["marks"]
    assert parts.membership["stranger-001"] == parts.membership["stranger-002"] is not None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_ads(in_parts: Callable[..., Sweep], count: int) -> None:
    records = [flat(i) for i in range(count)]
    same(sweep(records), in_parts(records, rows=1))


def test_texts_without_words(in_parts: Callable[..., Sweep]) -> None:
    records = [AdRecord(id=str(i), body=body) for i, body in enumerate(["", "", "bike", "bike", "\x00"])]
    same(sweep(records), in_parts(records, rows=2))


@pytest.mark.parametrize("rows", [2, 100])
def test_duplicate_ids_are_refused_and_named(in_parts: Callable[..., Sweep], rows: int) -> None:
    with pytest.raises(DuplicateIdsError, match="flat-001"):
        in_parts([*(flat(i) for i in range(5)), flat(1)], rows=rows)


def test_what_was_sent_is_counted_by_stage(in_parts: Callable[..., Sweep]) -> None:
    shuffled = in_parts(ads()[:1000]).summary["shuffled_bytes"]
    assert shuffled["read: text"] > 100_000
    assert {name.split(":")[0] for name in shuffled} >= {"read", "stand", "string", "compare", "show", "fetch"}

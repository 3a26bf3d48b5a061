from pathlib import Path

import pyarrow as pa
import pytest

from haven.networks.cluster.spool import Spool
from tests.networks.ads import flat


@pytest.mark.parametrize("rows", [1, 3, 7, 100])
def test_ads_are_cut_into_tables_of_so_many_rows(tmp_path: Path, rows: int) -> None:
    spool = Spool(tmp_path)
    files = spool.take_in([flat(i) for i in range(7)], rows)
    tables = [spool.read("ads", k) for k in range(files)]
    assert [table.num_rows for table in tables[:-1]] == [rows] * (files - 1)
    assert sum(table.num_rows for table in tables) == 7
    assert spool.ids(files).to_pylist() == [f"flat-{i:03}" for i in range(7)]


def test_batches_of_any_size_are_cut_alike(tmp_path: Path) -> None:
    batches = [pa.record_batch({"id": [f"{i}-{k}" for k in range(i)], "body": ["words"] * i}) for i in range(6)]
    spool = Spool(tmp_path)
    assert [spool.read("ads", k).num_rows for k in range(spool.take_in(batches, 4))] == [4, 4, 4, 3]


def test_a_table_is_replaced_whole_and_no_draft_is_left(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for number in (1, 2):
        spool.write("words", 0, pa.table({"slot": [number]}))
    assert spool.read("words", 0)["slot"].to_pylist() == [2]
    assert spool.has("words", 0)
    assert not spool.has("words", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["words-0.arrow"]

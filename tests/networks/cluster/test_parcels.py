from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from haven.networks.cluster.parcels import Inbox, by_name, deal, lists, numbers, unlisted


@given(st.lists(st.integers(0, 5), max_size=30))
def test_every_row_is_dealt_once_and_keeps_its_order(parts: list[int]) -> None:
    table = pa.table({"row": np.arange(len(parts))})
    dealt = list(deal(table, np.array(parts, np.int64), "side"))
    assert [parcel.part for parcel in dealt] == sorted(set(parts))
    for part, side, rows in dealt:
        assert side == "side"
        assert rows["row"].to_pylist() == [i for i, p in enumerate(parts) if p == part]


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=8), st.integers(0, 3))
def test_lists_come_back_as_they_were(rows: list[list[int]], left_out: int) -> None:
    offsets = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    values = np.array([value for row in rows for value in row], np.uint32)
    table = pa.table({"lists": lists(values, offsets)}).slice(left_out)
    kept, bounds = unlisted(table, "lists", np.uint32)
    assert [kept[a:b].tolist() for a, b in pairwise(bounds)] == rows[left_out:]


def test_an_inbox_joins_what_all_senders_sent() -> None:
    inbox = Inbox(3, {"key": [(0, pa.table({"key": [1, 2]})), (4, pa.table({"key": [3]}))]})
    rows = inbox.rows("key")
    assert rows is not None
    assert numbers(rows, "key", np.uint64).tolist() == [1, 2, 3]
    assert inbox.rows("other") is None
    assert inbox.sent("other") == []


def test_a_name_goes_to_the_same_partition_in_every_process() -> None:
    # CRC-32, unlike Python's own hash, is no secret of the process.
    assert by_name(["123456789"], 1 << 32).tolist() == [0xCBF43926]

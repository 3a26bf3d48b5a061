"""Numbers as people say them."""

from haven.records.counting import many


def test_one_is_one() -> None:
    assert [many(1, "hold"), many(2, "hold"), many(1, "saved search"), many(1200, "saved search")] == [
        "1 hold", "2 holds", "1 saved search", "1,200 saved searches",
    ]  # fmt: skip

"""What a report says of bad rows: all kinds, the first rows, what is left, and nothing where nothing was wrong."""

from haven.runs.bad_rows import tell_bad_rows


def test_rows_are_named_escaped_and_what_is_not_listed_is_counted() -> None:
    told = {"left_out": 1_200, "kinds": {"no <text>": 1_200, "unreadable date": 1}, "first": ["a&b.csv:3: no <text>"]}
    words = tell_bad_rows({"rows": 5_000, "bad_rows": told})
    for expected in ("Left out: 1\u202f200 of 5\u202f000 rows.", "no &lt;text&gt;", "a&amp;b.csv:3", "1\u202f200 more"):
        assert expected in words
    assert "No row was left out." in tell_bad_rows({"rows": 5, "bad_rows": {**told, "left_out": 0}})


def test_a_run_without_faults_says_nothing() -> None:
    assert tell_bad_rows({"rows": 5, "bad_rows": {"left_out": 0, "kinds": {}, "first": []}}) == ""
    assert tell_bad_rows({}) == ""

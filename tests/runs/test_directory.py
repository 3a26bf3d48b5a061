"""A result replaced whole or not at all."""

from pathlib import Path

import pytest

from haven.runs.directory import write_whole
from haven.runs.errors import DirectoryError


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    for _ in range(2):
        write_whole(out, {"a.txt"}, lambda into: (into / "a.txt").touch())
        assert (out / "a.txt").read_text() == ""
        (out / "a.txt").write_text("old")
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_failed_write_leaves_the_earlier_one(tmp_path: Path) -> None:
    def full(into: Path) -> None:
        (into / "a.txt").write_text("half")
        raise OSError(28, "No space left on device")

    write_whole(tmp_path / "out", {"a.txt"}, lambda into: (into / "a.txt").touch())
    with pytest.raises(DirectoryError, match="No space left"):
        write_whole(tmp_path / "out", {"a.txt"}, full)
    assert (tmp_path / "out" / "a.txt").read_text() == ""
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    for place, words in ((tmp_path, "other files"), (tmp_path / "letter.txt", "is a file")):
        with pytest.raises(DirectoryError, match=words):
            write_whole(place, {"a.txt"}, lambda into: (into / "a.txt").touch())
    assert (tmp_path / "letter.txt").read_text() == "mine"

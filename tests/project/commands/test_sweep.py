import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from haven.project.ad_files import NOT_ALL_READ
from haven.project.commands.sweep import app
from haven.project.errors import ProjectError
from haven.records.reading.source import WRONG_ENCODING
from tests.networks.ads import flat, stranger
from tests.records.reading.test_encodings import mixed


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    path = tmp_path / "ads.jsonl"
    rows = [
        {"nr": ad.id, "words": ad.body, "head": ad.title} for ad in [*map(flat, range(5)), *map(stranger, range(4))]
    ]
    path.write_text("\n".join([*map(json.dumps, rows), "{broken", ""]))
    return path


def test_a_file_is_swept(ads: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(ads, "--out", out, "--id", "nr", "--body", "words", "--title", "head")
    assert result.exit_code == 0, result.output
    assert "9 ads, 1 networks, 5 ads in them" in result.stdout
    assert "report: " in result.stdout
    assert "ads.jsonl:10" in result.stderr
    assert pq.read_table(out / "found.parquet")["network"].null_count == 4
    summary = json.loads((out / "summary.json").read_text())
    assert summary["bad_rows"]["left_out"] == 1
    assert set(summary["seconds"]) == {"read", "words", "contacts", "groups", "templates", "links"}


def test_what_was_not_read_whole_is_named_and_the_result_says_so(tmp_path: Path) -> None:
    result = run(mixed(tmp_path / "x.csv"), "--out", tmp_path / "out")
    assert result.exit_code == NOT_ALL_READ
    assert f"x.csv:3: {WRONG_ENCODING}: body" in result.stderr
    report = (tmp_path / "out" / "report.html").read_text()
    assert "Faults in the files" in report
    assert "x.csv:3: " in report


def test_the_next_run_keeps_the_ids(ads: Path, tmp_path: Path) -> None:
    flags = ("--id", "nr", "--body", "words")
    ids = []
    for out in ("one", "one", "two"):
        assert run(ads, "--out", tmp_path / out, "--previous", tmp_path / "one", *flags).exit_code == 0
        ids.append(pq.read_table(tmp_path / out / "networks.parquet")["network"].to_pylist())
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize(("name", "words"), [("none.jsonl", "no such file"), ("ads.doc", "not a format")])
def test_what_cannot_be_read_is_one_line(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "ads.doc").write_text("x")
    result = run(tmp_path / name, "--out", tmp_path / "out")
    assert isinstance(result.exception, ProjectError)
    assert result.exception.exit_code == 2
    assert words in str(result.exception)
    assert "\n" not in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_column_that_is_not_there_is_named(ads: Path, tmp_path: Path) -> None:
    result = run(ads, "--out", tmp_path / "out", "--body", "text")
    assert "text" in str(result.exception)
    assert "words" in str(result.exception)


def test_marks_are_honoured_and_remembered(ads: Path, tmp_path: Path) -> None:
    (tmp_path / "marks.yaml").write_text("apart:\n  - [flat-001, flat-002]\nhubs: ['phone:+14015550150']\n")
    flags = ("--id", "nr", "--body", "words", "--out", tmp_path / "out")
    first = run(ads, *flags, "--marks", tmp_path / "marks.yaml")
    assert first.exit_code == 0, first.output
    assert "marks, line 3: phone:+14015550150 is in none of these ads" in first.stderr
    assert "1 networks, 4 ads in them" in first.stdout
    assert "1 networks, 4 ads in them" in run(ads, *flags).stdout
    (tmp_path / "marks.yaml").write_text("")
    assert "1 networks, 5 ads in them" in run(ads, *flags, "--marks", tmp_path / "marks.yaml").stdout
    assert not (tmp_path / "out" / "marks.yaml").exists()


def test_bad_marks_are_one_line(ads: Path, tmp_path: Path) -> None:
    (tmp_path / "marks.yaml").write_text("hubs: []\nfriends: []\n")
    result = run(ads, "--body", "words", "--out", tmp_path / "out", "--marks", tmp_path / "marks.yaml")
    assert isinstance(result.exception, ProjectError)
    assert "marks.yaml, line 2: friends is none of" in str(result.exception)


def rows_of(path: Path, numbers: range, **fields: str) -> Path:
    ads = [*map(flat, numbers), *map(stranger, numbers)]
    path.write_text(
        "".join(json.dumps({"id": ad.id, "title": ad.title, "body": ad.body} | fields) + "\n" for ad in ads)
    )
    return path


def test_only_new_files_are_read_and_the_result_is_that_of_all(tmp_path: Path) -> None:
    old, new = rows_of(tmp_path / "old.jsonl", range(6)), rows_of(tmp_path / "new.jsonl", range(6, 9))
    one, two, whole = (tmp_path / name for name in ("one", "two", "whole"))
    assert run(old, "--out", one, "--region", "GB").exit_code == 0
    assert run(old, new, "--out", whole, "--region", "GB").exit_code == 0
    old.unlink()
    result = run(new, "--since", one, "--out", two)
    assert result.exit_code == 0, result.output
    assert "18 ads, 1 networks, 9 ads in them" in result.stdout
    assert f"12 of them from {one}; 0 known ones were replaced" in result.stdout
    for name in ("found", "links", "networks", "templates", "contacts"):
        assert pq.read_table(two / f"{name}.parquet").equals(pq.read_table(whole / f"{name}.parquet")), name
    assert json.loads((two / "summary.json").read_text())["parameters"]["region"] == "GB"


def test_a_known_ad_is_replaced_by_the_new_one(tmp_path: Path) -> None:
    assert run(rows_of(tmp_path / "old.jsonl", range(6)), "--out", tmp_path / "one").exit_code == 0
    new = rows_of(tmp_path / "new.jsonl", range(2), title="", body="An old bicycle")
    result = run(new, "--since", tmp_path / "one", "--out", tmp_path / "one")
    assert "8 of them from" in result.stdout
    assert "4 known ones were replaced" in result.stdout
    assert "1 networks, 4 ads in them" in result.stdout


def test_a_result_that_cannot_be_gone_on_from_is_refused(tmp_path: Path) -> None:
    new = rows_of(tmp_path / "new.jsonl", range(3))
    out = tmp_path / "one"
    assert "holds no result" in str(run(new, "--since", out, "--out", tmp_path / "two").exception)
    assert run(new, "--out", out, "--no-texts").exit_code == 0
    assert "keeps no texts" in str(run(new, "--since", out, "--out", tmp_path / "two").exception)
    summary = json.loads((out / "summary.json").read_text())
    (out / "summary.json").write_text(json.dumps(summary | {"format": 0}))
    assert "in another format (0;" in str(run(new, "--since", out, "--out", tmp_path / "two").exception)
    (tmp_path / "bare.jsonl").write_text('{"body": "Bike"}\n')
    assert "no ids to tell" in str(run(tmp_path / "bare.jsonl", "--since", out, "--out", tmp_path / "two").exception)
    assert not (tmp_path / "two").exists()

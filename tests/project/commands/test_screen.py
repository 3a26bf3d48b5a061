import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from haven.project.ad_files import NOT_ALL_READ
from haven.project.commands.screen import app
from haven.project.errors import ProjectError
from haven.records.reading.source import WRONG_ENCODING
from haven.screening import default_policy_text
from haven.screening.signals.like_stopped_ads import SIGNAL
from tests.records.reading.test_encodings import mixed
from tests.screening.test_bulk import HELD


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def ads(tmp_path: Path) -> Path:
    path = tmp_path / "ads.jsonl"
    rows = [{"nr": str(i), "words": words} for i, words in enumerate(["A bicycle.", HELD, "A lamp."])]
    path.write_text("\n".join([*map(json.dumps, rows), "{broken", ""]))
    return path


def test_a_file_is_screened(ads: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(ads, "--out", out, "--id", "nr", "--body", "words")
    assert result.exit_code == 0, result.output
    assert "3 screened: 2 published, 1 held, 0 refused" in result.stdout
    assert "fraud-two-signs" in result.stdout
    assert "ads.jsonl:4" in result.stderr
    assert pq.read_table(out / "verdicts.parquet")["outcome"].to_pylist() == ["publish", "hold", "publish"]
    summary = json.loads((out / "summary.json").read_text())
    assert summary["bad_rows"]["left_out"] == 1
    assert summary["files"] == [str(ads)]


def test_a_policy_of_ones_own_decides(ads: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(default_policy_text().replace("signals: 2, of: fraud", "signals: 9, of: fraud"))
    assert run(ads, "--out", tmp_path / "out", "--body", "words", "--policy", own).exit_code == 0
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["rules"] == {"trick-under-pressure": 1}


def test_what_cannot_be_read_is_told_and_nothing_is_written(ads: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(default_policy_text().replace("any: goods", "any: weapon"))
    cases: list[tuple[list[object], str]] = [
        ([tmp_path / "none.jsonl"], "no such file"),
        ([ads], "no column looks like"),
        ([ads, "--body", "words", "--policy", faulty], "no signal or group is called 'weapon'"),
        ([ads, "--body", "words", "--policy", tmp_path / "none.yaml"], "No such file"),
        ([ads, "--body", "words", "--policy", tmp_path], "cannot be read"),
    ]
    for arguments, words in cases:
        result = run(*arguments, "--out", tmp_path / "out")
        assert isinstance(result.exception, ProjectError), result.output
        assert result.exception.exit_code == 2
        assert words in str(result.exception)
    assert not (tmp_path / "out").exists()


SPAM = "URGENT! Your number was awarded a guaranteed prize. Call 0909 555 0123 now, 150p/min, T&Cs apply."
CHAT = "Are you at the station? I am by the clock."


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("sms.txt", [CHAT, "", SPAM]),
        ("sms.tsv", ["id\ttext", f"1\t{CHAT}", f"2\t{SPAM}"]),
        ("labelled.tsv", [f"ham\t{CHAT}", f'spam\t"{SPAM}']),
        ("sms.csv", ["id,text", f'1,"{CHAT}"', f'2,"{SPAM}"']),
        ("sms.jsonl", [json.dumps({"id": "1", "text": CHAT}), json.dumps({"id": "2", "text": SPAM})]),
    ],
)
def test_messages_are_screened_by_a_policy_of_their_own(name: str, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    result = run("--messages", tmp_path / name, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert pq.read_table(tmp_path / "out" / "verdicts.parquet")["outcome"].to_pylist() == ["publish", "hold"]
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["policy"]["screens"] == "messages"


def test_a_policy_for_ads_screens_no_messages(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(default_policy_text())
    (tmp_path / "sms.txt").write_text(CHAT)
    result = run("--messages", tmp_path / "sms.txt", "--policy", own, "--out", tmp_path / "out")
    assert "a policy for ads" in str(result.exception)
    assert "not a format" in str(run(tmp_path / "sms.txt", "--out", tmp_path / "out").exception)


def test_a_classifier_from_a_file_adds_its_hits(ads: Path, tmp_path: Path) -> None:
    model = SIGNAL.fires[0].context.classifier
    assert model
    file, out = tmp_path / "classifier.bin", tmp_path / "out"
    file.write_bytes(model.dump())
    ads.write_text(json.dumps({"nr": "1", "words": SIGNAL.fires[0].body}))
    assert run(ads, "--out", out, "--id", "nr", "--body", "words", "--classifier", file).exit_code == 0
    assert pq.read_table(out / "hits.parquet")["signal"].to_pylist().count(SIGNAL.slug) == 3
    assert json.loads((out / "summary.json").read_text())["classifier"] == "an example"
    for wrong, words in ((ads, "no classifier that Haven can read"), (tmp_path / "none", "cannot be read")):
        result = run(ads, "--out", tmp_path / "other", "--body", "words", "--classifier", wrong)
        assert isinstance(result.exception, ProjectError), result.output
        assert words in str(result.exception)


def test_what_is_judged_by_nobody_leaves_an_earlier_result_alone(ads: Path, tmp_path: Path) -> None:
    out, header = tmp_path / "out", tmp_path / "header.csv"
    run(ads, "--out", out, "--body", "words")
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    header.write_text("id,title,body\n")
    result = run(header, "--out", out)
    assert isinstance(result.exception, ProjectError)
    assert "nothing to judge" in str(result.exception)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_an_old_export_is_read_as_what_it_plainly_is_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("id,body\n1,Große Küche\n".encode("latin-1"))
    result = run(file, "--out", tmp_path / "out")
    assert f"{file} is not UTF-8: read as Windows-1252." in result.stderr
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["read_as_windows_1252"] == [str(file)]
    assert (result.exit_code, pq.read_table(tmp_path / "out" / "verdicts.parquet")["outcome"][0].as_py()) == (
        0,
        "publish",
    )


def test_letters_of_another_encoding_are_told_with_what_helps(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("id,body\n1,Große Küche\n".encode("latin-1") + "2,Große Küche\n".encode())
    result = run(file, "--out", tmp_path / "out")
    assert "1 row: " in result.stderr
    assert "--encoding latin-1" in result.stderr
    assert result.exit_code == NOT_ALL_READ
    whole = run(file, "--out", tmp_path / "out", "--encoding", "latin-1")
    assert (whole.exit_code, whole.stderr.count("--encoding")) == (0, 0)


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.parquet"])
def test_what_was_not_read_whole_is_held_and_the_result_says_so(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    result = run(mixed(tmp_path / name), "--out", out)
    assert result.exit_code == NOT_ALL_READ
    assert f"{name}:{3 if name == 'x.csv' else 2}: {WRONG_ENCODING}: body" in result.stderr
    rows = pq.read_table(out / "verdicts.parquet").to_pylist()
    assert [row["outcome"] for row in rows] == ["publish", "hold", "publish"]
    assert rows[1]["failures"] == [{"signal": "text", "reason": "2 letters of it could not be read"}]
    report = (out / "report.html").read_text()
    assert "Faults in the files" in report
    assert f"{name}:{3 if name == 'x.csv' else 2}: {WRONG_ENCODING}: body".replace("'", "&#x27;") in report


def test_a_text_file_is_taken_for_messages_only_where_one_says_so(tmp_path: Path) -> None:
    file = tmp_path / "sms.txt"
    file.write_text("Hello there, see you at six.\n")
    assert "--messages" in str(run(file, "--out", tmp_path / "out").exception)

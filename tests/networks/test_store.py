import json
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from haven.networks import ResultError, Sweep, sweep
from haven.networks.marks import parse_marks
from haven.networks.store import FILES, load_marks, load_previous, write
from haven.networks.stored import StoredResult
from haven.records import AdRecord
from tests.networks.ads import flat, stranger, with_words


@pytest.fixture(scope="module")
def found() -> Sweep:
    hostile = [flat(i, title="<script>alert(1)</script> & “flat”") for i in range(4)]
    calls = [with_words(stranger(i), "call 401-555-0134", category="jobs") for i in range(3)]
    return sweep([*hostile, *calls, *(stranger(i) for i in range(10, 20))])


def test_every_file_is_written_and_says_the_same(found: Sweep, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "result"
    write(found, out)
    assert {path.name for path in out.iterdir()} == FILES - {"marks.yaml"}
    rows = pq.read_table(out / "found.parquet").to_pylist()
    assert {row["id"]: row["network"] for row in rows} == found.membership
    networks = pq.read_table(out / "networks.parquet").to_pylist()
    assert [row["network"] for row in networks] == [network.id for network in found.networks]
    assert pq.read_table(out / "links.parquet").num_rows == len(list(found.links))
    slots = [row for row in pq.read_table(out / "templates.parquet").to_pylist() if row["kind"] == "slot"]
    assert all(len(row["fillers"]) == 4 for row in slots)
    assert json.loads((out / "summary.json").read_text())["networks"] == 2


def test_what_was_written_is_the_previous_run_of_the_next(found: Sweep, tmp_path: Path) -> None:
    assert load_previous(tmp_path / "none") is None
    write(found, tmp_path / "out")
    previous = load_previous(tmp_path / "out")
    assert previous is not None
    assert previous.membership == {ad: network for ad, network in found.membership.items() if network}


def test_marks_are_remembered(found: Sweep, tmp_path: Path) -> None:
    marks = parse_marks("together: [[flat-000, flat-001]]  # seen by the river\n")
    write(found, tmp_path / "out", marks=marks)
    assert load_marks(tmp_path / "out") == marks
    write(found, tmp_path / "out", marks=parse_marks("hubs: []"))
    assert load_marks(tmp_path / "out") is None


def test_the_texts_come_back_as_they_were(found: Sweep, tmp_path: Path) -> None:
    write(found, tmp_path / "out")
    again = sweep(StoredResult(tmp_path / "out").ads(), previous=load_previous(tmp_path / "out"))
    assert again.networks == found.networks
    assert again.link_table.equals(found.link_table)
    assert [again.corpus.text(k) for k in range(17)] == [found.corpus.text(k) for k in range(17)]


def test_a_failed_write_leaves_the_old_result(found: Sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(found, out)
    before = (out / "found.parquet").read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(ResultError, match="No space left"):
            write(sweep([flat(0), flat(1)]), out)
    assert (out / "found.parquet").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_directory_with_other_files_is_refused(found: Sweep, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ResultError, match=r"letter\.txt"):
        write(found, tmp_path)
    with pytest.raises(ResultError, match="is a file"):
        write(found, tmp_path / "letter.txt")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action"}]


def test_the_report_escapes_ads_and_asks_nothing_of_the_network(found: Sweep, tmp_path: Path) -> None:
    write(found, tmp_path / "out", title="a & b")
    html = (tmp_path / "out" / "report.html").read_text()
    page = _Page()
    page.feed(html)
    assert page.tags.count("script") == 1
    assert all(address.startswith("#") for address in page.addresses)
    assert "http:" not in html
    assert "https:" not in html
    assert "Networks in a &amp; b" in html
    assert page.tags.count("section") == 2


def test_the_report_of_nothing_says_so(tmp_path: Path) -> None:
    write(sweep([AdRecord(id="1", body="Bike")]), tmp_path / "out")
    assert "No two ads belong together" in (tmp_path / "out" / "report.html").read_text()

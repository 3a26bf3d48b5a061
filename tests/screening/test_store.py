"""A screening's result on disk, and its page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq

from haven.records import AdRecord
from haven.screening import default_policy
from haven.screening.bulk import screen_many
from haven.screening.store import FILES, write
from tests.screening.test_bulk import HELD, REFUSED, batch


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action"}]


def test_every_file_is_written_and_says_the_same(tmp_path: Path) -> None:
    hostile = AdRecord(id="<i>1", title="<script>alert(1)</script> & “flat”", body=HELD, category="housing")
    ads = [hostile, AdRecord(id="2", body=REFUSED), AdRecord(id="3", body="A bicycle.")]
    screened = screen_many([batch(ads)], default_policy())
    write(screened, tmp_path / "out", title="a & b")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert pq.read_table(tmp_path / "out" / "verdicts.parquet").equals(screened.verdicts)
    assert pq.read_table(tmp_path / "out" / "hits.parquet").equals(screened.hits)
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["outcomes"]["hold"] == 1
    html = (tmp_path / "out" / "report.html").read_text()
    page = _Page()
    page.feed(html)
    assert "script" not in page.tags
    assert page.addresses == []
    assert "http:" not in html
    assert "https:" not in html
    assert "Screening of a &amp; b" in html
    assert html.count('<section class="ad"') == 2
    assert "Owner abroad, keys by courier" in html


def test_the_report_of_nothing_says_so(tmp_path: Path) -> None:
    write(screen_many([], default_policy()), tmp_path / "out", title="none")
    html = (tmp_path / "out" / "report.html").read_text()
    assert "No signal fired" in html
    assert "Nothing was held or refused" in html

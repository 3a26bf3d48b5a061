from pathlib import Path

import pytest

from haven.custody.queries import bank_sizes
from haven.ledger.models import LedgerEntry
from haven.project.commands.bank import _import
from haven.project.errors import ProjectError

pytestmark = pytest.mark.django_db
MD5 = "d41d8cd98f00b204e9800998ecf8427e"


def test_faulty_lines_are_named_and_the_others_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(f"signal_type,signal_str\npdq,zzzz\nvideo_md5,{MD5}\nalone\n")
    _import(file, "Sample", "From a test.")
    told = capsys.readouterr()
    assert "1 hash read, 1 new in Sample, 2 lines left out" in told.out
    assert "line 2: " in told.err
    assert "line 4: 1 cell instead of 2" in told.err
    assert bank_sizes() == [("Sample", 1, 0)]


@pytest.mark.parametrize("content", ["", "id,title\n", "\xff\xfe rubbish\n"])
def test_a_file_without_any_hash_is_refused_and_changes_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(content, "latin-1")
    with pytest.raises(ProjectError, match="no hash of a picture"):
        _import(file, "Sample", "From a test.")
    assert not LedgerEntry.objects.filter(action="bank.imported").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be read \\(No such file"):
        _import(tmp_path / "none.csv", "Sample", "From a test.")

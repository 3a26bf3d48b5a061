"""Files that are not in the encoding they are read in: no letter is lost unseen, whatever the format."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.records.errors import ReadingError
from haven.records.reading import read_ads, read_messages
from haven.records.reading.source import WRONG_ENCODING
from haven.records.schema import to_records

LOST = "\ufffd"
BAD = "Gr\xfcn und schön".encode("cp1252")


def read(path: Path, **options: Any) -> tuple[list[AdRecord], list[str]]:
    """The ads, and what was told of rows."""
    reader = read_ads([path], **options)
    ads = [ad for batch in reader for ad in to_records(batch)]
    return ads, [str(problem).removeprefix(str(path)) for problem in reader.problems.first]


def mixed(path: Path) -> Path:
    """Three ads in UTF-8, the second with a body in Windows' encoding, in the format of the suffix."""
    bodies = ["Größe".encode(), BAD, "да".encode()]
    match path.suffix:
        case ".csv":
            path.write_bytes(b"id,body\n" + b"".join(b"%d,%s\n" % pair for pair in enumerate(bodies, 1)))
        case ".jsonl":
            path.write_bytes(b"".join(b'{"id": "%d", "body": "%s"}\n' % pair for pair in enumerate(bodies, 1)))
        case _:
            pq.write_table(pa.table({"id": ["1", "2", "3"], "body": pa.array(bodies).view(pa.string())}), path)
    return path


@pytest.mark.parametrize(("name", "line"), [("x.csv", 3), ("x.jsonl", 2), ("x.parquet", 2)])
def test_one_row_in_another_encoding_is_named_and_the_others_are_whole(tmp_path: Path, name: str, line: int) -> None:
    ads, told = read(mixed(tmp_path / name))
    assert [ad.body for ad in ads] == ["Größe", f"Gr{LOST}n und sch{LOST}n", "да"]
    assert told == [f":{line}: {WRONG_ENCODING}: body"]


def test_bytes_lists_and_codes_of_parquet_are_told_like_strings(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    text = pa.array([BAD, b"Whole."]).view(pa.string())
    columns = {
        "body": pa.array([b"Whole.", BAD]),
        "title": pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), text),
        "phone": pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), text),
    }
    pq.write_table(pa.table({"id": ["1", "2"], **columns}), path)
    ads, told = read(path)
    assert [ad.body for ad in ads] == ["Whole.", f"Gr{LOST}n und sch{LOST}n"]
    assert [ad.title for ad in ads] == [f"Gr{LOST}n und sch{LOST}n", "Whole."]
    assert [ad.contacts for ad in ads] == [(f"Gr{LOST}n und sch{LOST}n",), ("Whole.",)]
    assert sorted(told) == [
        f":{line}: {WRONG_ENCODING}: {name}" for line, name in ((1, "phone"), (1, "title"), (2, "body"))
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_wide_letters_are_known_without_a_mark(tmp_path: Path, suffix: str, encoding: str) -> None:
    path = mixed(tmp_path / f"x{suffix}")
    path.write_bytes(path.read_bytes().replace(BAD, b"Plain").decode().encode(encoding))
    ads, told = read(path)
    assert [ad.body for ad in ads] == ["Größe", "Plain", "да"]
    assert told == []


def test_what_is_no_letter_in_an_encoding_that_was_asked_for_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"id,body\n1,Gr\xfcn\n2,Gr\x81n\n")
    ads, told = read(path, encoding="cp1252")
    assert [ad.body for ad in ads] == ["Grün", f"Gr{LOST}n"]
    assert told == [f":3: {WRONG_ENCODING}: body"]


@pytest.mark.parametrize("cut", [1, 3])
def test_a_letter_that_breaks_off_at_the_end_is_told(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("id,body\n1,Words\n2,Words😀".encode("utf-16")[:-cut])
    ads, told = read(path)
    assert [ad.body.rstrip(LOST) for ad in ads] == ["Words", "Words"]
    assert ads[1].body.endswith(LOST)
    assert told == [f":3: {WRONG_ENCODING}: body"]


def test_columns_called_in_another_encoding_are_listed_in_plain_letters(tmp_path: Path) -> None:
    for suffix, content in ((".csv", b"Gr\xf6\xdfe\n1\n"), (".jsonl", b'{"Gr\xf6\xdfe": 1}\n')):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(content)
        with pytest.raises(ReadingError, match="no column looks like") as raised:
            read(path)
        assert str(raised.value).encode()


def test_messages_are_told_too(tmp_path: Path) -> None:
    path = tmp_path / "sms.txt"
    path.write_bytes(b"Hello there\nGr\xfcn\n")
    reader = read_messages([path])
    assert [text for batch in reader for text in batch["body"].to_pylist()] == ["Hello there", f"Gr{LOST}n"]
    assert [str(problem) for problem in reader.problems.first] == [f"{path}:2: {WRONG_ENCODING}: text"]


PLAIN = st.binary(min_size=1, max_size=30).filter(lambda body: not set(body) & set(b'\x00\r\n",\\') and body[0] > 32)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
@given(body=PLAIN, encoding=st.sampled_from(["utf-8", "cp1252", "ascii", "cp1251"]))
def test_a_text_is_as_written_or_told(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, body: bytes, encoding: str
) -> None:
    """The oracle decodes strictly: what it refuses is told, what it reads is read the same and not told."""
    path = tmp_path_factory.mktemp("x") / f"x{suffix}"
    encoding = "utf-8" if suffix == ".parquet" else encoding
    if suffix == ".jsonl":  # where such signs do not stand bare; other bytes may come together without them
        body = body.translate(None, bytes(range(32)))
    try:
        text: str | None = body.decode(encoding)
    except UnicodeDecodeError:
        text = None
    if suffix == ".csv":
        path.write_bytes(b'id,body\n1,"%s"\n' % body)
    elif suffix == ".jsonl":
        path.write_bytes(b'{"id": "1", "body": "%s"}\n' % body)
    else:
        pq.write_table(pa.table({"id": ["1"], "body": pa.array([body])}), path)
    ads, told = read(path, encoding=encoding)
    if text is None:
        assert LOST in ads[0].body
        assert any(WRONG_ENCODING in words for words in told)
    else:
        assert ads[0].body == text
        assert not any(WRONG_ENCODING in words for words in told)

"""Ads come back from every format as they went in; what is wrong with some stops none of the others."""

import csv
import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.records.errors import ReadingError
from haven.records.reading import AdReader, parse_column_flags, read_ads
from haven.records.schema import AD_SCHEMA, to_records

ROWS: list[dict[str, Any]] = [
    {
        "id": "a-1",
        "title": "Bright room",
        "body": 'Two lines,\nand "quotes"; café',
        "category": "housing",
        "date": "2024-03-01 10:30",
        "price": "$1,250",
        "city": "Example Town",
        "lat": "41.5",
        "lon": "-71.25",
        "user": "u7",
        "phone": "202-555-0147",
    },
    dict.fromkeys(("id", "title", "body", "category", "date", "price", "city", "lat", "lon", "user", "phone"), "")
    | {"id": "a-2", "title": "Sofa"},
]
ADS = [
    AdRecord(
        id="a-1",
        title="Bright room",
        body='Two lines,\nand "quotes"; café',
        category="housing",
        posted_at=datetime(2024, 3, 1, 10, 30, tzinfo=UTC),
        price=1250.0,
        currency="USD",
        place="Example Town",
        latitude=41.5,
        longitude=-71.25,
        author="u7",
        contacts=("202-555-0147",),
    ),
    AdRecord(id="a-2", title="Sofa"),
]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    plain = path.with_suffix("") if path.suffix in {".gz", ".zst"} else path
    if plain.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), plain)
    elif plain.suffix in {".jsonl", ".ndjson"}:
        plain.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        with plain.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0], delimiter="\t" if plain.suffix == ".tsv" else ",")
            writer.writeheader()
            writer.writerows(rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    elif path.suffix == ".zst":
        with pa.CompressedOutputStream(str(path), "zstd") as packed:
            packed.write(plain.read_bytes())
    if path != plain:
        plain.unlink()
    return path


def ads(reader: AdReader) -> list[AdRecord]:
    found: list[AdRecord] = []
    for batch in reader:
        assert batch.schema.types == AD_SCHEMA.types
        assert batch.schema.names == AD_SCHEMA.names
        found += to_records(batch)
    return found


def read(path: Path, text: str | bytes, **options: Any) -> tuple[list[AdRecord], AdReader]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    reader = read_ads([path], **options)
    return ads(reader), reader


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"])
def test_every_format_gives_the_same_ads(tmp_path: Path, suffix: str, packed: str) -> None:
    reader = read_ads([write(tmp_path / f"ads{suffix}{packed}", ROWS)])
    assert ads(reader) == ADS
    assert (reader.rows, reader.ads, reader.progress) == (2, 2, 1.0)
    assert not reader.problems.counts


def test_a_directory_is_all_its_files(tmp_path: Path) -> None:
    write(tmp_path / "b.csv", ROWS[1:])
    write(tmp_path / "a.jsonl", ROWS[:1])
    (tmp_path / "notes.txt").write_text("not read")
    assert ads(read_ads([tmp_path])) == ADS


def test_typed_parquet_columns_are_taken_as_they_are(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": pa.array([7, 8]),
            "body": pa.array(["x", "y"]).dictionary_encode(),
            "price": pa.array([9.5, float("nan")]),
            "posted_at": pa.array([1_700_000_000, None], pa.timestamp("s")),
            "contacts": pa.array([["202-555-0147", ""], None]),
            "photo_hashes": pa.array([["AB" * 32, "short"], []]),
            "latitude": pa.array([91.0, 10.0]),
            "longitude": pa.array([0.0, 20.0]),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    reader = read_ads([tmp_path / "t.parquet"])
    first, second = ads(reader)
    assert first.id == "7"
    assert first.posted_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (first.contacts, first.photo_hashes) == (("202-555-0147",), ("ab" * 32,))
    assert (first.latitude, second.latitude, first.price, second.price) == (None, 10.0, 9.5, None)
    assert reader.problems.counts == {
        "unreadable coordinates": 1,
        "unreadable price": 1,
        "photo hash that is no 64 hexadecimal digits": 1,
    }


def test_without_an_id_column_the_line_is_the_id(tmp_path: Path) -> None:
    found, reader = read(tmp_path / "x.csv", 'body\n"one\nline"\n\ntwo\n')
    assert [ad.id for ad in found] == ["x:2", "x:5"]
    assert reader.files_without_ids == [tmp_path / "x.csv"]


def test_ids_made_from_files_of_one_name_differ(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv"]
    for path in paths:
        path.parent.mkdir()
        path.write_text("body\nhello\n")
    assert len({ad.id for ad in ads(read_ads(paths))}) == 2


def test_bad_json_lines_are_told_by_line_and_left_out(tmp_path: Path) -> None:
    lines = [
        b'{"id": 1, "text": "good"}',
        b"{broken",
        b"[1, 2]",
        b"",
        b'{"id": 2, "text": "caf\xe9"}',
        b'{"id": 1, "text": "again"}',
        b'{"text": "no id"}',
        b'{"id": 3, "text": "half \\ud800"}',
        b"[" * 100_000,
    ]
    found, reader = read(tmp_path / "x.jsonl", b"\n".join(lines))
    assert [(ad.id, ad.body) for ad in found] == [
        ("1", "good"), ("2", "caf\ufffd"), ("x:7", "no id"), ("3", "half \ufffd"),
    ]  # fmt: skip
    told = {(p.line, p.what, p.dropped) for p in reader.problems.first}
    assert told == {
        (2, "no JSON object", True),
        (3, "no JSON object", True),
        (9, "no JSON object", True),
        (5, "text that is not in the file's encoding", False),
        (8, "text that is not in the file's encoding", False),
        (6, "an id that an earlier ad has", True),
        (7, "no id; the file's name and the line stand for it", False),
    }
    assert (reader.rows, reader.ads, reader.problems.dropped) == (5, 4, 4)
    assert str(reader.problems.first[0]) == f"{tmp_path / 'x.jsonl'}:2: no JSON object (left out)"


def test_bad_rows_of_a_table_are_told_by_line_and_left_out(tmp_path: Path) -> None:
    text = b"id;text;price\n1;good;5\n2;too;many;fields\n3\n4;caf\xe9;call me\n5;nul \x00 here;1.250,50 EUR\n"
    found, reader = read(tmp_path / "x.csv", text)
    assert [(ad.id, ad.body, ad.price) for ad in found] == [
        ("1", "good", 5.0), ("4", "caf\ufffd", None), ("5", "nul \x00 here", 1250.5),
    ]  # fmt: skip
    assert found[2].currency == "EUR"
    assert [(p.line, p.what) for p in reader.problems.first] == [
        (3, "4 fields instead of 3"),
        (4, "1 fields instead of 3"),
        (5, "text that is not in the file's encoding"),
        (5, "unreadable price"),
    ]


def test_another_encoding_and_a_byte_order_mark(tmp_path: Path) -> None:
    found, reader = read(tmp_path / "x.csv", "text\nGrün\n".encode("latin-1"), encoding="latin-1")
    assert (found[0].body, reader.problems.counts) == ("Grün", {})
    assert read(tmp_path / "y.csv", "\ufefftext\nGrün\n")[0][0].body == "Grün"
    assert read(tmp_path / "z.jsonl", '\ufeff{"text": "Grün"}\n')[0][0].body == "Grün"


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_ten_megabytes_in_one_ad(tmp_path: Path, suffix: str) -> None:
    rows = [{"id": "1", "body": "long \x00 " * 1_500_000}, {"id": "2", "body": "short"}]
    assert [ad.body for ad in ads(read_ads([write(tmp_path / f"x{suffix}", rows)]))] == [row["body"] for row in rows]


def test_columns_by_flags(tmp_path: Path) -> None:
    columns = parse_column_flags(["title=Name", "body=make,model", "posted-at=seen"])
    found, reader = read(tmp_path / "x.csv", "name,make,model,seen,seller\ncar,Ex,,1/2/2024,p\n", columns=columns)
    assert (found[0].title, found[0].body) == ("car", "Ex")
    assert found[0].posted_at == datetime(2024, 1, 2, tzinfo=UTC)
    assert reader.columns[tmp_path / "x.csv"]["title"] == ("name",)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_row_of_which_every_joined_column_is_empty(suffix: str, tmp_path: Path) -> None:
    rows = [{"id": "1", "one": "a", "two": "b"}, {"id": "2", "one": "", "two": ""}, {"id": "3", "one": "", "two": "c"}]
    columns = {"body": ("one", "two"), "place": ("one", "two")}
    reader = read_ads([write(tmp_path / f"x{suffix}", rows)], columns=columns)
    assert [(ad.body, ad.place) for ad in ads(reader)] == [("a\nb", "a b"), ("", None), ("c", "c")]
    assert reader.problems.counts == {"no text": 1}


def test_a_column_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    found, _ = read(tmp_path / "x.csv", 'text\nhello\n""\n', columns={"body": ("text", "TEXT", "text")})
    assert [ad.body for ad in found] == ["hello", ""]


def test_a_guessed_author_that_is_a_kind_of_seller_is_dropped(tmp_path: Path) -> None:
    text = "text,seller\n" + "".join(f"ad {i},private\n" for i in range(600))
    found, reader = read(tmp_path / "x.csv", text)
    assert {ad.author for ad in found} == {None}
    assert "author" not in reader.columns[tmp_path / "x.csv"]
    named, _ = read(tmp_path / "x.csv", text, columns={"author": ("seller",)})
    assert {ad.author for ad in named} == {"private"}


def _refused(path: Path, content: bytes | None, **options: Any) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadingError) as refusal:
        ads(read_ads([path], **options))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.csv", None, "no such file"),
        ("x.csv", b"", "empty"),
        ("x.txt", b"hello", "not a format"),
        ("x.csv", b"a,b\n1,2\n", "found: a, b. Name it with --column body=COLUMN"),
        ("x.jsonl", b"a,b\n1,2\n", "not JSON lines"),
        ("x.jsonl", b'[{"text": "x"}]', "one object a line"),
        ("x.parquet", b"PAR1 not really", "not a Parquet file"),
        ("x.csv.gz", b"text\nplain\n", "cannot be read"),
        ("x.parquet.zst", b"plain", "cannot be unpacked"),
    ],
)
def test_a_file_that_is_no_ads_is_one_clear_line(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    message = _refused(tmp_path / name, content)
    assert says in message
    assert name in message
    assert "\n" not in message


def test_more_refusals(tmp_path: Path) -> None:
    assert "no column nix for body; found: text." in _refused(
        tmp_path / "x.csv", b"text\nx\n", columns={"body": ("nix",)}
    )
    assert "unknown encoding" in _refused(tmp_path / "x.csv", b"text\nx\n", encoding="klingon")
    assert "unknown encoding" in _refused(tmp_path / "x.jsonl", b'{"text": "x"}', encoding="klingon")
    packed = gzip.compress(b"text\n" + os.urandom(200_000).hex().encode() + b"\n" + b"more\n" * 1000)
    assert "breaks off" in _refused(tmp_path / "y.csv.gz", packed[: len(packed) // 2])
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadingError, match="no file in this directory"):
        read_ads([tmp_path / "empty"])
    with pytest.raises(ReadingError, match="FIELD=COLUMN"):
        parse_column_flags(["nonsense"])


@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.tsv", "x.jsonl", "x.parquet", "x.csv.gz", "x.jsonl.zst"]))
def test_any_bytes_are_ads_or_one_error(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / name
    head = {"x.csv": b"text,price\n", "x.tsv": b"text\tdate\n", "x.jsonl": b'{"text": "x", "lat": 1}\n'}.get(name, b"")
    path.write_bytes(head + content)
    try:
        ads(read_ads([path]))
    except ReadingError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either outcome is right


def test_outside_ads_are_read_whole() -> None:
    corpora = os.environ.get("HAVEN_CORPORA")
    if not corpora:
        pytest.skip("HAVEN_CORPORA is not set")
    data = Path(corpora) / "data"
    housing = read_ads([data / "housing.jsonl"])
    assert (len(ads(housing)), housing.problems.counts) == (1808, {})
    columns = parse_column_flags(["title=name", "body=brand,model,vehicleType,fuelType,gearbox"])
    autos = read_ads([data / "autos.csv"], columns=columns, encoding="latin-1")
    assert len(ads(autos)) == 18_705
    assert not autos.problems.counts

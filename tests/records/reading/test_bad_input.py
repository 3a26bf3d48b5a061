"""Every format with every fault that files have: a sentence with the row and the field, and the good rows stay."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.records.errors import ReadingError
from haven.records.reading import AdReader, read_ads
from haven.records.schema import to_records
from tests.naughty import STRINGS
from tests.records.reading.writers import FEEDS, FORMATS, TEXTS, Format

ADS = [("one", "First", "Words of the first."), ("two", "Second", "Words."), ("three", "Third", "More words.")]
every = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
feeds = pytest.mark.parametrize("made", FEEDS.values(), ids=FEEDS)
texts = pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)


class Read:
    """What came of reading a file: the ads, what was told of rows, and the fault that ended it."""

    def __init__(self, path: Path, content: bytes, **options: Any) -> None:
        path.write_bytes(content)
        self.ads: list[AdRecord] = []
        self.fault = ""
        reader: AdReader | None = None
        try:
            reader = read_ads([path], **options)
            for batch in reader:
                self.ads += to_records(batch)
        except ReadingError as error:
            self.fault = str(error)
        self.told = [str(problem).removeprefix(str(path)) for problem in reader.problems.first] if reader else []
        assert "\n" not in self.fault
        if self.fault:
            assert path.name in self.fault or "encoding" in self.fault

    @property
    def ids(self) -> list[str]:
        return [ad.id for ad in self.ads]


def text_of(made: Format) -> str:
    return made.write(ADS)


@every
def test_the_file_itself_is_read(tmp_path: Path, made: Format) -> None:
    found = Read(tmp_path / f"x{made.suffix}", text_of(made).encode())
    assert (found.ids, found.told, found.fault) == (["one", "two", "three"], [], "")
    assert found.ads[0].title == "First"
    assert found.ads[0].body == "Words of the first."


@every
@pytest.mark.parametrize("words", [words for words in STRINGS if words.strip()], ids=ascii)
def test_naughty_words_stay_words(tmp_path: Path, made: Format, words: str) -> None:
    rows = [ADS[0], ("two", words, f"before {words} after"), ADS[2]]
    found = Read(tmp_path / f"x{made.suffix}", made.write(rows).encode("utf-8", "surrogatepass"))
    assert not found.fault
    assert [found.ids[0], found.ids[-1]] == ["one", "three"]
    assert all("no text" not in told for told in found.told)


@every
def test_ten_megabytes_in_one_row(tmp_path: Path, made: Format) -> None:
    rows = [ADS[0], ("two", "Long", "word " * 2_200_000), ADS[2]]
    found = Read(tmp_path / f"x{made.suffix}", made.write(rows).encode())
    assert (found.ids, found.fault) == (["one", "two", "three"], "")
    assert len(found.ads[1].body) > 10_000_000


@every
@pytest.mark.parametrize("content", [b"", b" \n", b"\n\n\n"], ids=["nothing", "a blank", "blank lines"])
def test_an_empty_file_is_one_sentence(tmp_path: Path, made: Format, content: bytes) -> None:
    found = Read(tmp_path / f"x{made.suffix}", content)
    assert (found.ids, bool(found.fault)) == ([], True)


@every
def test_an_empty_row_is_told_by_line(tmp_path: Path, made: Format) -> None:
    found = Read(tmp_path / f"x{made.suffix}", made.write([ADS[0], ("", "", ""), ADS[2]]).encode())
    line = {".jsonl": 2}.get(made.suffix, 3)
    assert f":{line}: no text" in found.told
    assert [found.ids[0], found.ids[-1]] == ["one", "three"]


@every
def test_repeated_ids_are_told_and_the_first_stays(tmp_path: Path, made: Format) -> None:
    found = Read(tmp_path / f"x{made.suffix}", made.write([ADS[0], ("one", "Again", "Other words."), ADS[2]]).encode())
    assert [ad.title for ad in found.ads] == ["First", "Third"]
    assert found.told == [f":{2 if made.suffix == '.jsonl' else 3}: an id that an earlier ad has: one (left out)"]


@every
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, made: Format, encoding: str) -> None:
    text = made.write([("one", "Größe", "Ça va — да")])
    found = Read(tmp_path / f"x{made.suffix}", text.encode(encoding))
    assert not found.fault
    assert "Ça va — да" in (found.ads[0].body or made.suffix)


@every
def test_latin_1_is_read_when_it_is_named(tmp_path: Path, made: Format) -> None:
    text = made.write([("one", "Größe", "Ça va")])
    for letter in "ößÇ":
        text = text.replace(f"\\u00{ord(letter):02x}", letter)
    for encoding in ("latin-1", "cp1252"):
        found = Read(tmp_path / f"x{made.suffix}", text.encode(encoding), encoding=encoding)
        assert (found.fault, found.told, found.ads[0].body) == ("", [], "Ça va")


@texts
def test_another_encoding_is_told_with_row_and_field(tmp_path: Path, made: Format) -> None:
    content = text_of(made).encode().replace(b"Words.", b"Gr\xfcn")
    found = Read(tmp_path / f"x{made.suffix}", content)
    line = 2 if made.suffix == ".jsonl" else 3
    assert found.ids == ["one", "two", "three"]
    assert found.told == [f":{line}: text that is not in the file's encoding: body"]


@feeds
@pytest.mark.parametrize("wrong", [b"Gr\xfcn", b"a\x00b", b"</nothing>", b"&nothing;<"], ids=ascii)
def test_a_fault_in_a_feed_keeps_what_stands_before_it(tmp_path: Path, made: Format, wrong: bytes) -> None:
    found = Read(tmp_path / f"x{made.suffix}", text_of(made).encode().replace(b"Words.", wrong))
    assert found.ids == ["one"]
    assert "broken after the item at line 2; what follows is not read" in found.fault


@feeds
def test_a_truncated_feed_keeps_what_is_whole(tmp_path: Path, made: Format) -> None:
    whole = text_of(made).encode()
    found = Read(tmp_path / f"x{made.suffix}", whole[: whole.index(b"Third")])
    assert found.ids == ["one", "two"]
    assert "broken after the item at line 3" in found.fault


@feeds
@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY c SYSTEM "http://127.0.0.1:9/">',
        '<!ENTITY % c SYSTEM "http://127.0.0.1:9/"> %c;',
    ],
    ids=["laughs", "a file", "an address", "a parameter"],
)
def test_entities_are_refused_before_anything_is_read(tmp_path: Path, made: Format, entities: str) -> None:
    text = text_of(made).replace("Words.", "&c;" if "%" not in entities else "Words.")
    found = Read(tmp_path / f"x{made.suffix}", f"<!DOCTYPE x [{entities}]>{text}".encode())
    assert found.ids == []
    assert "it declares entities" in found.fault


@texts
def test_a_nul_is_let_through_and_harms_no_other_row(tmp_path: Path, made: Format) -> None:
    found = Read(tmp_path / f"x{made.suffix}", made.write([ADS[0], ("two", "a\x00b", "c\x00d"), ADS[2]]).encode())
    assert (found.ids, found.fault) == (["one", "two", "three"], "")


@every
@pytest.mark.parametrize("newline", ["\r\n", "\r", "mixed"])
def test_lines_may_end_as_they_like(tmp_path: Path, made: Format, newline: str) -> None:
    lines = text_of(made).split("\n")
    ends = ["\r\n", "\r", "\n"] if newline == "mixed" else [newline]
    text = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines) if line)
    found = Read(tmp_path / f"x{made.suffix}", text.encode())
    assert (found.ids, found.fault, found.told) == (["one", "two", "three"], "", [])


@every
@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_a_packed_file_that_is_none_is_one_sentence(tmp_path: Path, made: Format, packed: str) -> None:
    found = Read(tmp_path / f"x{made.suffix}{packed}", text_of(made).encode())
    assert found.ids == []
    assert "not XML" in found.fault or "cannot be read" in found.fault


@every
def test_a_packed_file_that_breaks_off_is_one_sentence(tmp_path: Path, made: Format) -> None:
    packed = gzip.compress(text_of(made).encode())
    found = Read(tmp_path / f"x{made.suffix}.gz", packed[: len(packed) // 2])
    assert found.fault


@pytest.mark.parametrize("made", [FORMATS["csv"], FORMATS["tsv"]], ids=["csv", "tsv"])
def test_rows_of_other_lengths_are_told_and_left_out(tmp_path: Path, made: Format) -> None:
    mark = "," if made.suffix == ".csv" else "\t"
    lines = text_of(made).splitlines()
    lines[2:2] = ["only one", mark.join("abcd"), '"a quote that never ends']
    found = Read(tmp_path / f"x{made.suffix}", "\n".join(lines).encode() + b"\n" + b"x\n" * 300)
    assert found.ids == ["one"]
    assert found.told == [
        ":3: 1 fields instead of 3 (left out)",
        ":4: 4 fields instead of 3 (left out)",
        ":5: 1 fields instead of 3 (over many lines: does a quotation mark not close?) (left out)",
    ]


@texts
def test_columns_that_are_none_of_an_ads_are_named(tmp_path: Path, made: Format) -> None:
    content = text_of(made).replace("body", "colour").replace("title", "shape")
    found = Read(tmp_path / f"x{made.suffix}", content.encode())
    assert "found: id, shape, colour. Name it with --column body=COLUMN" in found.fault


@pytest.mark.parametrize(("name", "spoilt"), [("rdf:RDF", ":rdf:RDF"), ("rdf:about", ":about")])
def test_a_name_that_xml_does_not_know_is_one_sentence(tmp_path: Path, name: str, spoilt: str) -> None:
    """The parser gives such elements with their names as they are, and says at the end what was wrong."""
    found = Read(tmp_path / "x.rss", text_of(FEEDS["bulk-rss"]).replace(name, spoilt).encode())
    assert len(found.ids) == 3
    assert "broken after the item at line 4" in found.fault


@given(data=st.data(), name=st.sampled_from(sorted(FORMATS)))
def test_any_bytes_in_the_middle_are_ads_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    made = FORMATS[name]
    whole = text_of(made).encode()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(len(whole), begin + 40)))
    content = whole[:begin] + data.draw(st.binary(max_size=60)) + whole[end:]
    found = Read(tmp_path_factory.mktemp("any") / f"x{made.suffix}", content)
    assert len(set(found.ids)) == len(found.ids)

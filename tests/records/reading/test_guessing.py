"""A file that names no encoding is read as Windows-1252 only where it is plainly in that."""

from pathlib import Path

import pytest

from haven.records.reading.guessing import is_western
from haven.records.reading.reader import read_ads

GERMAN = "id;title\n1;Schöne helle Wohnung für Studenten – 60 m² mit großer Küche, 450 €\n2;Bücher\n"
FRENCH = "id;title\n1;Vélo d’enfant très bon état, à récupérer près de l’église, 40 €\n"
SPANISH = "id;title\n1;¿Buscas habitación? Baño propio, 5º piso, mañana se enseña\n"
ENGLISH = "id;title\n1;Café table, “as new”, £40\n"
POLISH = "id;title\n1;Sprzedam mały rower górski, łańcuch świeżo założony, żółty, piękny, dźwięk cichy\n"
CZECH_UTF8 = "id;title\n1;Prodám kolo, řetěz nový, žluté\n"
RUSSIAN = "id;title\n1;Продаю велосипед, состояние хорошее\n"
GREEK = "id;title\n1;Πωλείται ποδήλατο σε καλή κατάσταση\n"
TURKISH = "id;title\n1;Satılık bisiklet, çok temiz, ışıklı, vitesi değişti\n"
LITHUANIAN = "id;title\n1;Parduodu dviratį, geros būklės, šviesa ir žibintas nauji\n"
SOME_RUSSIAN = "id;title\n1;Bicycle for sale, as good as new, write in English or Russian: продаю велосипед\n"
JAPANESE = "id;title\n1;自転車を売ります。状態は良いです。\n"


@pytest.mark.parametrize("text", [GERMAN, FRENCH, SPANISH, ENGLISH])
def test_what_is_plainly_in_it_is_read_so_and_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ads.csv"
    file.write_bytes(text.encode("cp1252"))
    reader = read_ads([file], guess=True)
    titles = [title for batch in reader for title in batch.column("title").to_pylist()]
    assert titles == [line.partition(";")[2] for line in text.splitlines()[1:]]
    assert reader.western == [file]
    assert not reader.problems.counts


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"), (CZECH_UTF8, "utf-8"), ("id;title\n1;Table\n", "ascii"), (GERMAN, "utf-16"),
        (GERMAN, "utf-16-le"), (POLISH, "cp1250"), (POLISH, "iso-8859-2"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        (TURKISH, "cp1254"), (LITHUANIAN, "cp1257"), (SOME_RUSSIAN, "cp1251"), (GERMAN.replace("²", ""), "mac-roman"),
        (GREEK, "cp1253"), (JAPANESE, "shift-jis"), ("", "ascii"),
    ],
)  # fmt: skip
def test_nothing_else_is(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "ads.csv"
    file.write_bytes(text.encode(encoding))
    assert not is_western(file)


def test_a_file_with_both_is_not_guessed_at(tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_bytes(GERMAN.encode("cp1252") + "3;Möbel\n".encode())
    reader = read_ads([file], guess=True)
    list(reader)
    assert reader.western == []
    assert reader.problems.counts.total() == 2


def test_utf_8_far_behind_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_bytes(GERMAN.encode("cp1252") + b"9;Table\n" * 600_000 + "3;Möbel\n".encode())
    assert not is_western(file)


def test_an_encoding_that_was_named_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_bytes(POLISH.encode("iso-8859-2"))
    reader = read_ads([file], encoding="iso-8859-2", guess=True)
    assert next(batch.column("title")[0].as_py() for batch in reader).startswith("Sprzedam mały rower górski")

"""A feed is somebody else's file: what is wrong with it is told, and it can do no harm."""

from pathlib import Path

import pytest

from haven.records.errors import ReadingError
from haven.records.reading import read_ads
from haven.records.schema import to_records


def ids(path: Path) -> list[str]:
    return [ad.id for batch in read_ads([path]) for ad in to_records(batch)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no xml at all", "not XML"),
        ("<html><body>404</body></html>", "a feed that begins with <html>; those read here: Trovit"),
        ('<rss version="2.0"><channel><item><title>x</title></item></channel></rss>', "a feed that begins with <rss>"),
    ],
)
def test_what_is_no_known_feed_is_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(text)
    with pytest.raises(ReadingError, match=told):
        read_ads([path])


def test_a_feed_that_breaks_off_gives_what_stood_before(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    good = "".join(f"<ad><id>{k}</id><title>Ad {k}</title></ad>\n" for k in range(20_000))
    path.write_text(f"<trovit>\n{good}<ad><id>broken")
    found: list[str] = []

    def read() -> None:
        for batch in read_ads([path]):
            found.extend(ad.id for ad in to_records(batch))

    with pytest.raises(ReadingError, match="broken after the item at line 20001"):
        read()
    assert len(found) == 20_000


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    bomb = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    path.write_text(
        f'<!DOCTYPE trovit [<!ENTITY a0 "ha">{bomb}]>'
        "<trovit><ad><id>1</id><title>T</title><content>&a9;</content></ad></trovit>"
    )
    with pytest.raises(ReadingError, match="it declares entities, which no feed needs"):
        read_ads([path])


def test_nothing_is_read_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    path = tmp_path / "feed.xml"
    path.write_text(
        f'<!DOCTYPE trovit [<!ENTITY file SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        "<trovit><ad><id>1</id><title>T</title><content>It is &file;</content></ad></trovit>"
    )
    with pytest.raises(ReadingError, match="it declares entities"):
        read_ads([path])
    path.write_text(
        '<!DOCTYPE trovit SYSTEM "http://127.0.0.1:9/"><trovit><ad><id>1</id><title>T</title></ad></trovit>'
    )
    assert ids(path) == ["1"]


def test_repeated_ids_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<trovit>\n<ad><id>1</id><title>a</title></ad>\n<ad><id>1</id><title>b</title></ad>\n</trovit>")
    reader = read_ads([path])
    assert sum(batch.num_rows for batch in reader) == 1
    assert str(reader.problems.first[0]) == f"{path}:3: an id that an earlier ad has: 1 (left out)"


def test_comments_and_instructions_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<!-- a --><trovit><?php x?><ad><id>1</id><!-- b --><title>T<!-- c -->itle</title></ad></trovit>")
    assert ids(path) == ["1"]
    (ad,) = [ad for batch in read_ads([path]) for ad in to_records(batch)]
    assert ad.title == "Title"

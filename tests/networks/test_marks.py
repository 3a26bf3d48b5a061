from pathlib import Path

import pytest

from haven.networks.marks import Marks, MarksError, parse_marks, read_marks

FILE = """\
# what we know
hubs: ["phone:+1 401-555-0150"]
not_hubs:
  - email:jo@example.com
together:
  - [007, ad-2]
apart:
  - [ad-3, n-0123456789ab]
"""


def test_marks_are_read_as_written_with_their_lines() -> None:
    marks = parse_marks(FILE)
    assert marks.hubs == (("phone:+14015550150", 2),)
    assert marks.not_hubs == (("email:jo@example.com", 4),)
    assert marks.together == (("007", "ad-2", 6),)
    assert marks.apart == (("ad-3", "n-0123456789ab", 8),)
    assert marks.text == FILE


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "hubs:\n", "hubs: []\ntogether: []\n"])
def test_nothing_may_be_marked(text: str) -> None:
    assert not parse_marks(text)
    assert not Marks()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a\n", "line 1: marks are lists"),
        ("hubs: []\nthings: []\n", "line 2: things is none of hubs, not_hubs"),
        ("hubs:\n  - '+14015550150'\n", "line 2: a contact is written kind:value"),
        ("hubs:\n  - fax:1\n", "line 2: a contact"),
        ("hubs: phone:+1\n", "line 1: a list is missing"),
        ("together:\n  - [a, b]\n  - [a]\n", "line 3: a pair"),
        ("apart: [[a, a]]\n", "line 1: a pair"),
        ("apart: [[a, [b]]]\n", "line 1: a pair"),
        ("hubs: ['email:a@example.com']\nnot_hubs: ['email:a@example.com']\n", "line 2: .* as a hub and as none"),
        ("hubs: [\n", "line 2: "),
        ("a: \x00", "no YAML"),
    ],
)
def test_what_is_wrong_is_named_by_its_line(text: str, words: str) -> None:
    with pytest.raises(MarksError, match=words) as raised:
        parse_marks(text)
    assert "\n" not in str(raised.value)


def test_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MarksError, match=r"cannot read .*none\.yaml"):
        read_marks(tmp_path / "none.yaml")
    (tmp_path / "marks.yaml").write_text("fax: []\n")
    with pytest.raises(MarksError, match=r"marks\.yaml, line 1: fax"):
        read_marks(tmp_path / "marks.yaml")

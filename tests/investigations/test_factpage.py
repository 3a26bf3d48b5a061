"""Facts as people read them: single ones, and tables from what to why."""

import re

from haven.investigations.factpage import MOST_ROWS, lay_out
from haven.investigations.webgraph import Line, Point, Web
from haven.investigations.webpicture import picture_of


def test_facts_become_lines_and_tables() -> None:
    page = lay_out({
        "network": "n-1", "from": 0, "until": 1_760_000_000, "hub": False, "places": ["Leipzig", "Halle"], "none": None,
        "lines": [{"why": "x.", "a": "p", "b": "q", "empty": ""}] * (MOST_ROWS + 1),
    })  # fmt: skip
    assert page.single == [
        ("network", "n-1"), ("until", "9 Oct 2025, 08:53"), ("hub", "no"), ("places", "Leipzig, Halle"),
    ]  # fmt: skip
    (table,) = page.tables
    assert table.columns == ("one", "other", "why")
    assert (table.rows[0], len(table.rows), table.total) == (("p", "q", "x."), MOST_ROWS, MOST_ROWS + 1)


def test_no_name_of_a_picture_stands_on_another() -> None:
    web = Web(
        [Point(f"ad{n:08}", "ad", f"Room {n}", n) for n in range(40)] + [Point("phone:1", "phone", "+1")],
        [Line(n, 40, "contact", 1.0, "x.") for n in range(40)],
    )
    places = [(n % 7 * 9.0, n // 7 * 9.0) for n in range(41)]
    picture = picture_of(web, places, [True] * 41, "A view")
    names = [
        (float(x), float(y), len(words)) for x, y, words in re.findall(r'<text x="(.*?)" y="(.*?)">(.*?)<', picture)
    ]
    assert picture.count("<circle") == 41
    assert "+1" in picture
    assert len(names) > 8
    for n, (x, y, size) in enumerate(names):
        for other_x, other_y, other_size in names[n + 1 :]:
            assert abs(y - other_y) >= 11.9 or abs(x - other_x) >= (size + other_size) * 3

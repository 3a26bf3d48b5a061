import re
from math import nan

from hypothesis import given
from hypothesis import strategies as st

from haven.networks.report.atlas import Spot, draw_map

SPOTS = st.builds(
    Spot, st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["", "Exampleton", "<b>", "Far " * 9])
)


def discs(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', svg)]


@given(st.lists(SPOTS, min_size=1, max_size=30))
def test_every_ad_is_inside_the_picture(spots: list[Spot]) -> None:
    svg = draw_map(spots, 40)
    height = float(re.findall(r'viewBox="0 0 340 (\d+)"', svg)[0])
    assert all(0 <= x <= 340 and 0 <= y <= height + 1 for x, y in discs(svg))
    assert sum(map(int, re.findall(r": (\d+) ads</title>", svg))) == len(spots)
    assert "<b>" not in svg
    assert "km</text>" in svg or " m</text>" in svg


def test_the_scale_is_true() -> None:
    # Two places a tenth of a degree of latitude apart: 11.1 km.
    svg = draw_map([Spot(50.0, 8.0, "South"), Spot(50.1, 8.0, "North")], 2)
    (_, y1), (_, y2) = discs(svg)
    begin, end, length = re.findall(r'class="scale"><path d="M([\d.]+) \d+v4H(\d+)v-4"/><text[^>]*>(\d+) km', svg)[0]
    per_km = (float(end) - float(begin)) / float(length)
    assert abs(abs(y1 - y2) / per_km - 11.13) < 0.2
    assert "50.05°N" in svg
    assert "2 of 2 ads give coordinates" in svg


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    svg = draw_map([Spot(-17.0, 179.9, "West"), Spot(-17.0, -179.9, "East")], 2)
    assert "180.00°<" in svg
    (x1, _), (x2, _) = discs(svg)
    assert abs(x1 - x2) > 100


def test_what_is_no_place_is_left_out() -> None:
    assert draw_map([Spot(nan, 8.0, ""), Spot(95.0, 8.0, "")], 2) == ""

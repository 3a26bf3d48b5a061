"""Where a network's ads are: a small map on the lines of latitude and longitude, a table behind it.

Owns: the projection, the lines, the scale. Must not know: anything of the ads but place and coordinates.

Equirectangular about the middle latitude; over the few degrees of most networks a length is true to a few per cent.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import cos, isfinite, radians, sqrt
from typing import NamedTuple

from haven.runs.markup import Html, element, number, shortened, text

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 340.0, 170.0, 340.0
_CELL, _NAMES, _LETTER, _ROWS = 11.0, 6, 6.2, 25
_KM_PER_DEGREE = 111.32
_STEPS = (60.0, 30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005)
_LENGTHS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2)
# A single place is shown within this many degrees.
_LEAST_SPAN = 0.04


class Spot(NamedTuple):
    """Where one ad is: degrees north and east, WGS 84, and the place's name or an empty text."""

    latitude: float
    longitude: float
    place: str


class _View(NamedTuple):
    """Degrees to pixels: `scale` pixels a degree of latitude; `west` and `north` are the picture's corner."""

    west: float
    north: float
    shrink: float
    scale: float
    height: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.shrink * self.scale, (self.north - latitude) * self.scale

    @property
    def east(self) -> float:
        return self.west + _WIDTH / (self.shrink * self.scale)

    @property
    def south(self) -> float:
        return self.north - self.height / self.scale


def _valid(spots: Sequence[Spot]) -> list[Spot]:
    known = [s for s in spots if isfinite(s.latitude) and isfinite(s.longitude)]
    known = [s for s in known if abs(s.latitude) <= 90 and abs(s.longitude) <= 180]
    if known and max(s.longitude for s in known) - min(s.longitude for s in known) > 180:
        # Across the date line: count on beyond 180.
        known = [s._replace(longitude=s.longitude % 360) for s in known]
    return known


def _view(spots: Sequence[Spot]) -> _View:
    south, north = (pick(s.latitude for s in spots) for pick in (min, max))
    west, east = (pick(s.longitude for s in spots) for pick in (min, max))
    shrink = max(cos(radians((south + north) / 2)), 0.05)
    wide, tall = max((east - west) * shrink, _LEAST_SPAN) * 1.3, max(north - south, _LEAST_SPAN / 2) * 1.3
    scale = min(_WIDTH / wide, _MOST_HEIGHT / tall)
    height = min(max(tall * scale, _LEAST_HEIGHT), _MOST_HEIGHT)
    middle = (west + east) / 2 - _WIDTH / (2 * shrink * scale)
    return _View(middle, (south + north) / 2 + height / (2 * scale), shrink, scale, height)


def _degrees(value: float, step: float, sides: str) -> str:
    digits = 0 if step >= 1 else 1 if step >= 0.1 else 2 if step >= 0.01 else 3
    value = (value + 180) % 360 - 180 if sides == "EW" else value
    side = "" if abs(value) < step / 2 or abs(value) > 180 - step / 2 else sides[0] if value > 0 else sides[1]
    return f"{abs(value):.{digits}f}°{side}"


def _between(low: float, high: float, step: float) -> list[float]:
    first = int(low // step) + 1
    return [k * step for k in range(first, int(high // step) + 1)]


def _lines(view: _View) -> Html:
    """Lines of latitude and longitude, named at the left and the top."""
    room = min((view.east - view.west) / 2, (view.north - view.south) / 1.5)
    step = next((step for step in _STEPS if step <= room), _STEPS[-1])
    parts = []
    for longitude in _between(view.west, view.east, step):
        x = view.at(0, longitude)[0]
        parts.append(f'<path d="M{x:.1f} 0V{view.height:.0f}"/>')
        if x < _WIDTH - 44:
            parts.append(f'<text x="{x + 3:.0f}" y="11">{_degrees(longitude, step, "EW")}</text>')
    for latitude in _between(max(view.south, -90), min(view.north, 90), step):
        y = view.at(latitude, 0)[1]
        parts.append(f'<path d="M0 {y:.1f}H{_WIDTH:.0f}"/>')
        if y > 26:
            parts.append(f'<text x="3" y="{y - 3:.0f}">{_degrees(latitude, step, "NS")}</text>')
    return element("g", "".join(parts), class_="lines")


def _scale(view: _View) -> Html:
    pixels = view.scale / _KM_PER_DEGREE
    length = next((km for km in _LENGTHS if km * pixels <= _WIDTH / 3), _LENGTHS[-1])
    x, y = _WIDTH - 10 - length * pixels, view.height - 10
    told = f"{number(length)} km" if length >= 1 else f"{1000 * length:.0f} m"
    bar = f'<path d="M{x:.1f} {y - 4:.0f}v4H{_WIDTH - 10:.0f}v-4"/>'
    words = f'<text x="{_WIDTH - 10:.0f}" y="{y - 8:.0f}" text-anchor="end">{told}</text>'
    return element("g", bar + words, class_="scale")


class _Heap(NamedTuple):
    """Ads that are drawn as one disc: its middle in pixels, and the spots."""

    x: float
    y: float
    spots: list[Spot]

    @property
    def place(self) -> str:
        names = Counter(s.place for s in self.spots if s.place)
        return min(names, key=lambda name: (-names[name], name)) if names else ""

    @property
    def radius(self) -> float:
        return min(3 + 1.6 * sqrt(len(self.spots)), 16)


def _middle(spots: Sequence[Spot]) -> tuple[float, float]:
    return sum(s.latitude for s in spots) / len(spots), sum(s.longitude for s in spots) / len(spots)


def _heaps(spots: Sequence[Spot], view: _View) -> list[_Heap]:
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        x, y = view.at(spot.latitude, spot.longitude)
        cells[int(x // _CELL), int(y // _CELL)].append(spot)
    found = [_Heap(*view.at(*_middle(inside)), inside) for inside in cells.values()]
    return sorted(found, key=lambda heap: (-len(heap.spots), heap.x, heap.y))


def _names(heaps: Sequence[_Heap]) -> Html:
    """Names of the places with most ads, each once, none over another."""
    boxes: list[tuple[float, float, float]] = []
    told: set[str] = set()
    parts = []
    for heap in heaps:
        name = shortened(heap.place, 22)
        width = len(name) * _LETTER
        right = heap.x + heap.radius + 4
        left = right if right + width < _WIDTH else heap.x - heap.radius - 4 - width
        crowded = any(abs(heap.y - y) < 14 and left < end and begin < left + width for begin, end, y in boxes)
        if not name or name in told or crowded or left < 0:
            continue
        boxes.append((left, left + width, heap.y))
        told.add(name)
        parts.append(f'<text x="{left:.0f}" y="{heap.y + 4:.0f}">{text(name)}</text>')
        if len(parts) == _NAMES:
            break
    return element("g", "".join(parts), class_="names")


def _table(heaps: Sequence[_Heap]) -> Html:
    rows = []
    for heap in heaps[:_ROWS]:
        latitude, longitude = _middle(heap.spots)
        where = f"{_degrees(latitude, 0.001, 'NS')} {_degrees(longitude, 0.001, 'EW')}"
        rows.append(f"<tr><td>{text(heap.place or '–')}</td><td>{where}</td><td>{len(heap.spots)}</td></tr>")
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("place", "about", "ads"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    more = f'<p class="soft">and {len(heaps) - _ROWS} more</p>' if len(heaps) > _ROWS else ""
    return element("details", f'<summary>The map as a table</summary><div class="wide">{table}</div>{more}')


def draw_map(spots: Sequence[Spot], size: int) -> Html:
    """The map and its table; nothing where no ad has coordinates.

    Args:
        spots: where ads are.
        size: how many ads the network has.
    """
    known = _valid(spots)
    if not known:
        return ""
    view = _view(known)
    heaps = _heaps(known, view)
    discs = "".join(
        f'<circle cx="{heap.x:.1f}" cy="{heap.y:.1f}" r="{heap.radius:.1f}">'
        f"<title>{text(heap.place or 'no name')}: {len(heap.spots)} ads</title></circle>"
        for heap in heaps
    )
    words = f"<title>Where {len(known)} ads are; the table below says the same</title>"
    picture = element(
        "svg", words + _lines(view) + discs + _names(heaps) + _scale(view),
        viewBox=f"0 0 {_WIDTH:.0f} {view.height:.0f}", width=round(_WIDTH), height=round(view.height), role="img",
    )  # fmt: skip
    told = f"{number(len(known))} of {number(size)} ads give coordinates. North is up."
    return element("figure", picture + element("figcaption", told) + _table(heaps), class_="map")

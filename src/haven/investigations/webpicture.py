"""A web as a picture that can be kept: SVG with nothing outside it, readable in any browser."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from haven.investigations.placing import Place
from haven.investigations.webgraph import Point, Web

_COLOURS = {"text": "#1e6b57", "photo": "#8a2f6d", "contact": "#9a4a00", "hub": "#9c2418", "mark": "#5b3fa0",
            "poster": "#1b4f8f"}  # fmt: skip
_ASIDE = 80
_LABEL = 34
_LETTER, _LINE = 6.2, 12
_LEAST_WIDE = 900

Box = tuple[float, float, float, float]


def picture_of(web: Web, places: Sequence[Place], shown: Sequence[bool], title: str) -> str:
    """The points that are shown, the lines between them, and as many of their names as there is room for."""
    across = max((x for x, _ in places), default=0) or 1
    scale = max(1.0, _LEAST_WIDE / across)
    at = [(x * scale + _ASIDE, y * scale + _ASIDE) for x, y in places]
    wide, tall = (max((place[axis] for place in at), default=0) + _ASIDE for axis in (0, 1))
    lines = [
        f'<line x1="{at[line.a][0]:.1f}" y1="{at[line.a][1]:.1f}" x2="{at[line.b][0]:.1f}" y2="{at[line.b][1]:.1f}"'
        f' stroke="{_COLOURS.get(line.kind, "#555")}"><title>{escape(line.why)}</title></line>'
        for line in web.lines
        if shown[line.a] and shown[line.b]
    ]
    drawn = [n for n in range(len(at)) if shown[n]]
    points = [_disc(web.points[n], at[n]) for n in drawn]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}" font-family="sans-serif"'
        f' font-size="11"><title>{escape(title)}</title><rect width="100%" height="100%" fill="#fdfbf6"/>'
        f'<g stroke-opacity="0.6">{"".join(lines)}</g>{"".join(points)}'
        f'<g text-anchor="middle" stroke="#fdfbf6" stroke-width="3" paint-order="stroke">'
        f"{''.join(_names(web, at, drawn))}</g></svg>"
    )


def _kind(point: Point) -> str:
    return point.kind if point.kind in {"ad", "text", "photo", "poster"} else "hub" if point.hub else "contact"


def _radius(point: Point) -> int:
    return 13 if point.hub else 5 if point.kind == "ad" else 8


def _disc(point: Point, at: Place) -> str:
    kind = _kind(point)
    colour = _COLOURS.get(kind, "#1c1a16")
    dashed = "" if point.inside else ' stroke-dasharray="3 2"'
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{_radius(point)}" stroke-width="1.5"{dashed}'
        f' fill="{"#fdfbf6" if kind in {"ad", "hub"} else colour}" stroke="{colour}">'
        f"<title>{escape(point.label)}</title></circle>"
    )


def _names(web: Web, at: Sequence[Place], drawn: Sequence[int]) -> Iterator[str]:
    """Names above or below their points where none stands yet: what is tied most first, ads by their codes last."""
    ties = Counter(end for line in web.lines for end in (line.a, line.b))
    taken: list[Box] = []
    for n in sorted(drawn, key=lambda n: (web.points[n].kind == "ad", -ties[n], n)):
        point, (x, y) = web.points[n], at[n]
        words = point.key if point.kind == "ad" else "" if point.kind == "photo" else point.label[:_LABEL]
        half, aside = len(words) * _LETTER / 2, _radius(point) + 4
        for low in (y - aside, y + aside + 8):
            box = (x - half, low - _LINE, x + half, low)
            if words and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield f'<text x="{x:.1f}" y="{low:.1f}">{escape(words)}</text>'
                break


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

"""A web as a picture that can be kept: SVG with nothing outside it, readable in any browser."""

from collections.abc import Sequence
from html import escape

from haven.investigations.placing import Place
from haven.investigations.webgraph import Web

_COLOURS = {"text": "#1e6b57", "photo": "#8a2f6d", "contact": "#9a4a00", "hub": "#9c2418", "mark": "#5b3fa0"}
_ASIDE = 60
_LABEL = 34


def picture_of(web: Web, places: Sequence[Place], shown: Sequence[bool], title: str) -> str:
    """The points that are shown, their names and the lines between them."""
    wide = max((x for x, _ in places), default=0) + 2 * _ASIDE
    tall = max((y for _, y in places), default=0) + 2 * _ASIDE
    at = [(x + _ASIDE, y + _ASIDE) for x, y in places]
    lines = [
        f'<line x1="{at[line.a][0]:.1f}" y1="{at[line.a][1]:.1f}" x2="{at[line.b][0]:.1f}" y2="{at[line.b][1]:.1f}"'
        f' stroke="{_COLOURS.get(line.kind, "#555")}"><title>{escape(line.why)}</title></line>'
        for line in web.lines
        if shown[line.a] and shown[line.b]
    ]
    points = [_point(web, n, at[n]) for n in range(len(at)) if shown[n]]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}" font-family="sans-serif"'
        f' font-size="11"><title>{escape(title)}</title><rect width="100%" height="100%" fill="#fdfbf6"/>'
        f'<g stroke-opacity="0.6">{"".join(lines)}</g>{"".join(points)}</svg>'
    )


def _point(web: Web, number: int, at: Place) -> str:
    point, (x, y) = web.points[number], at
    kind = point.kind if point.kind in {"ad", "text", "photo"} else "hub" if point.hub else "contact"
    colour = _COLOURS.get(kind, "#1c1a16")
    fill = "#fdfbf6" if kind in {"ad", "hub"} else colour
    radius = 13 if point.hub else 5 if kind == "ad" else 8
    words = point.key if kind == "ad" else "" if kind == "photo" else point.label
    name = f'<text x="{x:.1f}" y="{y - radius - 3:.1f}" text-anchor="middle">{escape(words[:_LABEL])}</text>'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{colour}" stroke-width="1.5">'
        f"<title>{escape(point.label)}</title></circle>{name}"
    )

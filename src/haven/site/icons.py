"""The site's icon for a home screen: its logo, or Haven's mark, on a square in the colours of its theme.

Owns the drawing. Must not know requests. Everything is drawn four times as large and made smaller, which smooths it.
"""

import io
from functools import lru_cache

from PIL import Image, ImageDraw

_LARGER = 4
_MARK = (((6, 15), (16, 7), (26, 15)), ((10, 14), (10, 25)), ((22, 14), (22, 25)), ((10, 20), (22, 20)))
_GRID = 32  # units of the mark's drawing, the same as in favicon.svg
_STROKE = 2.6
_SAFE = 0.66
"""The share of a maskable icon that no mask cuts off holds this square (a circle of 80 % is safe)."""


@lru_cache(16)
def app_icon(size: int, *, paper: str, ink: str, logo: bytes = b"", is_maskable: bool = False) -> bytes:
    """A PNG of `size` × `size` pixels; `paper` and `ink` are `#rrggbb`. A maskable one fills the whole square."""
    whole = size * _LARGER
    picture = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    radius = 0 if is_maskable else whole * 6 // _GRID
    draw.rounded_rectangle((0, 0, whole - 1, whole - 1), radius, fill=paper)
    room = whole * (_SAFE if is_maskable or logo else 1)
    if logo:
        _paste(picture, logo, int(room))
    else:
        _draw_mark(draw, whole, room, ink)
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _paste(picture: Image.Image, logo: bytes, room: int) -> None:
    with Image.open(io.BytesIO(logo), formats=("PNG",)) as opened:
        mark = opened.convert("RGBA")
    scale = min(room / mark.width, room / mark.height)
    mark = mark.resize(
        (max(1, round(mark.width * scale)), max(1, round(mark.height * scale))), Image.Resampling.LANCZOS
    )
    picture.alpha_composite(mark, ((picture.width - mark.width) // 2, (picture.height - mark.height) // 2))


def _draw_mark(draw: ImageDraw.ImageDraw, whole: int, room: float, ink: str) -> None:
    unit, edge = room / _GRID, (whole - room) / 2
    half = _STROKE * unit / 2
    for line in _MARK:
        points = [(edge + x * unit, edge + y * unit) for x, y in line]
        draw.line(points, fill=ink, width=round(half * 2), joint="curve")
        for x, y in points:
            draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)

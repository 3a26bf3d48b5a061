"""A drawing surface in the demo's own units, drawn twice as large and reduced, so that edges are smooth.

Owns: shapes, smoothing, placing. Must not know: what is being drawn.
"""

from collections.abc import Sequence
from math import cos, pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 900
"""The units of every drawing, whatever its size in pixels: x to the right, y downwards."""

_OVERSAMPLING = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """Shapes in units of 1200 × 900, or of a smaller drawing placed on it with `at`."""

    def __init__(self, size: tuple[int, int], paper: Colour) -> None:
        self._image = Image.new("RGB", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING), paper)
        self._draw = ImageDraw.Draw(self._image)
        self._stretch = (self._image.width / WIDTH, self._image.height / HEIGHT)
        self._origin: Point = (0.0, 0.0)
        self._scale = 1.0

    def at(self, x: float, y: float, scale: float = 1.0) -> "Canvas":
        """The same surface with its origin at (x, y) and its unit `scale` times as long."""
        placed = object.__new__(Canvas)
        placed.__dict__ |= self.__dict__
        placed._origin = (self._origin[0] + x * self._scale, self._origin[1] + y * self._scale)
        placed._scale = self._scale * scale
        return placed

    def finished(self, *, mirrored: bool) -> Image.Image:
        """The picture in its final size."""
        picture = self._image.reduce(_OVERSAMPLING)
        return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture

    def _px(self, x: float, y: float) -> Point:
        return (
            (self._origin[0] + x * self._scale) * self._stretch[0],
            (self._origin[1] + y * self._scale) * self._stretch[1],
        )

    def _thick(self, width: float) -> int:
        return max(1, round(width * self._scale * self._stretch[0]))

    def rect(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0.0) -> None:
        """A rectangle from its upper left corner, corners rounded by `radius`."""
        box = (*self._px(x, y), *self._px(x + width, y + height))
        if radius:
            self._draw.rounded_rectangle(box, self._thick(min(radius, width / 2, height / 2)), colour)
        else:
            self._draw.rectangle(box, colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """An ellipse around (x, y)."""
        self._draw.ellipse((*self._px(x - rx, y - ry), *self._px(x + rx, y + ry)), colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A circle around (x, y)."""
        self.oval(x, y, radius, radius, colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """A circle's outline; `radius` is its outer edge."""
        box = (*self._px(x - radius, y - radius), *self._px(x + radius, y + radius))
        self._draw.ellipse(box, outline=colour, width=self._thick(width))

    def poly(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon([self._px(*point) for point in points], colour)

    def blob(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled shape whose outline runs smoothly through the points."""
        self.poly(smooth([points[-1], *points, points[0], points[1]]), colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A line through the points with round ends and joints."""
        pixels = [self._px(*point) for point in points]
        thick = self._thick(width)
        self._draw.line(pixels, colour, thick, joint="curve")
        if thick > 4:
            for x, y in (pixels[0], pixels[-1]):
                half = thick / 2
                self._draw.ellipse((x - half, y - half, x + half, y + half), colour)

    def curve(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A line that runs smoothly through the points."""
        self.line(smooth([points[0], *points, points[-1]]), width, colour)

    def dome(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """The upper half of an ellipse whose flat side lies on y."""
        arc = [(x - rx * cos(pi * step / 24), y - ry * sin(pi * step / 24)) for step in range(25)]
        self.poly(arc, colour)


def smooth(points: Sequence[Point], steps: int = 10) -> list[Point]:
    """Points of a Catmull-Rom spline through all but the first and the last, which only steer it."""
    outline: list[Point] = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        for step in range(steps + 1):
            t = step / steps
            weights = (
                (-t + 2 * t * t - t**3) / 2,
                (2 - 5 * t * t + 3 * t**3) / 2,
                (t + 4 * t * t - 3 * t**3) / 2,
                (-t * t + t**3) / 2,
            )
            near = (a, b, c, d)
            outline.append(
                (
                    sum(weight * point[0] for weight, point in zip(weights, near, strict=True)),
                    sum(weight * point[1] for weight, point in zip(weights, near, strict=True)),
                )
            )
    return outline

"""What stands behind things out of doors: sky, hills, trees, houses far off, the ground.

Owns: backdrops, windows and their views. Must not know: what will stand in front.
"""

from math import sin
from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour
from haven.project.demo.pictures.palette import Palette, Sky, darker, lighter, mix, pick_sky


def paint_sky(c: Canvas, sky: Sky, rng: Random, horizon: float) -> None:
    """Bands of light down to the horizon, a sun or moon, a few clouds."""
    bands = rng.randint(5, 8)
    for band in range(bands):
        top = horizon * band / bands
        c.rect(0, top, WIDTH, HEIGHT - top, mix(sky.high, sky.low, band / (bands - 1)))
    x, y, radius = rng.uniform(100, 1100), rng.uniform(80, horizon * 0.7), rng.uniform(38, 85)
    c.disc(x, y, radius * 1.7, mix(mix(sky.high, sky.low, y / horizon), sky.light, 0.25))
    c.disc(x, y, radius, sky.light)
    for _ in range(rng.randint(0, 4)):
        cloud(c, rng.uniform(0, WIDTH), rng.uniform(60, horizon * 0.65), rng.uniform(0.6, 1.5), sky.cloud)


def cloud(c: Canvas, x: float, y: float, scale: float, colour: Colour) -> None:
    """A flat-bottomed cloud about 200 units wide."""
    o = c.at(x, y, scale)
    o.rect(-100, -18, 200, 36, colour, 18)
    o.disc(-30, -22, 36, colour)
    o.disc(26, -34, 46, colour)


def ridge(c: Canvas, box: tuple[float, float, float, float], colour: Colour, rng: Random, height: float) -> None:
    """Rolling land inside `box` (left, top, right, bottom), its crest about `height` above the bottom."""
    left, top, right, bottom = box
    phase, wave, fine = rng.uniform(0, 6.3), rng.uniform(0.8, 2.2), rng.uniform(3, 5)
    crest = []
    for step in range(41):
        t = step / 40
        rise = height * (0.72 + 0.28 * sin(phase + 6.3 * wave * t) * 0.8 + 0.06 * sin(phase * 2 + 6.3 * fine * t))
        crest.append((left + (right - left) * t, max(top, bottom - rise)))
    c.poly([(left, bottom), *crest, (right, bottom)], colour)


def skyline(c: Canvas, sky: Sky, rng: Random, ground: float) -> None:
    """Roofs and a tower far off."""
    colour = mix(sky.hill, sky.low, 0.25)
    x = -20.0
    while x < WIDTH:
        width, height = rng.uniform(60, 150), rng.uniform(60, 170)
        c.rect(x, ground - height, width, height, colour)
        if rng.random() < 0.7:
            c.poly(
                [
                    (x - 8, ground - height),
                    (x + width / 2, ground - height - width * 0.45),
                    (x + width + 8, ground - height),
                ],
                colour,
            )
        if rng.random() < 0.15:
            c.rect(x + width * 0.4, ground - height - 130, 24, 150, colour)
        x += width + rng.choice((0, 0, 12, 50))


def tree(c: Canvas, x: float, ground: float, scale: float, colour: Colour, rng: Random) -> None:
    """A round tree, a poplar or a fir, 300 units tall at scale 1."""
    o = c.at(x, ground, scale)
    trunk = darker(mix(colour, (120, 84, 60), 0.7))
    o.rect(-9, -110, 18, 112, trunk)
    kind = rng.choice(("round", "round", "poplar", "fir"))
    if kind == "round":
        for dx, dy, radius in ((-52, -170, 62), (50, -165, 66), (0, -225, 74), (-6, -150, 62)):
            o.disc(dx, dy, radius, colour)
        o.disc(24, -238, 40, lighter(colour, 0.12))
    elif kind == "poplar":
        o.oval(0, -180, 48, 140, colour)
        o.oval(14, -190, 24, 112, lighter(colour, 0.1))
    else:
        for level in range(3):
            top = -310 + level * 72
            o.poly(
                [(0, top), (56 + level * 20, top + 130), (-56 - level * 20, top + 130)],
                mix(colour, (30, 50, 50), 0.12 * level),
            )


def bush(c: Canvas, x: float, ground: float, scale: float, colour: Colour) -> None:
    """A low bush."""
    o = c.at(x, ground, scale)
    for dx, radius in ((-58, 46), (0, 66), (60, 48)):
        o.dome(dx, 0, radius, radius * 1.15, colour)
    o.dome(14, 0, 30, 54, lighter(colour, 0.12))


def lamp_post(c: Canvas, x: float, ground: float, scale: float, p: Palette) -> None:
    """A street lamp, 420 units tall at scale 1."""
    o = c.at(x, ground, scale)
    o.rect(-6, -400, 12, 400, p.ink)
    o.rect(-16, -26, 32, 26, p.ink, 6)
    o.poly([(-30, -400), (30, -400), (20, -450), (-20, -450)], mix(p.white, p.accent, 0.2))
    o.poly([(-36, -450), (36, -450), (0, -476)], p.ink)


def fence(c: Canvas, ground: float, height: float, colour: Colour) -> None:
    """A paling fence right across."""
    for x in range(0, WIDTH + 40, 44):
        top = ground - height
        c.poly([(x, ground), (x, top + 12), (x + 13, top), (x + 26, top + 12), (x + 26, ground)], colour)
    for share in (0.3, 0.75):
        c.rect(0, ground - height * share, WIDTH, 12, darker(colour, 0.1))


def outdoors(c: Canvas, p: Palette, rng: Random, *, horizon: float | None = None) -> float:
    """A whole backdrop; y of where things stand on the ground."""
    sky = pick_sky(rng)
    line = horizon or rng.uniform(480, 600)
    paint_sky(c, sky, rng, line)
    for layer in range(rng.randint(1, 3)):
        ridge(c, (0, 0, WIDTH, line + 10), mix(sky.hill, p.leaf, 0.3 * layer), rng, rng.uniform(120, 260) - 60 * layer)
    if rng.random() < 0.5:
        skyline(c, sky, rng, line + 8)
    leaf = mix(p.leaf, sky.hill, 0.3)
    for _ in range(rng.randint(0, 5)):
        tree(
            c, rng.uniform(0, WIDTH), line + 12, rng.uniform(0.6, 1.25), mix(leaf, p.second, rng.uniform(0, 0.35)), rng
        )
    if rng.random() < 0.3:
        fence(c, line + 14, rng.uniform(80, 140), mix(p.white, sky.hill, rng.choice((0.1, 0.5))))
    return ground(c, p, rng, sky, line)


def ground(c: Canvas, p: Palette, rng: Random, sky: Sky, line: float) -> float:
    """Grass, a road with its kerb, or paving from `line` down; y of where things stand."""
    kind = rng.choice(("grass", "road", "paving"))
    if kind == "grass":
        c.rect(0, line, WIDTH, HEIGHT - line, mix(p.leaf, sky.low, 0.25))
        ridge(c, (0, line, WIDTH, HEIGHT), mix(p.leaf, sky.low, 0.12), rng, (HEIGHT - line) * rng.uniform(0.4, 0.7))
        return line + (HEIGHT - line) * 0.6
    tone = mix((140, 138, 136), sky.low, 0.3)
    c.rect(0, line, WIDTH, HEIGHT - line, lighter(tone, 0.35))
    if kind == "road":
        kerb = line + (HEIGHT - line) * rng.uniform(0.22, 0.36)
        c.rect(0, kerb, WIDTH, HEIGHT - kerb, darker(tone, 0.22))
        c.rect(0, kerb, WIDTH, 12, lighter(tone, 0.55))
        for x in range(rng.randint(-120, 0), WIDTH, 260):
            c.rect(x, kerb + (HEIGHT - kerb) * 0.72, 140, 12, lighter(tone, 0.6))
        return kerb + (HEIGHT - kerb) * 0.5
    for row in range(1, 6):
        y = line + (HEIGHT - line) * (row / 6) ** 1.5
        c.rect(0, y, WIDTH, 3 + row, tone)
        for x in range(-60 * (row % 2) - row * 10, WIDTH, 90 + row * 34):
            c.line([(x, y), (x + (x - 600) * 0.06, y + 14 + row * 12)], 3, tone)
    return line + (HEIGHT - line) * 0.6


def window(c: Canvas, p: Palette, rng: Random, sky: Sky, box: tuple[float, float, float, float]) -> None:
    """A window with a view; `box` is left, top, width, height of its opening."""
    x, y, width, height = box
    frame = lighter(p.white, 0.2)
    c.rect(x - 20, y - 20, width + 40, height + 40, frame, 6)
    for band in range(4):
        c.rect(x, y + height * band / 4, width, height * (4 - band) / 4, mix(sky.high, sky.low, band / 3))
    radius = min(width, height) * rng.uniform(0.08, 0.15)
    c.disc(x + width * rng.uniform(0.2, 0.8), y + height * rng.uniform(0.18, 0.45), radius, sky.light)
    inside = (x, y, x + width, y + height)
    ridge(c, inside, sky.hill, rng, height * rng.uniform(0.35, 0.6))
    ridge(c, inside, mix(sky.hill, p.leaf, 0.5), rng, height * rng.uniform(0.12, 0.34))
    for bar in range(1, rng.randint(1, 3)):
        c.rect(x + width * bar / 2 - 5, y, 10, height, frame)
    if rng.random() < 0.6:
        c.rect(x, y + height * rng.choice((0.33, 0.5)), width, 10, frame)
    c.rect(x - 34, y + height + 16, width + 68, 18, darker(frame, 0.08), 4)

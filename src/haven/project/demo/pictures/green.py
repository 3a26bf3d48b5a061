"""Plants in pots, gardens, parks and bunting over a green.

Owns: what grows, and parties among it. Must not know: pets.
"""

from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, WIDTH, Canvas
from haven.project.demo.pictures.indoors import clay, indoors, pot_plant, table_top
from haven.project.demo.pictures.outdoors import bush, fence, lamp_post, outdoors, paint_sky, ridge, tree
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix, pick_sky


def plants(c: Canvas, p: Palette, rng: Random) -> None:
    """Potted plants on a table or a floor."""
    y = table_top(c, p, rng) if rng.random() < 0.5 else indoors(c, p, rng) + 80
    count = rng.randint(3, 6)
    for place in range(count):
        x = WIDTH * (place + 0.5 + rng.uniform(-0.2, 0.2)) / count
        pot_plant(c, p, rng, x, y + rng.uniform(-10, 110), rng.uniform(0.8, 1.7))
    if rng.random() < 0.4:
        o = c.at(rng.uniform(200, 1000), y + 120)
        o.rect(-70, -110, 140, 110, p.accent, 16)
        o.line([(60, -80), (150, -140)], 18, p.accent)
        o.ring(-76, -66, 46, 12, p.accent)


def garden(c: Canvas, p: Palette, rng: Random) -> None:
    """A garden: beds in rows, flowers, a shed or a greenhouse."""
    sky, line = pick_sky(rng), rng.uniform(380, 480)
    paint_sky(c, sky, rng, line)
    ridge(c, (0, 0, WIDTH, line + 10), sky.hill, rng, rng.uniform(80, 170))
    for _ in range(rng.randint(1, 4)):
        tree(
            c,
            rng.uniform(0, WIDTH),
            line + 12,
            rng.uniform(0.7, 1.2),
            mix(p.leaf, sky.hill, rng.uniform(0.1, 0.4)),
            rng,
        )
    if rng.random() < 0.7:
        fence(c, line + 20, rng.uniform(90, 150), rng.choice((p.white, p.wood, mix(p.wood, p.leaf, 0.5))))
    c.rect(0, line + 10, WIDTH, HEIGHT - line, mix(p.leaf, sky.low, 0.22))
    building = rng.choice(("shed", "glass", "none"))
    x = rng.uniform(60, 800)
    if building == "shed":
        _shed(c.at(x, line + 90), p, rng)
    elif building == "glass":
        _greenhouse(c.at(x, line + 90), p)
    _beds(c, p, rng, line + 120)


def _shed(o: Canvas, p: Palette, rng: Random) -> None:
    wood = rng.choice((p.wood, p.accent, p.second))
    o.rect(0, -210, 300, 210, wood)
    for board in range(1, 7):
        o.rect(0, -210 + board * 30, 300, 4, darker(wood, 0.15))
    o.poly([(-26, -206), (150, -310), (326, -206)], darker(p.ink, 0.0))
    o.rect(40, -160, 90, 160, darker(wood, 0.25))
    o.rect(184, -160, 76, 70, p.glass)


def _greenhouse(o: Canvas, p: Palette) -> None:
    o.poly([(0, 0), (0, -190), (160, -290), (320, -190), (320, 0)], mix(p.glass, p.white, 0.3))
    for x in (0, 80, 160, 240, 320):
        o.line([(x, 0), (x, -190 - 100 * (1 - abs(160 - x) / 160))], 7, p.white)
    o.line([(0, -190), (160, -290), (320, -190)], 10, p.white)
    for x in (40, 120, 200, 280):
        o.dome(x, 0, 34, 80, p.leaf)


def _beds(c: Canvas, p: Palette, rng: Random, top: float) -> None:
    """Rows of vegetables and flowers, nearer ones larger."""
    rows = rng.randint(3, 5)
    for row in range(rows):
        y = top + (HEIGHT - top - 30) * (row + 0.8) / rows
        scale = 0.8 + 0.9 * row / rows
        left, right = rng.uniform(-40, 220), rng.uniform(950, 1240)
        c.rect(left, y - 16, right - left, 40 * scale + 12, mix(p.wood, p.ink, 0.45), 18)
        kind, bloom = rng.choice(("cabbage", "flowers", "beans", "tulips")), rng.choice((p.accent, p.white, p.second))
        step = rng.uniform(58, 84) * scale
        x = left + 40 * scale
        while x < right - 30:
            _crop(c.at(x, y, scale), p, rng, kind, bloom)
            x += step


def _crop(o: Canvas, p: Palette, rng: Random, kind: str, bloom: tuple[int, int, int]) -> None:
    leaf = lighter(p.leaf, rng.uniform(0, 0.25))
    if kind == "cabbage":
        o.dome(0, 4, 42, 46, leaf)
        o.dome(0, 4, 22, 30, lighter(leaf, 0.3))
    elif kind == "flowers":
        o.line([(0, 0), (0, -80)], 6, darker(leaf, 0.2))
        for dx, dy in ((-16, -84), (16, -84), (0, -100), (0, -70)):
            o.disc(dx, dy, 15, bloom)
        o.disc(0, -85, 10, (236, 196, 92))
    elif kind == "beans":
        o.line([(0, 0), (6, -170)], 7, p.wood)
        for height in range(30, 170, 34):
            o.oval(rng.choice((-16, 18)), -height, 20, 13, leaf)
    else:
        o.line([(0, 0), (0, -70)], 6, darker(leaf, 0.2))
        o.blob([(-20, -74), (-22, -118), (0, -100), (22, -118), (20, -74), (0, -62)], bloom)
        o.line([(0, 0), (22, -46)], 10, leaf)


def park(c: Canvas, p: Palette, rng: Random) -> None:
    """Trees, a path or a river, a bench."""
    sky, line = pick_sky(rng), rng.uniform(420, 540)
    paint_sky(c, sky, rng, line)
    for layer in range(rng.randint(1, 3)):
        ridge(c, (0, 0, WIDTH, line + 12), mix(sky.hill, p.leaf, 0.25 * layer), rng, rng.uniform(140, 280) - layer * 70)
    c.rect(0, line, WIDTH, HEIGHT - line, mix(p.leaf, sky.low, 0.25))
    start, end = rng.uniform(200, 1000), rng.uniform(100, 1100)
    path = mix(p.white, sky.low, 0.4) if rng.random() < 0.6 else mix(p.glass, sky.high, 0.5)
    bend = rng.uniform(-200, 200)
    middle = (start + end) / 2 + bend
    c.blob(
        [
            (start - 14, line),
            (start + 14, line),
            (middle + 70, line + 170),
            (end + 200, HEIGHT + 40),
            (end - 200, HEIGHT + 40),
            (middle - 40, line + 190),
        ],
        path,
    )
    for _ in range(rng.randint(2, 6)):
        x = rng.uniform(0, WIDTH)
        tree(c, x, rng.uniform(line + 14, 760), rng.uniform(0.7, 1.7), mix(p.leaf, p.accent, rng.uniform(0, 0.45)), rng)
    for _ in range(rng.randint(0, 4)):
        bush(c, rng.uniform(0, WIDTH), rng.uniform(line + 40, 880), rng.uniform(0.5, 1.2), mix(p.leaf, p.ink, 0.1))
    if rng.random() < 0.6:
        _bench(c.at(rng.uniform(150, 900), rng.uniform(720, 840), rng.uniform(0.9, 1.2)), p)
    if rng.random() < 0.4:
        lamp_post(c, rng.uniform(100, 1100), 800, 1.1, p)


def _bench(o: Canvas, p: Palette) -> None:
    for x in (20, 250):
        o.rect(x, -150, 14, 150, p.ink)
    for y in (-150, -116, -66):
        o.rect(0, y, 284, 22, p.wood, 5)


def bunting(c: Canvas, p: Palette, rng: Random) -> None:
    """Strings of flags over a green, with stalls or a long table."""
    y = min(outdoors(c, p, rng), 760)
    for stall in range(rng.randint(0, 3)):
        _stall(c.at(rng.uniform(40, 200) + stall * 360, y + 30, rng.uniform(0.9, 1.2)), p, rng)
    if rng.random() < 0.5:
        left, wide = rng.uniform(60, 400), rng.uniform(500, 760)
        c.rect(left, y + 40, wide, 70, p.white)
        c.poly(
            [(left - 14, y + 40), (left + wide + 14, y + 40), (left + wide - 20, y + 14), (left + 20, y + 14)],
            lighter(p.white, 0.5),
        )
        for x in range(round(left) + 60, round(left + wide) - 40, 90):
            c.rect(x, y - 16, 34, 36, rng.choice((p.accent, p.second, clay(p))), 8)
    for _ in range(rng.randint(2, 4)):
        high, low, sag = rng.uniform(30, 200), rng.uniform(30, 240), rng.uniform(70, 200)
        rope = [
            (x, high + (low - high) * x / WIDTH + sag * 4 * (x / WIDTH) * (1 - x / WIDTH)) for x in range(-30, 1290, 60)
        ]
        c.line(rope, 5, p.ink)
        size = rng.uniform(38, 62)
        for number, (x, top) in enumerate(rope):
            shade = (p.accent, p.white, p.second, p.leaf)[number % 4]
            c.poly([(x - size * 0.45, top), (x + size * 0.45, top), (x, top + size)], shade)


def _stall(o: Canvas, p: Palette, rng: Random) -> None:
    for x in (0, 250):
        o.rect(x, -300, 14, 300, p.wood)
    o.rect(-10, -120, 284, 120, mix(p.wood, p.white, 0.35))
    for stripe in range(7):
        shade = (rng.choice((p.accent, p.accent)), p.white)[stripe % 2]
        o.poly(
            [
                (-20 + stripe * 44, -250),
                (24 + stripe * 44, -250),
                (18 + stripe * 41, -330),
                (-22 + stripe * 41 + 20, -330),
            ],
            shade,
        )
        o.disc(2 + stripe * 44, -250, 22, shade)
    for x in range(20, 250, 44):
        o.disc(x, -128, rng.uniform(14, 24), rng.choice((p.accent, p.leaf, p.second)))

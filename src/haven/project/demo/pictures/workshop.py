"""Tools on a wall, packed boxes, piled books.

Owns: things in heaps and rows. Must not know: furniture they may stand on.
"""

from random import Random

from haven.project.demo.pictures.canvas import WIDTH, Canvas, Colour
from haven.project.demo.pictures.indoors import indoors, pot_plant, table_top
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def tools(c: Canvas, p: Palette, rng: Random) -> None:
    """Tools hung above a bench."""
    y = table_top(c, p, rng) - 130
    board = rng.choice((mix(p.wood, p.white, 0.45), p.second, lighter(p.wall, 0.3), p.ink))
    left, wide = rng.uniform(40, 180), rng.uniform(780, 980)
    c.rect(left, 50, wide, y - 130, board, 10)
    for row in range(1, 6):
        for column in range(1, 14):
            c.disc(left + wide * column / 14, 50 + (y - 130) * row / 6, 4, darker(board, 0.15))
    pieces = rng.sample((_hammer, _saw, _spanner, _driver, _pliers, _brush, _square), 6)
    for place, piece in enumerate(pieces):
        handle = rng.choice((p.accent, p.wood, p.leaf))
        piece(c.at(left + wide * (place + 0.6) / 6.2, 110 + rng.uniform(0, 60), rng.uniform(0.85, 1.1)), p, handle)
    x = rng.uniform(200, 900)
    c.rect(x, y + 60, 260, 120, p.accent, 10)
    c.rect(x, y + 60, 260, 40, darker(p.accent, 0.2), 10)
    c.ring(x + 130, y + 56, 54, 14, p.ink)
    c.rect(x + 70, y + 58, 120, 10, p.accent)
    for jar in range(rng.randint(0, 3)):
        c.rect((x + 420 + jar * 90) % 1150, y + 90, 64, 90, mix(p.glass, p.white, 0.3), 10)
        c.rect((x + 420 + jar * 90) % 1150 - 4, y + 76, 72, 22, p.ink, 5)


def _hammer(o: Canvas, p: Palette, handle: Colour) -> None:
    o.rect(-10, 20, 20, 250, handle, 8)
    o.blob([(-74, 14), (-30, -14), (60, -12), (66, 30), (0, 34), (-30, 26)], p.metal)


def _saw(o: Canvas, p: Palette, handle: Colour) -> None:
    o.poly([(-44, 90), (44, 90), (14, 320), (-14, 320)], p.metal)
    o.rect(-54, 0, 108, 104, handle, 30)
    o.rect(-22, 28, 44, 44, p.white, 18)


def _spanner(o: Canvas, p: Palette, handle: Colour) -> None:
    o.rect(-13, 30, 26, 220, p.metal)
    o.ring(0, 20, 40, 20, p.metal)
    o.ring(0, 262, 34, 16, p.metal)
    o.rect(-13, 110, 26, 60, handle)


def _driver(o: Canvas, p: Palette, handle: Colour) -> None:
    o.rect(-22, 0, 44, 120, handle, 16)
    o.rect(-7, 116, 14, 150, p.metal)
    o.rect(-11, 250, 22, 18, p.metal)


def _pliers(o: Canvas, p: Palette, handle: Colour) -> None:
    o.curve([(-8, 90), (-40, 160), (-30, 270)], 24, handle)
    o.curve([(8, 90), (40, 160), (30, 270)], 24, handle)
    o.blob([(-28, 90), (-26, 20), (0, -6), (26, 20), (28, 90)], p.metal)
    o.disc(0, 80, 12, p.ink)


def _brush(o: Canvas, p: Palette, handle: Colour) -> None:
    o.rect(-12, 0, 24, 120, handle, 10)
    o.rect(-46, 112, 92, 40, p.metal)
    o.poly([(-46, 150), (46, 150), (38, 250), (-38, 250)], mix(p.wood, p.white, 0.4))


def _square(o: Canvas, p: Palette, handle: Colour) -> None:
    o.rect(-70, 0, 30, 260, handle, 4)
    o.rect(-70, 0, 170, 24, p.metal)


def boxes(c: Canvas, p: Palette, rng: Random) -> None:
    """Moving boxes in a nearly empty room."""
    y = indoors(c, p, rng) + rng.uniform(60, 120)
    card = mix(p.wood, p.white, rng.uniform(0.2, 0.45))
    x = rng.uniform(60, 220)
    for _ in range(rng.randint(2, 4)):
        wide, top = rng.uniform(190, 270), y
        for _level in range(rng.randint(1, 3)):
            tall = rng.uniform(110, 180)
            shift = rng.uniform(-14, 14)
            _box(c, p, rng, (x + shift, top - tall, wide, tall), mix(card, p.white, rng.uniform(0, 0.2)))
            top -= tall
        if rng.random() < 0.5:
            pot_plant(c, p, rng, x + wide / 2, top, 0.6)
        x += wide + rng.uniform(10, 60)


def _box(c: Canvas, p: Palette, rng: Random, box: tuple[float, float, float, float], card: Colour) -> None:
    x, y, wide, tall = box
    c.rect(x, y, wide, tall, card, 3)
    c.rect(x + wide * 0.78, y, wide * 0.22, tall, darker(card, 0.12))
    c.rect(x + wide * 0.34, y, wide * 0.12, tall, lighter(card, 0.35))
    if rng.random() < 0.5:
        c.rect(x + 18, y + tall * 0.6, wide * 0.3, 10, p.ink, 4)
        c.rect(x + 18, y + tall * 0.74, wide * 0.22, 10, p.ink, 4)
    else:
        c.disc(x + wide * 0.2, y + tall * 0.68, 22, rng.choice((p.accent, p.second)))


def books(c: Canvas, p: Palette, rng: Random) -> None:
    """Books piled and standing on a table."""
    y = table_top(c, p, rng) + rng.uniform(0, 90)
    shades = (p.accent, p.second, p.leaf, p.ink, p.white, p.wood, mix(p.accent, p.white, 0.5), darker(p.second, 0.3))
    x = rng.uniform(60, 180)
    while x < WIDTH - 200:
        if rng.random() < 0.55:
            wide, top = rng.uniform(200, 320), y
            c.oval(x + wide / 2, y + 4, wide * 0.6, 14, darker(p.floor, 0.3))
            for _ in range(rng.randint(2, 9)):
                thick, shift, shade = rng.uniform(26, 58), rng.uniform(-22, 22), rng.choice(shades)
                c.rect(x + shift, top - thick, wide, thick - 2, shade, 6)
                c.rect(x + shift + wide * 0.12, top - thick, 12, thick - 2, lighter(shade, 0.4))
                c.rect(
                    x + shift + wide * 0.3, top - thick * 0.62, wide * rng.uniform(0.2, 0.5), 8, lighter(shade, 0.5), 3
                )
                top -= thick
        else:
            wide = 0.0
            for _ in range(rng.randint(3, 7)):
                thick, tall, shade = rng.uniform(34, 64), rng.uniform(240, 380), rng.choice(shades)
                c.rect(x + wide, y - tall, thick - 2, tall, shade, 5)
                c.rect(x + wide, y - tall * 0.86, thick - 2, 14, lighter(shade, 0.4))
                c.rect(x + wide + thick * 0.3, y - tall * 0.7, thick * 0.3, tall * 0.4, lighter(shade, 0.5), 4)
                wide += thick
        x += wide + rng.uniform(30, 90)

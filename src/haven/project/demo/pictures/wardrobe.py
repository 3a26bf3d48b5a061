"""Coats, clothes, prams and toys.

Owns: what people wear, and what small people are given. Must not know: the people.
"""

from random import Random

from haven.project.demo.pictures.canvas import Canvas, Colour
from haven.project.demo.pictures.furniture import beside
from haven.project.demo.pictures.indoors import indoors, rug
from haven.project.demo.pictures.outdoors import outdoors
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def hanger(o: Canvas, p: Palette) -> None:
    """A hanger whose hook is at (0, 0) and whose arms end at y 60."""
    o.curve([(-8, -16), (8, -26), (14, -8), (0, 8), (0, 22)], 6, p.ink)
    o.line([(-80, 56), (0, 22), (80, 56)], 9, p.wood)


def garment(o: Canvas, p: Palette, rng: Random, colour: Colour, kind: str) -> None:
    """A coat, shirt, dress, jumper or trousers on a hanger."""
    hanger(o, p)
    fold = darker(colour, 0.14)
    if kind == "trousers":
        o.poly([(-66, 60), (66, 60), (80, 420), (16, 420), (0, 150), (-16, 420), (-80, 420)], colour)
        o.rect(-66, 58, 132, 20, fold)
        return
    length = {"coat": 470, "shirt": 290, "dress": 430, "jumper": 270}[kind]
    flare = {"coat": 124, "shirt": 92, "dress": 156, "jumper": 98}[kind]
    if kind != "dress":
        for side in (-1, 1):
            o.poly([(side * 60, 44), (side * 100, 66), (side * 150, 300), (side * 104, 316), (side * 74, 150)], fold)
    waist = 62 if kind == "dress" else flare - 8
    o.poly(
        [(-40, 36), (40, 36), (100, 66), (waist, 200), (flare, length), (-flare, length), (-waist, 200), (-100, 66)],
        colour,
    )
    o.poly([(-40, 36), (40, 36), (0, 96)], lighter(p.wall, 0.1))
    if kind in ("coat", "shirt"):
        o.line([(0, 92), (0, length)], 4, fold)
        for button in range(4):
            o.disc(14 if kind == "coat" else 0, 130 + button * (length - 180) / 4, 8, darker(colour, 0.45))
    if kind == "coat":
        o.poly([(-40, 36), (0, 96), (-16, 150), (-74, 70)], darker(colour, 0.22))
        o.poly([(40, 36), (0, 96), (16, 150), (74, 70)], darker(colour, 0.22))
        for side in (-1, 1):
            o.rect(side * 66 - 32, 300, 64, 16, darker(colour, 0.22), 4)
    if kind == "jumper":
        for row in range(rng.randint(1, 4)):
            o.rect(-92, 130 + row * 40, 184, 16, rng.choice((p.white, lighter(colour, 0.4))))


def coat(c: Canvas, p: Palette, rng: Random) -> None:
    """A coat hung on a wall, with a scarf, boots or a bag."""
    floor = indoors(c, p, rng)
    x, scale = rng.uniform(380, 820), rng.uniform(1.0, 1.2)
    y = floor - 540 * scale + rng.uniform(20, 70)
    c.rect(x - 260, y - 40, 520, 34, p.wood, 8)
    for peg in range(4):
        c.disc(x - 200 + peg * 134, y - 22, 14, p.ink)
    garment(c.at(x, y, scale), p, rng, rng.choice((p.accent, p.second, p.ink, p.wood)), "coat")
    if rng.random() < 0.6:
        shade = rng.choice((p.accent, p.leaf, p.white))
        c.curve([(x + 200, y - 20), (x + 226, y + 150), (x + 204, y + 330)], 46, shade)
        for stripe in range(4):
            c.rect(x + 184, y + 70 + stripe * 66, 66, 18, lighter(shade, 0.45))
    boots = x - rng.uniform(190, 300)
    for pair in (0, 92):
        c.rect(boots + pair, floor - 70, 54, 140, p.ink, 12)
        c.rect(boots + pair - 36, floor + 34, 90, 38, p.ink, 16)
    if rng.random() < 0.6:
        beside(c, p, rng, x + rng.uniform(330, 420), floor + 40)


def clothes(c: Canvas, p: Palette, rng: Random) -> None:
    """A rail of clothes."""
    floor = indoors(c, p, rng)
    left, right, y = rng.uniform(80, 200), rng.uniform(960, 1120), rng.uniform(130, 200)
    for x in (left, right):
        c.rect(x - 7, y, 14, floor + 70 - y, p.metal)
        c.line([(x - 70, floor + 70), (x + 70, floor + 70)], 14, p.metal)
    c.line([(left, y), (right, y)], 14, p.metal)
    count = rng.randint(3, 6)
    shades = [p.accent, p.second, p.leaf, p.white, p.ink, mix(p.accent, p.white, 0.5), mix(p.second, p.white, 0.5)]
    rng.shuffle(shades)
    for place in range(count):
        kind = rng.choice(("coat", "shirt", "dress", "jumper", "trousers"))
        x = left + (right - left) * (place + 0.5 + rng.uniform(-0.12, 0.12)) / count
        garment(c.at(x, y + 6, rng.uniform(0.82, 1.02)), p, rng, shades[place % len(shades)], kind)
    for shoe in range(rng.randint(0, 3)):
        x = left + 140 + shoe * 240
        for pair in (0, 96):
            c.blob(
                [
                    (x + pair, floor + 84),
                    (x + pair, floor + 50),
                    (x + pair + 30, floor + 52),
                    (x + pair + 80, floor + 74),
                    (x + pair + 82, floor + 86),
                ],
                p.wood,
            )


def pram(c: Canvas, p: Palette, rng: Random) -> None:
    """A pram or a buggy, indoors or in the park."""
    y = indoors(c, p, rng) + 110 if rng.random() < 0.4 else min(outdoors(c, p, rng) + 50, 830)
    o = c.at(rng.uniform(500, 700), y, rng.uniform(1.15, 1.45))
    colour, radius = rng.choice((p.accent, p.second, p.leaf, p.ink)), rng.uniform(62, 88)
    o.oval(0, 4, 260, 14, darker(p.soft, 0.35))
    o.line([(-150, -radius), (120, -230)], 12, p.metal)
    o.line([(160, -radius), (-130, -230)], 12, p.metal)
    o.curve([(150, -240), (240, -350), (290, -356)], 13, p.metal)
    o.line([(262, -356), (312, -352)], 20, p.wood)
    o.blob([(-220, -340), (-214, -240), (-130, -188), (90, -188), (170, -240), (186, -340)], colour)
    o.rect(-224, -352, 416, 34, lighter(colour, 0.2), 14)
    hood = [(-20, -346), (-40, -470), (-130, -520), (-220, -468), (-236, -346)]
    o.poly(hood, darker(colour, 0.12))
    for x in (-60, -130):
        o.line([(-20, -346), (x - 40, -500)], 5, darker(colour, 0.3))
    if rng.random() < 0.5:
        o.rect(-90, -150, 190, 60, mix(p.wood, p.white, 0.4), 12)
    for x in (-150, 160):
        o.ring(x, -radius, radius, 16, p.ink)
        o.disc(x, -radius, radius * 0.55, mix(p.metal, p.white, 0.4))
        o.disc(x, -radius, radius * 0.16, p.ink)
    if rng.random() < 0.4:
        o.disc(30, -366, 38, p.wood)
        o.disc(2, -396, 16, p.wood)
        o.disc(58, -396, 16, p.wood)


def toys(c: Canvas, p: Palette, rng: Random) -> None:
    """Toys on a floor: blocks, a train, a bear, a ball, a stacking ring."""
    floor = indoors(c, p, rng)
    rug(c, p, rng, rng.uniform(400, 800), floor + 130)
    pieces = rng.sample((_bear, _train, _blocks, _ball, _rings, _kite), 4)
    for place, piece in enumerate(pieces):
        o = c.at(170 + place * 285 + rng.uniform(-40, 40), floor + rng.uniform(40, 160), rng.uniform(0.9, 1.25))
        piece(o, p, rng)


def _bear(o: Canvas, p: Palette, rng: Random) -> None:
    fur = mix(p.wood, p.accent, rng.uniform(0, 0.4))
    for x in (-46, 46):
        o.disc(x, -236, 26, fur)
        o.oval(x * 1.3, -30, 38, 30, darker(fur, 0.1))
        o.oval(x * 1.6, -110, 24, 44, darker(fur, 0.1))
    o.oval(0, -90, 74, 84, fur)
    o.oval(0, -84, 44, 52, lighter(fur, 0.35))
    o.disc(0, -196, 66, fur)
    o.oval(0, -178, 28, 22, lighter(fur, 0.4))
    for x in (-24, 24):
        o.disc(x, -206, 7, p.ink)
    o.disc(0, -186, 9, p.ink)


def _train(o: Canvas, p: Palette, rng: Random) -> None:
    for wagon, shade in enumerate(rng.sample((p.accent, p.second, p.leaf, p.wood), 3)):
        x = -170 + wagon * 120
        o.rect(x, -92, 104, 66, shade, 8)
        for spoke in (24, 80):
            o.disc(x + spoke, -20, 20, p.ink)
        if wagon == 2:
            o.rect(x + 4, -150, 50, 64, shade, 6)
            o.rect(x + 72, -128, 20, 40, p.ink)


def _blocks(o: Canvas, p: Palette, rng: Random) -> None:
    for row in range(3):
        for column in range(3 - row):
            shade = rng.choice((p.accent, p.second, p.leaf, p.white))
            o.rect(-105 + column * 72 + row * 36, -70 * (row + 1), 68, 68, shade, 8)
            o.disc(-71 + column * 72 + row * 36, -70 * row - 36, 15, lighter(shade, 0.5))


def _ball(o: Canvas, p: Palette, rng: Random) -> None:
    radius = rng.uniform(60, 90)
    o.disc(0, -radius, radius, p.accent)
    o.oval(0, -radius, radius * 0.45, radius, p.white)
    o.oval(0, -radius, radius * 0.16, radius, p.second)


def _rings(o: Canvas, p: Palette, rng: Random) -> None:
    o.rect(-8, -230, 16, 220, p.wood, 6)
    for level in range(5):
        shade = (p.accent, p.white, p.second, p.leaf, p.wood)[(level + rng.randrange(2)) % 5]
        o.rect(-96 + level * 13, -44 - level * 40, 192 - level * 26, 38, shade, 19)


def _kite(o: Canvas, p: Palette, rng: Random) -> None:
    lean = rng.uniform(-30, 30)
    o.poly([(lean, -300), (90, -190), (0, -40), (-90, -190)], p.accent)
    o.poly([(lean, -300), (90, -190), (0, -190)], p.white)
    o.poly([(0, -40), (-90, -190), (0, -190)], p.second)
    o.curve([(0, -40), (40, -16), (-20, 4), (60, 14)], 5, p.ink)

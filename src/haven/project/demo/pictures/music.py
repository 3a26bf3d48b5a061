"""Guitars and pianos.

Owns: instruments. Must not know: who plays.
"""

from random import Random

from haven.project.demo.pictures.canvas import Canvas, Colour
from haven.project.demo.pictures.furniture import beside, chair_piece, furnished, things_on
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def guitar(c: Canvas, p: Palette, rng: Random) -> None:
    """An acoustic or electric guitar on a stand."""
    x, y = furnished(c, p, rng)
    beside(c, p, rng, x + rng.choice((-1, 1)) * rng.uniform(280, 380), y - 30)
    o = c.at(x, y + 30, rng.uniform(0.9, 1.05))
    colour = rng.choice((p.accent, p.second, p.wood, mix(p.wood, (230, 180, 110), 0.6)))
    o.oval(0, 2, 170, 14, darker(p.floor, 0.2))
    o.line([(-90, 0), (0, -140), (90, 0)], 12, p.ink)
    lean = rng.uniform(-50, 50)
    o.line([(0, -200), (lean, -600)], 34, darker(p.wood, 0.35))
    o.poly([(lean - 26, -600), (lean + 26, -600), (lean + 34, -680), (lean - 34, -680)], p.ink)
    for peg in range(3):
        for side in (-1, 1):
            o.disc(lean + side * 40, -616 - peg * 24, 8, p.metal)
    _body(o, p, rng, colour, lean)
    for string in (-7, 0, 7):
        o.line([(string, -100), (lean + string, -640)], 2, lighter(p.metal, 0.5))


def _body(o: Canvas, p: Palette, rng: Random, colour: Colour, lean: float) -> None:
    """The guitar's body: hollow or solid."""
    if rng.random() < 0.65:
        o.blob(
            [
                (-80, -330),
                (-70, -260),
                (-128, -150),
                (-90, -36),
                (0, -20),
                (90, -36),
                (128, -150),
                (70, -260),
                (80, -330),
                (0, -350),
            ],
            colour,
        )
        o.disc(lean * 0.2, -226, 42, p.ink)
        o.ring(lean * 0.2, -226, 54, 5, lighter(colour, 0.4))
        o.rect(-52, -112, 104, 16, p.ink, 5)
    else:
        o.blob(
            [
                (-96, -330),
                (-60, -250),
                (-110, -120),
                (-50, -40),
                (50, -40),
                (110, -120),
                (64, -250),
                (110, -360),
                (44, -290),
                (-40, -280),
            ],
            colour,
        )
        o.blob([(-50, -250), (-60, -130), (20, -90), (50, -160), (40, -250)], p.white)
        for pickup in (-220, -160):
            o.rect(-36, pickup, 72, 20, p.ink, 6)


def piano(c: Canvas, p: Palette, rng: Random) -> None:
    """An upright piano with its stool."""
    x, y = furnished(c, p, rng)
    o = c.at(x, y, rng.uniform(1.0, 1.2))
    wood = rng.choice((p.ink, p.wood, darker(p.wood, 0.4), p.white, p.second))
    wide, tall = rng.uniform(290, 340), rng.uniform(400, 470)
    o.oval(0, 4, wide + 50, 16, darker(p.floor, 0.2))
    o.rect(-wide, -tall, 2 * wide, tall, wood, 8)
    o.rect(-wide - 16, -tall - 16, 2 * wide + 32, 28, lighter(wood, 0.12), 8)
    for panel in (-1, 1):
        o.rect(panel * wide / 2 - wide * 0.42, -tall + 40, wide * 0.84, tall - 290, lighter(wood, 0.1), 6)
    o.rect(-wide + 24, -180, 2 * wide - 48, 160, lighter(wood, 0.08), 6)
    o.rect(-wide - 10, -250, 2 * wide + 20, 26, darker(wood, 0.3))
    o.rect(-wide + 16, -252, 2 * wide - 32, 20, lighter(p.white, 0.5))
    step = (2 * wide - 32) / 28
    for key in range(28):
        if key % 7 not in (2, 6):
            o.rect(-wide + 16 + (key + 0.7) * step, -252, step * 0.6, 12, (38, 38, 42))
    o.rect(-wide - 10, -226, 2 * wide + 20, 22, wood, 5)
    for side in (-1, 1):
        o.rect(side * (wide - 14) - 14, -210, 28, 210, darker(wood, 0.2))
    if rng.random() < 0.7:
        for sheet in (-66, 4):
            o.rect(sheet, -364, 64, 92, lighter(p.white, 0.5))
            for row in range(4):
                o.rect(sheet + 10, -350 + row * 18, 44, 4, p.soft)
    things_on(o, p, rng, wide - 70, -tall - 16)
    if rng.random() < 0.3:
        chair_piece(o.at(rng.uniform(-60, 60), 70, 0.8), p, rng, p.second)
    else:
        o.rect(-90, -120 + 60, 180, 34, rng.choice((p.accent, p.second)), 12)
        for leg in (-70, 52):
            o.rect(leg, -30, 18, 100, darker(p.wood, 0.2))

"""House fronts, blocks of flats, shops and restaurants.

Owns: buildings seen from the street. Must not know: what is inside.
"""

from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour
from haven.project.demo.pictures.outdoors import bush, lamp_post, outdoors, tree
from haven.project.demo.pictures.palette import Palette, darker, hexed, lighter, mix

_BRICK, _STONE, _SLATE = hexed("b0674f"), hexed("cdbfa5"), hexed("5d6670")


def pane(c: Canvas, p: Palette, rng: Random, box: tuple[float, float, float, float], frame: Colour) -> None:
    """One window of a façade, lit or not, with or without curtains, shutters and a box of flowers."""
    x, y, width, height = box
    c.rect(x - 9, y - 9, width + 18, height + 18, frame, 3)
    glass = mix(p.glass, p.ink, rng.uniform(0.15, 0.5)) if rng.random() < 0.7 else lighter((246, 206, 130), 0.2)
    c.rect(x, y, width, height, glass)
    if rng.random() < 0.4:
        for left in (x, x + width * 0.72):
            c.rect(left, y, width * 0.28, height, lighter(rng.choice((p.accent, p.white)), 0.3))
    c.rect(x + width / 2 - 4, y, 8, height, frame)
    if rng.random() < 0.6:
        c.rect(x, y + height * 0.45, width, 7, frame)
    c.rect(x - 16, y + height + 8, width + 32, 12, lighter(frame, 0.3))
    if rng.random() < 0.25:
        c.rect(x - 4, y + height - 10, width + 8, 20, p.wood)
        for flower in range(5):
            c.disc(x + flower * width / 4, y + height - 16, 13, rng.choice((p.accent, p.leaf, p.leaf)))


def door(c: Canvas, p: Palette, rng: Random, x: float, ground: float, tall: float) -> None:
    """A front door with its steps, centred on x."""
    colour = rng.choice((p.accent, p.second, p.ink, p.leaf))
    wide = tall * 0.46
    c.rect(x - wide / 2 - 14, ground - tall - 14, wide + 28, tall + 14, lighter(p.white, 0.3), 4)
    c.rect(x - wide / 2, ground - tall, wide, tall, colour)
    c.rect(x - wide / 2 + 12, ground - tall + 14, wide - 24, tall * 0.3, mix(p.glass, p.ink, 0.2))
    c.rect(x - wide / 2 + 12, ground - tall * 0.5, wide - 24, tall * 0.4, darker(colour, 0.12), 3)
    c.disc(x + wide * 0.34, ground - tall * 0.52, 7, hexed("e2c069"))
    c.rect(x - wide / 2 - 30, ground - 12, wide + 60, 14, p.soft)


def wall_colour(p: Palette, rng: Random) -> Colour:
    """Brick, stone or render in this picture's tone."""
    return mix(rng.choice((_BRICK, _STONE, p.white, p.wall, lighter(p.accent, 0.45))), p.wall, 0.18)


def bricks(c: Canvas, rng: Random, box: tuple[float, float, float, float], colour: Colour) -> None:
    """A scatter of single bricks, enough to say brick."""
    x, y, width, height = box
    for _ in range(round(width * height / 5200)):
        left, top = x + rng.uniform(8, width - 50), y + 22 * round(rng.uniform(0, height - 20) / 22)
        c.rect(left, top, 38, 14, darker(colour, rng.choice((0.07, 0.12))))


def house(c: Canvas, p: Palette, rng: Random) -> None:
    """A house: cottage, semi or a run of terrace."""
    ground = min(outdoors(c, p, rng), 800)
    if rng.random() < 0.35:
        _terrace(c, p, rng, ground)
    else:
        _detached(c, p, rng, ground)
    for x in (rng.uniform(20, 200), rng.uniform(1000, 1180)):
        if rng.random() < 0.7:
            tree(c, x, ground + 12, rng.uniform(0.8, 1.3), mix(p.leaf, p.second, rng.uniform(0, 0.3)), rng)
    for _ in range(rng.randint(0, 4)):
        bush(c, rng.uniform(100, 1100), ground + 16, rng.uniform(0.5, 1), mix(p.leaf, p.accent, rng.uniform(0, 0.2)))


def _detached(c: Canvas, p: Palette, rng: Random, ground: float) -> None:
    wide, floors, storey = rng.uniform(440, 680), rng.choice((1, 2, 2)), rng.uniform(165, 190)
    left, tall = rng.uniform(200, 1000 - wide), floors * storey
    wall, roof = wall_colour(p, rng), rng.choice((_SLATE, darker(p.accent, 0.2), hexed("8d5542")))
    pitch, top = rng.uniform(120, 210), ground - tall
    gable = rng.random() < 0.4
    c.rect(left + wide * rng.uniform(0.15, 0.7), top - pitch - 60, 56, pitch + 40, darker(wall, 0.15))
    c.rect(left, top, wide, tall, wall)
    if rng.random() < 0.6:
        bricks(c, rng, (left, top, wide, tall), wall)
    if gable:
        c.poly([(left, top), (left + wide / 2, top - pitch), (left + wide, top)], wall)
        c.line([(left - 40, top + 26), (left + wide / 2, top - pitch), (left + wide + 40, top + 26)], 34, roof)
        pane(c, p, rng, (left + wide / 2 - 36, top - pitch * 0.45, 72, 70), p.white)
    else:
        c.poly(
            [
                (left - 36, top + 8),
                (left + 50, top - pitch),
                (left + wide - 50, top - pitch),
                (left + wide + 36, top + 8),
            ],
            roof,
        )
        for row in range(1, 4):
            c.line(
                [
                    (left - 30 + row * 20, top + 8 - row * pitch / 4),
                    (left + wide + 30 - row * 20, top + 8 - row * pitch / 4),
                ],
                4,
                darker(roof, 0.12),
            )
    columns, entrance = round(wide / 165), rng.randrange(round(wide / 165))
    for floor in range(floors):
        for column in range(columns):
            x, y = left + wide * (column + 0.5) / columns, top + floor * storey + 36
            if floor == floors - 1 and column == entrance:
                door(c, p, rng, x, ground, storey * 0.8)
            else:
                pane(c, p, rng, (x - 44, y, 88, storey * 0.5), p.white)


def _terrace(c: Canvas, p: Palette, rng: Random, ground: float) -> None:
    """Narrow houses side by side, each painted its own way."""
    wide, storey = rng.uniform(230, 320), rng.uniform(165, 195)
    x = rng.uniform(-200, -40)
    roof = rng.choice((_SLATE, hexed("8d5542")))
    while x < WIDTH:
        wall, top = wall_colour(p, rng), ground - 2 * storey
        c.rect(x + wide * 0.8, top - 150, 44, 120, darker(wall, 0.2))
        c.poly(
            [(x, top), (x, top - 100), (x + wide, top - 100), (x + wide, top)], mix(roof, p.ink, rng.uniform(0, 0.15))
        )
        c.rect(x, top, wide, 2 * storey, wall)
        bricks(c, rng, (x, top, wide, 2 * storey), wall)
        c.rect(x, top - 4, wide, 16, lighter(wall, 0.4))
        for column in (0.28, 0.74):
            pane(c, p, rng, (x + wide * column - 34, top + 34, 68, storey * 0.52), p.white)
        door(c, p, rng, x + wide * 0.26, ground, storey * 0.82)
        pane(c, p, rng, (x + wide * 0.7 - 48, top + storey + 30, 96, storey * 0.52), p.white)
        x += wide


def flats(c: Canvas, p: Palette, rng: Random) -> None:
    """A block of flats, old or new, among trees and lamps."""
    ground = outdoors(c, p, rng)
    floors, columns = rng.randint(4, 7), rng.randint(3, 7)
    storey = min(130.0, (ground - 60) / (floors + 0.6))
    step = rng.uniform(112, 150)
    wide, tall = columns * step + 50, floors * storey + 30
    left = rng.uniform(60, max(61.0, 1140 - wide))
    wall = wall_colour(p, rng)
    top = ground - tall
    c.rect(left, top, wide, tall, wall)
    c.rect(left + wide, top + 24, 60, tall - 24, darker(wall, 0.2))
    if rng.random() < 0.5:
        c.rect(left - 14, top - 22, wide + 28, 30, darker(wall, 0.25))
    else:
        c.poly([(left - 12, top), (left + 40, top - 90), (left + wide - 40, top - 90), (left + wide + 12, top)], _SLATE)
    balconies = rng.sample(range(columns), rng.randint(0, columns // 2))
    for floor in range(floors):
        for column in range(columns):
            x, y = left + 25 + column * step + step * 0.2, top + 30 + floor * storey
            if floor == floors - 1 and column == columns // 2:
                door(c, p, rng, x + step * 0.3, ground, storey * 0.84)
                continue
            pane(c, p, rng, (x, y, step * 0.6, storey * 0.58), lighter(p.white, 0.2))
            if column in balconies:
                c.rect(x - 18, y + storey * 0.4, step * 0.6 + 36, storey * 0.34, mix(p.second, wall, 0.25), 4)
    for _ in range(rng.randint(0, 3)):
        tree(
            c,
            rng.uniform(0, WIDTH),
            ground + 30,
            rng.uniform(0.5, 1.0),
            mix(p.leaf, p.second, rng.uniform(0, 0.3)),
            rng,
        )
    if rng.random() < 0.5:
        lamp_post(c, rng.uniform(100, 1100), ground + 50, rng.uniform(0.7, 0.95), p)


def shop(c: Canvas, p: Palette, rng: Random) -> None:
    """A shop with its awning, and goods in the window."""
    ground = _front(c, p, rng)
    for crate in range(rng.randint(0, 4)):
        x = rng.uniform(60, 1020)
        c.rect(x, ground - 46 + crate * 5, 120, 62, p.wood, 4)
        for fruit in range(5):
            c.disc(x + 16 + fruit * 22, ground - 50 + crate * 5, 15, rng.choice((p.accent, p.leaf, hexed("e0a64b"))))


def restaurant(c: Canvas, p: Palette, rng: Random) -> None:
    """A restaurant or café with tables before it."""
    ground = _front(c, p, rng)
    for place in range(rng.randint(2, 4)):
        o = c.at(
            rng.uniform(60, 200) + place * rng.uniform(270, 330), ground + rng.uniform(40, 90), rng.uniform(0.85, 1.05)
        )
        if rng.random() < 0.4:
            o.rect(-5, -330, 10, 300, p.wood)
            o.poly([(-170, -300), (0, -380), (170, -300)], rng.choice((p.white, p.accent)))
        for side in (-1, 1):
            o.line([(side * 90, -70), (side * 104, 0)], 9, p.ink)
            o.line([(side * 60, -70), (side * 52, 0)], 9, p.ink)
            o.rect(side * 76 - 34, -78, 68, 12, p.second, 5)
            o.line([(side * 106, -76), (side * 114, -160)], 10, p.second)
        o.rect(-5, -112, 10, 112, p.ink)
        o.rect(-66, -124, 132, 14, p.white, 6)
        o.rect(-12, -150, 24, 28, p.accent, 6)


def _front(c: Canvas, p: Palette, rng: Random) -> float:
    """A façade with a big window, a door, a sign and an awning; y of the pavement."""
    ground = rng.uniform(720, 780)
    wall, trim = wall_colour(p, rng), rng.choice((p.accent, p.second, p.ink, p.leaf))
    c.rect(0, 0, WIDTH, ground, wall)
    bricks(c, rng, (0, 0, WIDTH, 260), wall)
    for x in range(rng.randrange(60, 200), WIDTH - 100, rng.randrange(210, 330)):
        pane(c, p, rng, (x, 30, rng.choice((90, 120)), 120), p.white)
    left, wide = rng.uniform(60, 220), rng.uniform(720, 900)
    c.rect(left, 250, wide, ground - 250, trim)
    c.rect(left + 16, 264, wide - 32, 62, darker(trim, 0.2), 4)
    word = rng.uniform(left + 60, left + wide - 420)
    for letter in range(rng.randint(5, 9)):
        c.rect(word + letter * 42, 280, rng.choice((20, 28)), 30, lighter(trim, 0.75), rng.choice((0, 14)))
    entrance = left + rng.choice((30, wide - 180))
    show = left + 210 if entrance < left + wide / 2 else left + 30
    c.rect(show, 346, wide - 250, ground - 440, mix(p.glass, p.ink, rng.uniform(0.05, 0.5)))
    for x in range(round(show) + 40, round(show + wide - 300), rng.randrange(70, 130)):
        c.rect(
            x,
            ground - 94 - rng.uniform(40, 130),
            rng.uniform(30, 60),
            140,
            rng.choice((p.accent, p.white, p.second, p.leaf)),
            8,
        )
    c.rect(show - 6, ground - 96, wide - 238, 96, darker(trim, 0.12))
    door(c, p, rng, entrance + 76, ground, 350)
    _awning(c, p, rng, left, wide)
    c.rect(0, ground, WIDTH, HEIGHT - ground, mix(p.soft, p.white, 0.3))
    for x in range(rng.randrange(-150, 0), WIDTH, 170):
        c.line([(x, ground), (x - 60, HEIGHT)], 4, p.soft)
    c.rect(0, ground, WIDTH, 8, darker(p.soft, 0.1))
    if rng.random() < 0.5:
        lamp_post(c, rng.choice((40, 1150)), ground + 70, 1.2, p)
    return ground


def _awning(c: Canvas, p: Palette, rng: Random, left: float, wide: float) -> None:
    stripes, drop = rng.randint(8, 15), rng.uniform(80, 130)
    colour = rng.choice((p.accent, p.second))
    step = wide / stripes
    for stripe in range(stripes):
        x, shade = left + stripe * step, (colour, lighter(p.white, 0.3))[stripe % 2]
        slant = (stripe + 0.5 - stripes / 2) * 3
        c.poly([(x, 330), (x + step, 330), (x + step + slant, 330 + drop), (x + slant, 330 + drop)], shade)
        c.disc(x + step / 2 + slant, 330 + drop, step / 2, shade)

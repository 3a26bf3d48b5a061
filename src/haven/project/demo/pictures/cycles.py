"""Bicycles, motorbikes and wheels by themselves.

Owns: what runs on two wheels. Must not know: cars.
"""

from math import cos, pi, sin
from random import Random

from haven.project.demo.pictures.canvas import Canvas, Colour, Point
from haven.project.demo.pictures.indoors import indoors
from haven.project.demo.pictures.outdoors import bush, lamp_post, outdoors
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def spoked(c: Canvas, p: Palette, radius: float, tread: float, turn: float) -> None:
    """A spoked wheel around (0, 0)."""
    spokes = 14
    for spoke in range(spokes):
        angle = turn + 2 * pi * spoke / spokes
        c.line([(0, 0), (radius * cos(angle) * 0.94, radius * sin(angle) * 0.94)], 3, mix(p.metal, p.white, 0.3))
    c.ring(0, 0, radius, tread, p.ink)
    c.ring(0, 0, radius - tread, 6, p.metal)
    c.disc(0, 0, radius * 0.09, p.metal)


def place(c: Canvas, p: Palette, rng: Random) -> float:
    """Somewhere to lean a bicycle: a street, a field, a hallway; y of the ground."""
    if rng.random() < 0.3:
        return indoors(c, p, rng) + rng.uniform(70, 140)
    y = outdoors(c, p, rng)
    if rng.random() < 0.35:
        lamp_post(c, rng.uniform(80, 1120), y - 30, rng.uniform(0.9, 1.3), p)
    return min(y + rng.uniform(20, 80), 830)


def bicycle(c: Canvas, p: Palette, rng: Random) -> None:
    """A bicycle: diamond, step-through, racer or a child's; basket and rack by chance."""
    y = place(c, p, rng)
    o = c.at(rng.uniform(480, 720), y, rng.uniform(1.15, 1.65))
    colour = rng.choice((p.accent, p.second, p.leaf, p.ink, p.white))
    radius = rng.choice((120, 132, 96))
    reach = rng.uniform(172, 196)
    rear, front, crank = (-reach, -radius), (reach, -radius), (-22, -radius + 8)
    saddle, head = (-84, -radius - 170), (reach - 54, -radius - 168)
    o.oval(0, 4, reach + radius, 12, darker(p.soft, 0.4))
    for x, hub in (rear, front):
        spoked(o.at(x, hub), p, radius, rng.choice((9, 14, 20)), rng.random())
    step = rng.random() < 0.35
    top = (head[0] - 6, head[1] + 14)
    tubes: list[list[Point]] = [
        [rear, crank],
        [rear, (-70, -radius - 126)],
        [crank, saddle],
        [crank, (head[0], head[1] + 40)],
        [head, front],
    ]
    tubes.append([(-52, -radius - 76), (head[0], head[1] + 34)] if step else [(-74, -radius - 138), top])
    for tube in tubes:
        o.line(tube, 13, colour)
    o.disc(*crank, 26, p.ink)
    o.disc(*crank, 15, p.metal)
    o.line([crank, (crank[0] + 34, crank[1] + 40)], 8, p.ink)
    o.rect(crank[0] + 16, crank[1] + 36, 42, 10, p.ink, 4)
    o.line([(rear[0], rear[1] + 10), (crank[0], crank[1] + 24)], 4, p.ink)
    o.line([saddle, (saddle[0] - 8, saddle[1] - 20)], 9, p.metal)
    o.blob(
        [
            (saddle[0] - 62, saddle[1] - 34),
            (saddle[0] - 10, saddle[1] - 36),
            (saddle[0] + 40, saddle[1] - 26),
            (saddle[0] - 20, saddle[1] - 16),
        ],
        p.wood,
    )
    _handlebar(o, p, rng, head)
    _luggage(o, p, rng, rear, front, radius)


def _handlebar(o: Canvas, p: Palette, rng: Random, head: tuple[float, float]) -> None:
    x, y = head
    o.line([(x + 10, y + 20), (x - 6, y - 34)], 10, p.metal)
    if rng.random() < 0.35:
        o.curve([(x - 10, y - 36), (x + 46, y - 40), (x + 62, y - 8), (x + 36, y + 18), (x + 10, y + 12)], 10, p.ink)
    else:
        o.curve([(x + 10, y - 40), (x - 6, y - 36), (x - 40, y - 62), (x - 70, y - 52)], 10, p.metal)
        o.line([(x - 48, y - 60), (x - 78, y - 50)], 14, p.wood)


def _luggage(
    o: Canvas, p: Palette, rng: Random, rear: tuple[float, float], front: tuple[float, float], radius: float
) -> None:
    if rng.random() < 0.45:
        o.line([(rear[0] - 60, rear[1] - radius - 24), (rear[0] + 84, rear[1] - radius - 24)], 9, p.ink)
        if rng.random() < 0.6:
            o.rect(rear[0] - 66, rear[1] - radius - 20, 112, 96, rng.choice((p.accent, p.second, p.wood)), 14)
    if rng.random() < 0.4:
        x, y = front[0] - 24, front[1] - radius - 92
        o.poly([(x - 20, y), (x + 96, y), (x + 80, y + 78), (x - 4, y + 78)], mix(p.wood, p.white, 0.35))
        for flower in range(rng.randint(0, 5)):
            o.disc(x + flower * 18, y - 8, 17, rng.choice((p.leaf, p.accent, p.white)))
    if rng.random() < 0.6:
        for x, hub in (rear, front):
            arc = [(x + (radius + 14) * cos(a), hub + (radius + 14) * sin(a)) for a in (3.4, 3.9, 4.4, 4.9, 5.4)]
            o.curve(arc, 9, p.metal)


def motorbike(c: Canvas, p: Palette, rng: Random) -> None:
    """A motorbike, a tourer with cases, or a scooter."""
    y = place(c, p, rng)
    o = c.at(rng.uniform(490, 710), y, rng.uniform(1.15, 1.5))
    colour = rng.choice((p.accent, p.second, p.leaf, mix(p.accent, p.ink, 0.4)))
    if rng.random() < 0.35:
        _scooter(o, p, rng, colour)
    else:
        _roadster(o, p, rng, colour)
    if rng.random() < 0.35:
        bush(c, rng.choice((50, 1150)), 890, rng.uniform(0.8, 1.3), mix(p.leaf, p.ink, 0.15))


def _roadster(o: Canvas, p: Palette, rng: Random, colour: Colour) -> None:
    o.oval(0, 4, 330, 14, darker(p.soft, 0.4))
    for x in (-206, 206):
        spoked(o.at(x, -108), p, 108, 32, rng.random())
    o.line([(206, -108), (150, -300)], 18, p.metal)
    o.line([(-206, -108), (-30, -120)], 22, p.ink)
    o.line([(-40, -70), (-220, -66)], 26, p.metal)
    o.blob([(-80, -80), (-70, -190), (40, -210), (96, -130), (60, -70)], darker(p.metal, 0.35))
    for fin in range(4):
        o.rect(-40, -180 + fin * 20, 96, 9, p.metal)
    o.line([(-170, -230), (-90, -130), (60, -90), (140, -260)], 14, p.ink)
    o.blob([(-40, -220), (-20, -300), (70, -312), (140, -270), (120, -226), (40, -210)], colour)
    o.blob([(-10, -282), (50, -296), (100, -272), (30, -262)], lighter(colour, 0.3))
    back = rng.choice((-210, -170))
    o.blob([(-50, -238), (-60, -276), (-140, -272), (back - 20, -300), (back - 40, -270), (-140, -228)], p.ink)
    o.curve([(148, -296), (128, -350), (80, -348)], 12, p.ink)
    o.disc(178, -288, 34, p.metal)
    o.disc(188, -288, 24, lighter((248, 226, 160), 0.3))
    arc = [(206 + 124 * cos(a), -108 + 124 * sin(a)) for a in (3.7, 4.2, 4.7, 5.2)]
    o.curve(arc, 13, colour)
    if rng.random() < 0.4:
        o.rect(-290, -262, 120, 112, p.metal, 14)
        o.rect(-290, -236, 120, 12, darker(p.metal, 0.25))
    if rng.random() < 0.4:
        o.blob([(150, -300), (196, -330), (176, -420), (150, -400)], lighter(p.glass, 0.2))


def _scooter(o: Canvas, p: Palette, rng: Random, colour: Colour) -> None:
    o.oval(0, 4, 280, 14, darker(p.soft, 0.4))
    for x in (-170, 190):
        o.disc(x, -62, 62, p.ink)
        o.disc(x, -62, 34, p.metal)
    o.line([(190, -70), (128, -330)], 26, colour)
    o.blob([(100, -100), (122, -300), (160, -306), (176, -180), (150, -84)], lighter(colour, 0.12))
    o.rect(-60, -104, 210, 34, darker(colour, 0.15), 14)
    o.blob([(-270, -110), (-250, -210), (-120, -236), (-40, -200), (-30, -90), (-120, -70), (-220, -74)], colour)
    o.disc(-150, -146, 40, darker(colour, 0.12))
    o.blob([(-250, -222), (-230, -262), (-90, -262), (-30, -232), (-80, -216)], rng.choice((p.ink, p.wood)))
    o.curve([(132, -330), (112, -384), (66, -380)], 13, p.ink)
    o.disc(148, -350, 32, colour)
    o.disc(160, -350, 22, lighter((248, 226, 160), 0.3))
    o.blob([(120, -130), (190, -150), (262, -96), (240, -84), (190, -118)], colour)
    if rng.random() < 0.5:
        o.rect(-320, -350, 130, 100, rng.choice((p.ink, p.second, p.white)), 16)


def wheel(c: Canvas, p: Palette, rng: Random) -> None:
    """One to three loose wheels or tyres against a wall."""
    floor = indoors(c, p, rng) + rng.uniform(60, 130)
    count = rng.randint(1, 3)
    start = rng.uniform(260, 460) if count > 1 else rng.uniform(400, 800)
    for number in range(count):
        radius = rng.uniform(170, 270)
        o = c.at(start + number * rng.uniform(260, 340), floor - radius + number * 12)
        o.oval(0, radius, radius * 0.9, 16, darker(p.floor, 0.25))
        if rng.random() < 0.5:
            spoked(o, p, radius, rng.choice((14, 26)), rng.random())
            continue
        o.disc(0, 0, radius, p.ink)
        o.ring(0, 0, radius * 0.9, 8, lighter(p.ink, 0.15))
        o.disc(0, 0, radius * 0.64, rng.choice((p.metal, p.white, p.second)))
        arms = rng.choice((5, 6, 8))
        for arm in range(arms):
            angle = 2 * pi * arm / arms + start
            o.disc(radius * 0.42 * cos(angle), radius * 0.42 * sin(angle), radius * rng.choice((0.11, 0.12)), p.ink)
        o.disc(0, 0, radius * 0.14, p.ink)

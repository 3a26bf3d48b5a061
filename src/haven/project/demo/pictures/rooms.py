"""Living rooms, bedrooms and kitchens.

Owns: whole rooms, put together from furniture. Must not know: whose they are.
"""

from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, WIDTH, Canvas
from haven.project.demo.pictures.furniture import (
    bed_piece,
    beside,
    chair_piece,
    fill_board,
    seat_colour,
    shelf_piece,
    sofa_piece,
    table_piece,
    things_on,
)
from haven.project.demo.pictures.indoors import hung_picture, paint_floor, paint_wall, pendant, pot_plant, rug
from haven.project.demo.pictures.outdoors import window
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix, pick_sky


def living_room(c: Canvas, p: Palette, rng: Random) -> None:
    """A sofa and what people keep around it."""
    floor = rng.uniform(600, 670)
    paint_wall(c, p, rng, floor)
    wide = rng.uniform(220, 420)
    pane = rng.uniform(80, 1080 - wide)
    window(c, p, rng, pick_sky(rng), (pane, 90, wide, rng.uniform(280, 360)))
    if rng.random() < 0.6:
        _curtains(c, p, rng, pane, wide, floor)
    for x in (pane - 150, pane + wide + 150, pane + wide + 340):
        if 90 < x < 1110 and rng.random() < 0.8:
            hung_picture(c, p, rng, x, rng.uniform(160, 280))
    paint_floor(c, p, rng, floor)
    main = rng.uniform(400, 800)
    rug(c, p, rng, main + rng.uniform(-80, 80), floor + 130)
    far = 1050 if main < 600 else 150
    if rng.random() < 0.55:
        shelf_piece(c.at(far, floor + 12, 0.86), p, rng, rng.choice((p.wood, p.white, p.ink)), rng.randint(2, 4))
    else:
        pot_plant(c, p, rng, far, floor + 40, rng.uniform(1.2, 1.7))
    sofa_piece(c.at(main, floor + 80, rng.uniform(0.9, 1.1)), p, rng, seat_colour(p, rng), rng.choice((2, 3)))
    if rng.random() < 0.6:
        # Beside the sofa on its free side, never in front of it and never in its colour.
        chair_x = main + (-1 if main > WIDTH / 2 else 1) * rng.uniform(390, 440)
        chair_piece(c.at(chair_x, floor + 150, 0.9), p, rng, mix(p.wood, p.ink, rng.uniform(0, 0.5)))
    if rng.random() < 0.65:
        table_piece(c.at(main + rng.uniform(-60, 60), floor + 200, 0.48), p, rng, p.wood, 560)
    if rng.random() < 0.4:
        pendant(c, p, rng, rng.uniform(300, 900))


def _curtains(c: Canvas, p: Palette, rng: Random, x: float, wide: float, floor: float) -> None:
    colour = lighter(rng.choice((p.accent, p.second, p.leaf)), 0.35)
    c.line([(x - 110, 54), (x + wide + 110, 54)], 9, p.ink)
    for left in (x - 96, x + wide + 6):
        c.rect(left, 58, 90, floor - 84, colour)
        for fold in (22, 48, 72):
            c.rect(left + fold, 58, 6, floor - 84, darker(colour, 0.1))


def bedroom(c: Canvas, p: Palette, rng: Random) -> None:
    """A bed, a bedside table, a wardrobe or a desk."""
    floor = rng.uniform(590, 680)
    paint_wall(c, p, rng, floor)
    if rng.random() < 0.3:
        _sloping_ceiling(c, p, rng)
    wide = rng.uniform(170, 320)
    pane = rng.uniform(120, 1040 - wide)
    window(c, p, rng, pick_sky(rng), (pane, rng.uniform(90, 150), wide, rng.uniform(220, 320)))
    if rng.random() < 0.4:
        _curtains(c, p, rng, pane, wide, floor)
    elif pane > 400:
        hung_picture(c, p, rng, pane - 230, rng.uniform(180, 300))
    paint_floor(c, p, rng, floor)
    bed = rng.uniform(390, 520)
    if rng.random() < 0.6:
        rug(c, p, rng, bed + 120, floor + 140)
    side = bed + rng.uniform(470, 560)
    if rng.random() < 0.5:
        _wardrobe(c.at(min(side + 40, 1000), floor + 24), p, rng)
    elif rng.random() < 0.5:
        table_piece(c.at(side, floor + 40, 1.05), p, rng, p.wood, 380)
        chair_piece(c.at(side - 30, floor + 100, 0.8), p, rng, p.second)
    else:
        beside(c, p, rng, side - 40, floor + 40)
    bed_piece(c.at(bed, floor + rng.uniform(70, 130), rng.uniform(1.05, 1.25)), p, rng, seat_colour(p, rng))


def _sloping_ceiling(c: Canvas, p: Palette, rng: Random) -> None:
    reach = rng.uniform(240, 480)
    c.poly([(0, 0), (reach, 0), (0, reach)], lighter(p.wall, 0.35))
    c.line([(reach, 0), (0, reach)], 14, p.wood)


def _wardrobe(c: Canvas, p: Palette, rng: Random) -> None:
    wood, doors = rng.choice((p.wood, p.white, darker(p.wood, 0.3), p.second)), rng.choice((2, 3))
    wide = doors * 130
    c.rect(-wide / 2, -480, wide, 470, wood, 6)
    c.rect(-wide / 2 - 12, -498, wide + 24, 26, darker(wood, 0.12), 6)
    for door in range(doors):
        x = -wide / 2 + door * 130
        c.rect(x + 10, -462, 110, 440, lighter(wood, 0.12), 4)
        c.disc(x + (108 if door % 2 == 0 else 22), -240, 8, p.ink)


def kitchen(c: Canvas, p: Palette, rng: Random) -> None:
    """A worktop with sink and stove, a tiled wall, shelves or cupboards above."""
    floor = rng.uniform(740, 800)
    top = floor - rng.uniform(240, 270)
    paint_wall(c, p, rng, floor)
    c.rect(0, top - 120, WIDTH, 120, lighter(p.wall, 0.45))
    for x in range(rng.randrange(-60, 0), WIDTH, 80):
        c.rect(x, top - 120, 4, 120, darker(p.wall, 0.05))
    c.rect(0, top - 62, WIDTH, 4, darker(p.wall, 0.05))
    paint_floor(c, p, rng, floor)
    pane = rng.uniform(300, 760)
    window(c, p, rng, pick_sky(rng), (pane, 90, rng.uniform(200, 300), top - 250))
    for left, right in ((40, pane - 70), (pane + 380, WIDTH - 40)):
        if right - left > 130:
            _above(c, p, rng, left, right, top)
    _units(c, p, rng, top, floor)
    things_on(c.at(rng.choice((330, 600, 850)), 0), p, rng, rng.choice((220, 320)), top)
    if rng.random() < 0.5:
        pendant(c, p, rng, rng.uniform(200, 1000))
    if rng.random() < 0.4:
        table_piece(c.at(rng.uniform(350, 850), HEIGHT - 12, 0.9), p, rng, p.wood, 560)


def _above(c: Canvas, p: Palette, rng: Random, left: float, right: float, top: float) -> None:
    """Open shelves or cupboards on the wall."""
    if rng.random() < 0.5:
        for y in (top - 330, top - 180):
            fill_board(c, p, rng, left, right, y)
            c.rect(left - 10, y, right - left + 20, 14, p.wood)
        return
    colour = rng.choice((p.second, p.white, p.accent))
    c.rect(left, top - 400, right - left, 220, colour, 5)
    doors = max(1, round((right - left) / 150))
    for door in range(doors):
        step = (right - left) / doors
        c.rect(left + door * step + 8, top - 392, step - 16, 204, lighter(colour, 0.14), 4)
        c.rect(left + door * step + 20, top - 222, 10, 22, p.ink, 4)


def _units(c: Canvas, p: Palette, rng: Random, top: float, floor: float) -> None:
    """Cupboards under the worktop, one of them an oven; a tap above the sink."""
    colour = rng.choice((p.accent, p.second, p.leaf, p.white, mix(p.ink, p.second, 0.4)))
    width = rng.choice((170, 200, 240))
    oven = rng.randrange(5)
    c.rect(0, top, WIDTH, floor - top, colour)
    for unit, x in enumerate(range(rng.randrange(-120, 0), WIDTH, width)):
        if unit == oven:
            c.rect(x + 6, top + 30, width - 12, floor - top - 66, p.ink, 8)
            c.rect(x + 26, top + 96, width - 52, 84, mix(p.ink, p.glass, 0.3), 8)
            for knob in range(3):
                c.disc(x + 40 + knob * (width - 80) / 2, top + 62, 11, p.metal)
            continue
        c.rect(x + 6, top + 36, width - 12, floor - top - 72, lighter(colour, 0.14), 6)
        c.rect(x + width / 2 - 30, top + 56, 60, 11, p.ink, 5)
    c.rect(0, floor - 28, WIDTH, 28, darker(colour, 0.35))
    c.rect(0, top, WIDTH, 26, rng.choice((p.wood, p.white, p.soft)))
    tap = rng.uniform(200, 1000)
    c.curve([(tap, top), (tap, top - 84), (tap + 30, top - 112), (tap + 58, top - 74)], 13, p.metal)

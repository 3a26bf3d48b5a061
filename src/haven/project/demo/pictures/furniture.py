"""Sofas, tables, chairs, shelves and beds: alone as a motif, or as pieces of a room.

Owns: furniture. Each piece stands at (0, 0) of the canvas it is given, upwards negative.
"""

from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, Canvas, Colour
from haven.project.demo.pictures.indoors import indoors, pot_plant, rug
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def sofa_piece(c: Canvas, p: Palette, rng: Random, colour: Colour, seats: int = 3) -> None:
    """A sofa, 200 units a seat, about 300 tall."""
    wide = 190 * seats
    left, arm = -wide / 2, rng.choice((150, 180, 215))
    c.oval(0, 2, wide / 2 + 90, 16, darker(p.floor, 0.2))
    leg = rng.choice((p.wood, p.ink))
    for x in (left - 20, -left - 4):
        c.poly([(x, -46), (x + 24, -46), (x + 16, 0), (x + 8, 0)], leg)
    c.rect(left - 16, -300, wide + 32, 220, darker(colour, 0.1), rng.choice((20, 60)))
    cushions = rng.choice((seats, 1))
    for seat in range(cushions):
        step = wide / cushions
        c.rect(left + seat * step + 3, -176, step - 6, 86, lighter(colour, 0.1), 22)
    c.rect(left - 16, -96, wide + 32, 60, darker(colour, 0.06), 10)
    for x in (left - 74, -left + 4):
        c.rect(x, -arm - 30, 70, arm, darker(colour, 0.16), 34)
    for _ in range(rng.randint(0, 3)):
        x, lift = rng.uniform(left + 50, -left - 60), rng.uniform(0, 10)
        shade = rng.choice((p.accent, p.second, p.white, p.leaf))
        c.rect(x - 46, -262 + lift, 104, 96, shade, 26)
        c.rect(x - 46, -222 + lift, 104, 14, lighter(shade, 0.3))


def chair_piece(c: Canvas, p: Palette, rng: Random, colour: Colour) -> None:
    """An armchair or a wooden chair, about 400 units tall."""
    if rng.random() < 0.5:
        c.oval(0, 2, 190, 16, darker(p.floor, 0.2))
        for x in (-110, 92):
            c.poly([(x, -60), (x + 26, -60), (x + 18, 0), (x + 10, 0)], p.wood)
        c.blob([(-130, -90), (-150, -380), (-60, -430), (60, -430), (150, -380), (130, -90)], darker(colour, 0.1))
        c.rect(-112, -190, 224, 84, lighter(colour, 0.12), 28)
        c.rect(-132, -116, 264, 62, darker(colour, 0.04), 14)
        for x in (-176, 110):
            c.rect(x, -236, 66, 182, darker(colour, 0.18), 30)
        return
    back = rng.choice(("rungs", "round", "panel"))
    c.oval(0, 2, 140, 13, darker(p.floor, 0.2))
    for x, y in ((-96, 0), (84, 0), (-62, -24), (54, -24)):
        c.line([(x * 0.86, -190), (x, y - 6)], 17, darker(colour, 0.1 if y else 0.0))
    c.line([(-80, -80), (78, -80)], 11, darker(colour, 0.1))
    for x in (-76, 76):
        c.line([(x, -200), (x * 1.12, -440)], 17, colour)
    if back == "rungs":
        for y in (-430, -370, -310):
            c.line([(-84, y), (84, y)], 24, lighter(colour, 0.12))
    elif back == "round":
        c.ring(0, -350, 94, 18, colour)
        c.disc(0, -350, 76, mix(p.white, colour, 0.25))
    else:
        c.rect(-86, -446, 172, 130, lighter(colour, 0.1), 30)
    c.poly(
        [(-104, -206), (104, -206), (120, -172), (-120, -172)],
        lighter(p.white, 0.1) if back == "round" else lighter(colour, 0.2),
    )


def table_piece(c: Canvas, p: Palette, rng: Random, colour: Colour, width: float = 620.0) -> None:
    """A table with things on it, 250 units tall."""
    half = width / 2
    c.oval(0, 2, half, 18, darker(p.floor, 0.2))
    legs = rng.choice(("straight", "splayed", "trestle", "pedestal"))
    if legs == "pedestal":
        c.poly([(-34, -230), (34, -230), (22, -60), (-22, -60)], darker(colour, 0.1))
        c.blob([(-150, 0), (-90, -46), (0, -76), (90, -46), (150, 0), (0, -20)], darker(colour, 0.15))
    elif legs == "trestle":
        for x in (-half * 0.7, half * 0.7):
            c.line([(x, -230), (x - 60, -4)], 18, darker(colour, 0.1))
            c.line([(x, -230), (x + 60, -4)], 18, darker(colour, 0.18))
        c.line([(-half * 0.7, -110), (half * 0.7, -110)], 14, darker(colour, 0.2))
    else:
        splay = 46 if legs == "splayed" else 0
        for x in (-half * 0.86, half * 0.86):
            c.line([(x, -230), (x + (splay if x > 0 else -splay), -6)], 24, darker(colour, 0.1))
            c.line([(x * 0.82, -230), (x * 0.82, -26)], 18, darker(colour, 0.22))
    if rng.random() < 0.4 and legs != "pedestal":
        c.rect(-half * 0.8, -226, width * 0.8, 50, darker(colour, 0.06))
        c.disc(0, -200, 8, p.ink)
    c.rect(-half, -254, width, 30, lighter(colour, 0.12), 8)
    things_on(c, p, rng, half - 80, -254)


def things_on(c: Canvas, p: Palette, rng: Random, half: float, y: float) -> None:
    """A vase, fruit, a cup, a candle or books between -half and half, standing on y."""
    x = -half + rng.uniform(0, 60)
    while x < half:
        kind = rng.choice(("vase", "fruit", "cup", "books", "nothing"))
        colour = rng.choice((p.accent, p.second, p.white, p.leaf))
        if kind == "vase":
            for lean in (-40, -8, 34):
                c.curve([(x, y - 70), (x + lean * 0.6, y - 130), (x + lean, y - 170)], 7, p.leaf)
                c.disc(x + lean, y - 176, 17, lighter(p.accent, 0.1 + abs(lean) / 100))
            c.blob(
                [(x - 18, y), (x - 36, y - 46), (x - 12, y - 92), (x + 12, y - 92), (x + 36, y - 46), (x + 18, y)],
                colour,
            )
        elif kind == "fruit":
            for dx in (-34, 0, 34):
                c.disc(x + dx, y - 52, 24, mix(p.accent, (226, 160, 70), rng.random()))
            c.poly([(x - 76, y - 50), (x + 76, y - 50), (x + 34, y), (x - 34, y)], colour)
        elif kind == "cup":
            c.ring(x + 26, y - 28, 19, 7, colour)
            c.rect(x - 26, y - 52, 52, 52, colour, 10)
        elif kind == "books":
            for book in range(rng.randint(1, 4)):
                shade = rng.choice((p.accent, p.second, p.ink, p.leaf, p.white))
                c.rect(x - 60 + rng.uniform(0, 16), y - 20 * (book + 1), 118, 18, shade, 3)
        x += rng.uniform(110, 200)


def shelf_piece(c: Canvas, p: Palette, rng: Random, colour: Colour, boards: int = 4) -> None:
    """A bookcase of `boards` shelves, 420 units wide, 150 a shelf."""
    tall = boards * 150
    c.oval(0, 0, 240, 12, darker(p.floor, 0.2))
    c.rect(-214, -tall - 16, 428, tall + 16, colour, 5)
    for board in range(boards):
        top = -tall + board * 150
        c.rect(-198, top, 396, 134, darker(colour, 0.28))
        fill_board(c, p, rng, -190, 190, top + 134)


def fill_board(c: Canvas, p: Palette, rng: Random, left: float, right: float, y: float) -> None:
    """Books standing and leaning, jars and gaps between left and right on y."""
    shades = (p.accent, p.second, p.leaf, p.white, p.soft, p.ink, mix(p.accent, p.white, 0.5))
    x = left
    while x < right - 40:
        kind = rng.choice(("books", "books", "books", "jar", "box", "gap"))
        if kind == "books":
            for _ in range(rng.randint(2, 6)):
                wide, tall = rng.uniform(14, 30), rng.uniform(74, 118)
                if x + wide > right:
                    break
                shade = rng.choice(shades)
                c.rect(x, y - tall, wide - 2, tall, shade)
                c.rect(x + 3, y - tall * 0.8, wide - 8, 8, lighter(shade, 0.4))
                x += wide
        elif kind == "jar":
            c.oval(x + 34, y - 34, 32, 34, rng.choice(shades))
            c.rect(x + 22, y - 78, 24, 20, darker(p.soft, 0.1))
            x += 70
        elif kind == "box" and x + 90 < right:
            c.rect(x + 4, y - 70, 82, 70, mix(p.wood, p.white, 0.4), 4)
            c.rect(x + 30, y - 46, 30, 12, p.ink, 5)
            x += 94
        else:
            x += rng.uniform(20, 50)


def bed_piece(c: Canvas, p: Palette, rng: Random, colour: Colour) -> None:
    """A bed seen from the side, 640 units long, its head at the left."""
    c.oval(0, 4, 360, 20, darker(p.floor, 0.2))
    frame = rng.choice((p.wood, darker(p.wood, 0.3), p.white))
    head = rng.uniform(230, 330)
    c.rect(-330, -head, 34, head, frame, 12)
    c.rect(300, -170, 30, 170, frame, 10)
    c.rect(-320, -92, 630, 40, darker(frame, 0.12))
    c.rect(-300, -166, 604, 84, lighter(p.white, 0.4), 26)
    c.blob([(-296, -160), (-290, -226), (-220, -240), (-150, -222), (-140, -164)], lighter(p.white, 0.7))
    fold = rng.uniform(-130, 0)
    c.blob([(fold, -176), (120, -188), (300, -170), (312, -96), (300, -40), (fold + 10, -52), (fold - 6, -110)], colour)
    c.rect(fold - 6, -182, 70, 128, lighter(colour, 0.45), 16)
    if rng.random() < 0.5:
        for stripe in range(3):
            x = fold + 110 + stripe * 70
            if x < 270:
                c.rect(x, -180, 20, 126, lighter(colour, 0.2))


def seat_colour(p: Palette, rng: Random) -> Colour:
    """What upholstery may be in this picture: apart from the wall."""
    return rng.choice((p.accent, p.second, mix(p.leaf, p.second, 0.4), mix(p.ink, p.second, 0.5)))


def beside(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    """Something small that stands next to the main piece."""
    kind = rng.choice(("plant", "plant", "lamp", "stack"))
    if kind == "plant":
        pot_plant(c, p, rng, x, y, rng.uniform(0.8, 1.25))
    elif kind == "lamp":
        c.rect(x - 4, y - 420, 8, 416, p.ink)
        c.oval(x, y - 4, 54, 10, p.ink)
        c.poly([(x - 46, y - 500), (x + 46, y - 500), (x + 84, y - 400), (x - 84, y - 400)], lighter(p.accent, 0.35))
    else:
        for book in range(rng.randint(3, 8)):
            shade = rng.choice((p.accent, p.second, p.leaf, p.white))
            c.rect(x - 70 + rng.uniform(-10, 10), y - 24 * (book + 1), 140, 22, shade, 3)


def furnished(c: Canvas, p: Palette, rng: Random) -> tuple[float, float]:
    """A room with a rug, and where the main piece goes: x and y."""
    floor = indoors(c, p, rng)
    x, y = rng.uniform(430, 770), floor + rng.uniform(60, HEIGHT - floor - 60)
    if rng.random() < 0.55:
        rug(c, p, rng, x, y)
    return x, y


def sofa(c: Canvas, p: Palette, rng: Random) -> None:
    """A sofa in its room."""
    x, y = furnished(c, p, rng)
    scale = rng.uniform(0.95, 1.25)
    seats = rng.choice((2, 3, 3))
    if rng.random() < 0.7:
        beside(c, p, rng, x + (seats * 95 + 150) * scale, y - 30)
    sofa_piece(c.at(x, y, scale), p, rng, seat_colour(p, rng), seats)
    if rng.random() < 0.4:
        table_piece(c.at(x - 160, y + 60, 0.5), p, rng, p.wood, 500)


def table(c: Canvas, p: Palette, rng: Random) -> None:
    """A table, with a chair or two."""
    x, y = furnished(c, p, rng)
    wood = rng.choice((p.wood, darker(p.wood, 0.3), p.white, p.second))
    width, scale = rng.uniform(440, 700), rng.uniform(1.05, 1.35)
    for side in rng.sample((-1, 1), rng.randint(0, 2)):
        chair_piece(c.at(x + side * width * 0.6 * scale, y - 20, scale * 0.85), p, rng, seat_colour(p, rng))
    table_piece(c.at(x, y + 10, scale), p, rng, wood, width)


def chair(c: Canvas, p: Palette, rng: Random) -> None:
    """A chair, sometimes a pair."""
    x, y = furnished(c, p, rng)
    colour, scale = rng.choice((p.accent, p.second, p.wood, p.ink)), rng.uniform(1.0, 1.35)
    beside(c, p, rng, x + rng.choice((-1, 1)) * rng.uniform(290, 380), y - 40)
    chair_piece(c.at(x, y, scale), p, rng, colour)


def shelf(c: Canvas, p: Palette, rng: Random) -> None:
    """One or more bookcases along a wall."""
    x, y = furnished(c, p, rng)
    wood = rng.choice((p.wood, p.white, p.ink, darker(p.wood, 0.35), p.second))
    count, scale = rng.randint(1, 3), rng.uniform(0.9, 1.12)
    for case in range(count):
        shelf_piece(c.at(x + (case - (count - 1) / 2) * 432 * scale, y - 40, scale), p, rng, wood, rng.randint(2, 4))
    if rng.random() < 0.5:
        chair_piece(c.at(rng.uniform(200, 1000), y + 40, 0.8), p, rng, seat_colour(p, rng))

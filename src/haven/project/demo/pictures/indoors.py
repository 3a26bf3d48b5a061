"""What stands behind things indoors: walls, floors, windows, pictures, table tops.

Owns: backdrops. Must not know: what will stand in front.
"""

from itertools import pairwise
from random import Random

from haven.project.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour
from haven.project.demo.pictures.outdoors import window
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix, pick_sky


def paint_wall(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    """The wall down to `floor`: plain, striped, panelled, tiled, half painted or with light falling on it."""
    c.rect(0, 0, WIDTH, floor, p.wall)
    finish = rng.choice((None, _stripes, _panels, _tiles, _half_painted, _sunlight))
    if finish:
        finish(c, p, rng, floor)


def _stripes(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    step = rng.choice((60, 90, 130))
    for x in range(rng.randrange(step), WIDTH, step * 2):
        c.rect(x, 0, step, floor, darker(p.wall, 0.05))


def _panels(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    rail = floor - rng.uniform(200, 300)
    c.rect(0, rail, WIDTH, floor - rail, lighter(p.wall, 0.3))
    c.rect(0, rail, WIDTH, 10, darker(p.wall, 0.12))
    for x in range(rng.randrange(-100, 0), WIDTH, 190):
        c.rect(x, rail + 36, 150, floor - rail - 90, lighter(p.wall, 0.15), 4)


def _tiles(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    step = rng.choice((56, 76))
    for row, y in enumerate(range(round(floor * 0.35), round(floor), step)):
        for x in range(-step * (row % 2), WIDTH, step * 2):
            pale = 0.35 if (x // step + row) % 5 else 0.2
            c.rect(x + 3, y + 3, step * 2 - 6, step - 6, lighter(p.wall, pale), 4)


def _half_painted(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    rail = floor * rng.uniform(0.35, 0.65)
    c.rect(0, rail, WIDTH, floor - rail, mix(p.wall, p.second, 0.38))


def _sunlight(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    x, slant = rng.uniform(100, 900), rng.uniform(-160, 160)
    for left in (x, x + 150):
        corners = [(left, 90), (left + 130, 90), (left + 130 + slant, floor), (left + slant, floor)]
        c.poly(corners, lighter(p.wall, 0.4))


def paint_floor(c: Canvas, p: Palette, rng: Random, floor: float) -> None:
    """Boards, tiles or carpet from `floor` down, and a skirting board."""
    c.rect(0, floor, WIDTH, HEIGHT - floor, p.floor)
    kind = rng.choice(("boards", "boards", "chequers", "carpet"))
    if kind == "boards":
        vanishing = rng.uniform(300, 900)
        for x in range(-900, 2100, 150):
            c.line([(vanishing + (x - vanishing) * 0.55, floor), (x, HEIGHT)], 4, darker(p.floor, 0.12))
    elif kind == "chequers":
        _chequers(c, p, floor, rng.uniform(300, 900), rng.uniform(90, 140))
    c.rect(0, floor - 26, WIDTH, 26, lighter(p.wall, 0.45))
    c.rect(0, floor - 2, WIDTH, 6, darker(p.floor, 0.25))


def _chequers(c: Canvas, p: Palette, floor: float, vanishing: float, wide: float) -> None:
    rows = 5
    # Each row is deeper and wider than the one behind it.
    edges = [(floor + (HEIGHT - floor) * (row / rows) ** 1.5, 1 + 0.9 * (row / rows) ** 1.5) for row in range(rows + 1)]
    for row, ((top, far), (low, near)) in enumerate(pairwise(edges)):
        for column in range(-12, 13):
            if (column + row) % 2:
                left, right = column * wide, (column + 1) * wide
                corners = [(left * far, top), (right * far, top), (right * near, low), (left * near, low)]
                c.poly([(vanishing + x, y) for x, y in corners], lighter(p.floor, 0.28))


def rug(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    """A rug on the floor around (x, y)."""
    colour = rng.choice((p.accent, p.second, p.white))
    width, depth = rng.uniform(300, 460), rng.uniform(48, 76)
    if rng.random() < 0.5:
        c.oval(x, y, width, depth, colour)
        c.oval(x, y, width * 0.86, depth * 0.8, lighter(colour, 0.25))
        c.oval(x, y, width * 0.5, depth * 0.45, colour)
    else:
        c.poly(
            [
                (x - width * 0.85, y - depth),
                (x + width * 0.85, y - depth),
                (x + width, y + depth),
                (x - width, y + depth),
            ],
            colour,
        )
        for share in (0.55, -0.55):
            c.line(
                [(x - width * 0.9, y + depth * share), (x + width * 0.9, y + depth * share)], 10, lighter(colour, 0.35)
            )


def hung_picture(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    """A framed abstract or landscape hung around (x, y)."""
    width, height = rng.choice(((130, 170), (190, 140), (110, 110), (230, 160), (90, 200)))
    left, top = x - width / 2, y - height / 2
    c.rect(left - 10, top - 10, width + 20, height + 20, rng.choice((p.ink, p.wood, p.white)))
    c.rect(left, top, width, height, lighter(p.wall, 0.65))
    colours = (p.accent, p.second, p.leaf)
    if rng.random() < 0.5:
        c.disc(x, y - height * 0.1, min(width, height) * 0.26, rng.choice(colours))
        c.rect(left, y + height * 0.2, width, height * 0.3, rng.choice(colours))
    else:
        for bar, colour in enumerate(rng.sample(colours, 3)):
            c.rect(
                left + 14 + bar * (width - 28) / 3,
                y - height * rng.uniform(0, 0.35),
                (width - 40) / 3,
                height * 0.35,
                colour,
            )


def pot_plant(c: Canvas, p: Palette, rng: Random, x: float, y: float, scale: float) -> None:
    """A plant in a pot that stands at (x, y), about 300 units tall at scale 1."""
    o = c.at(x, y, scale)
    leaf = mix(p.leaf, p.second, rng.uniform(0, 0.25))
    kind = rng.choice(("blades", "round", "palm"))
    if kind == "blades":
        for lean in (-80, -45, -12, 25, 60, 92):
            tip = -300 + abs(lean) * 0.9
            o.blob(
                [
                    (lean * 0.2 - 12, -80),
                    (lean * 0.6 - 16, tip * 0.62),
                    (lean, tip),
                    (lean * 0.6 + 16, tip * 0.62),
                    (lean * 0.2 + 12, -80),
                ],
                lighter(leaf, rng.uniform(0, 0.2)),
            )
    elif kind == "round":
        o.rect(-5, -190, 10, 120, p.wood)
        for _ in range(16):
            o.disc(
                rng.uniform(-80, 80),
                -210 + rng.uniform(-80, 60),
                rng.uniform(24, 40),
                lighter(leaf, rng.uniform(0, 0.22)),
            )
    else:
        for lean in (-130, -80, -25, 35, 90, 135):
            o.curve(
                [(0, -80), (lean * 0.5, -230 + abs(lean) * 0.3), (lean, -190 + abs(lean) * 0.7)],
                20,
                lighter(leaf, rng.uniform(0, 0.2)),
            )
    pot = rng.choice((p.accent, p.white, p.second, clay(p)))
    o.poly([(-58, -90), (58, -90), (44, 0), (-44, 0)], pot)
    o.rect(-64, -102, 128, 26, darker(pot, 0.1), 5)


def clay(p: Palette) -> Colour:
    """Terracotta in this picture's light."""
    return mix((190, 110, 80), p.wall, 0.15)


def pendant(c: Canvas, p: Palette, rng: Random, x: float) -> None:
    """A lamp that hangs from the ceiling at x."""
    y = rng.uniform(110, 220)
    c.line([(x, 0), (x, y)], 5, p.ink)
    shade = rng.choice((p.accent, p.second, p.ink))
    c.oval(x, y + 62, 30, 22, lighter(p.white, 0.6))
    if rng.random() < 0.5:
        c.dome(x, y + 64, 96, 84, shade)
    else:
        c.poly([(x - 36, y), (x + 36, y), (x + 84, y + 66), (x - 84, y + 66)], shade)


def indoors(c: Canvas, p: Palette, rng: Random, *, floor: float | None = None) -> float:
    """A whole wall and floor with what hangs there; y of the floor's edge."""
    line = floor or rng.uniform(600, 700)
    paint_wall(c, p, rng, line)
    sky = pick_sky(rng)
    left = rng.uniform(60, 240)
    for slot in range(3):
        x = left + slot * rng.uniform(300, 370)
        choice = rng.random()
        if choice < 0.36 and x < 900:
            window(c, p, rng, sky, (x, rng.uniform(90, 150), rng.uniform(160, 270), rng.uniform(210, 300)))
        elif choice < 0.75:
            hung_picture(c, p, rng, x + 90, rng.uniform(150, 290))
        elif choice < 0.87:
            pendant(c, p, rng, x + 100)
    paint_floor(c, p, rng, line)
    return line


def table_top(c: Canvas, p: Palette, rng: Random) -> float:
    """A wall and a table seen close; y of the middle of the table's top."""
    edge = rng.uniform(520, 620)
    paint_wall(c, p, rng, edge + 40)
    if rng.random() < 0.5:
        window(
            c,
            p,
            rng,
            pick_sky(rng),
            (rng.uniform(60, 800), rng.uniform(50, 110), rng.uniform(220, 340), rng.uniform(220, 320)),
        )
    else:
        hung_picture(c, p, rng, rng.uniform(150, 1050), rng.uniform(130, 230))
    wood = rng.choice((p.wood, p.floor, lighter(p.wood, 0.4), darker(p.wood, 0.3)))
    c.rect(0, edge, WIDTH, HEIGHT - edge, wood)
    for _ in range(6):
        y, x = rng.uniform(edge + 20, HEIGHT), rng.uniform(-200, 900)
        c.line([(x, y), (x + rng.uniform(200, 600), y)], 4, darker(wood, 0.08))
    c.rect(0, edge, WIDTH, 10, lighter(wood, 0.25))
    return edge + (HEIGHT - edge) * 0.42

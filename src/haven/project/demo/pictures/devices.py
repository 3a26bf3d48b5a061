"""Laptops, telephones and cameras on a table.

Owns: things with a lens or a screen. Must not know: who sells them.
"""

from random import Random

from haven.project.demo.pictures.canvas import Canvas
from haven.project.demo.pictures.furniture import things_on
from haven.project.demo.pictures.indoors import pot_plant, table_top
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix


def around(c: Canvas, p: Palette, rng: Random, y: float, free: float) -> None:
    """Small things and a plant at the table's far edge, beyond `free` units around the middle."""
    if rng.random() < 0.6:
        pot_plant(c, p, rng, 600 + rng.choice((-1, 1)) * rng.uniform(free, 540), y - 90, rng.uniform(0.7, 1.1))
    if rng.random() < 0.7:
        things_on(c.at(600 + rng.choice((-1, 1)) * (free + 60), y + rng.uniform(10, 70), 1.2), p, rng, 70, 0)


def screen(c: Canvas, p: Palette, rng: Random, box: tuple[float, float, float, float]) -> None:
    """What a screen shows: a landscape, a text or a chart."""
    x, y, width, height = box
    base = lighter(rng.choice((p.second, p.accent, p.glass, p.white)), rng.choice((0.2, 0.6)))
    c.rect(x, y, width, height, base)
    kind = rng.choice(("hills", "text", "chart"))
    if kind == "hills":
        c.disc(x + width * rng.uniform(0.2, 0.8), y + height * 0.3, height * 0.13, p.white)
        peak = rng.uniform(0.25, 0.75)
        c.poly([(x, y + height), (x + width * peak, y + height * 0.35), (x + width, y + height)], darker(base, 0.25))
        c.poly([(x, y + height), (x, y + height * 0.7), (x + width * 0.7, y + height)], p.leaf)
    elif kind == "text":
        for row in range(6):
            c.rect(
                x + width * 0.1,
                y + height * (0.12 + row * 0.13),
                width * rng.uniform(0.3, 0.78),
                height * 0.05,
                darker(base, 0.35),
                5,
            )
    else:
        for bar in range(6):
            tall = height * rng.uniform(0.15, 0.7)
            c.rect(
                x + width * (0.1 + bar * 0.14),
                y + height * 0.88 - tall,
                width * 0.09,
                tall,
                rng.choice((p.accent, p.second)),
            )


def laptop(c: Canvas, p: Palette, rng: Random) -> None:
    """An open laptop."""
    y = table_top(c, p, rng)
    around(c, p, rng, y, 400)
    o = c.at(rng.uniform(480, 720), y + rng.uniform(30, 110), rng.uniform(0.95, 1.2))
    shell = rng.choice((p.metal, p.ink, lighter(p.metal, 0.4)))
    lean = rng.uniform(-30, 30)
    o.oval(0, 8, 370, 20, darker(p.floor, 0.3))
    o.poly([(-290 + lean, -420), (290 + lean, -420), (290, -36), (-290, -36)], darker(shell, 0.3))
    screen(o, p, rng, (-262 + lean * 0.6, -398, 524, 342))
    o.poly([(-290, -40), (290, -40), (350, 0), (-350, 0)], shell)
    for row in range(3):
        o.line([(-262 - row * 16, -32 + row * 10), (262 + row * 16, -32 + row * 10)], 6, darker(shell, 0.35))
    o.rect(-350, 0, 700, 16, darker(shell, 0.15), 6)
    if rng.random() < 0.5:
        o.oval(440, -2, 40, 18, darker(shell, 0.2))


def phone(c: Canvas, p: Palette, rng: Random) -> None:
    """A telephone lying or leaning, sometimes with its box or headphones."""
    y = table_top(c, p, rng)
    around(c, p, rng, y, 380)
    o = c.at(rng.uniform(420, 780), y + rng.uniform(60, 150), rng.uniform(0.95, 1.25))
    case = rng.choice((p.ink, p.accent, p.second, p.white))
    if rng.random() < 0.5:
        wide = rng.choice((240, 290))
        o.rect(-wide / 2 - 170, -330, wide, 330, mix(p.white, p.soft, 0.3), 10)
        o.rect(-wide / 2 - 130, -280, wide - 80, 150, case, 20)
    o.oval(30, 4, 160, 14, darker(p.floor, 0.3))
    o.rect(-90, -480, 240, 480, case, 36)
    screen(o, p, rng, (-74, -452, 208, 420))
    o.rect(0, -470, 60, 10, lighter(case, 0.3), 5)
    if rng.random() < 0.5:
        side = rng.choice((-300, 300))
        o.ring(side, -30, 110, 14, p.ink)
        for x in (side - 104, side + 104):
            o.oval(x, -20, 30, 44, p.accent)


def camera(c: Canvas, p: Palette, rng: Random) -> None:
    """A camera with its lens, strap and films."""
    y = table_top(c, p, rng)
    around(c, p, rng, y, 400)
    o = c.at(rng.uniform(460, 740), y + rng.uniform(40, 130), rng.uniform(1.0, 1.35))
    body, top = rng.choice((p.ink, p.wood, p.second)), rng.choice((p.metal, lighter(p.metal, 0.4), p.ink))
    wide, tall = rng.uniform(420, 520), rng.uniform(240, 290)
    o.oval(0, 6, wide / 2 + 40, 18, darker(p.floor, 0.3))
    if rng.random() < 0.6:
        o.curve([(-wide / 2, -tall), (-wide / 2 - 120, -60), (-wide / 2 - 40, 60), (-60, 40)], 20, p.wood)
    o.rect(-wide / 2, -tall, wide, tall, body, 26)
    o.rect(-wide / 2, -tall, wide, 74, top, 24)
    if rng.random() < 0.55:
        o.poly([(-90, -tall + 4), (-54, -tall - 70), (54, -tall - 70), (90, -tall + 4)], top)
    for knob, size in ((-wide * 0.36, 34), (wide * 0.3, 28), (wide * 0.42, 18)):
        o.rect(knob - size, -tall - 24, size * 2, 28, darker(top, 0.2), 6)
    x, radius = rng.uniform(-30, 30), rng.uniform(92, 118)
    for share, shade in ((1.0, darker(p.metal, 0.5)), (0.86, p.ink), (0.62, mix(p.ink, p.second, 0.5)), (0.3, p.ink)):
        o.disc(x, -tall * 0.44, radius * share, shade)
    o.disc(x - radius * 0.24, -tall * 0.44 - radius * 0.26, radius * 0.16, p.white)
    o.rect(wide * 0.26, -tall + 22, 60, 34, mix(p.glass, p.ink, 0.3), 6)
    for film in range(rng.randint(0, 3)):
        left = wide / 2 + 40 + film * 64
        o.rect(left, -84 + film * 16, 50, 84, rng.choice((p.accent, p.leaf, p.second)), 8)
        o.rect(left + 14, -98 + film * 16, 22, 16, p.ink)

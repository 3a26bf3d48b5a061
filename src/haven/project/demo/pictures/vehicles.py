"""Cars and vans from the side.

Owns: vehicles with a body. Must not know: cycles, which have their own module.
"""

from random import Random

from haven.project.demo.pictures.canvas import Canvas, Colour, Point
from haven.project.demo.pictures.outdoors import bush, lamp_post, outdoors
from haven.project.demo.pictures.palette import Palette, darker, lighter, mix

# Outlines at scale 1, wheels at y 0: the body, the glass, the wheels' x.
_BODIES: dict[str, tuple[list[Point], list[Point], tuple[float, float]]] = {
    "hatchback": (
        [
            (-330, -60),
            (-336, -150),
            (-300, -196),
            (-150, -216),
            (-70, -318),
            (150, -326),
            (262, -210),
            (318, -190),
            (334, -60),
        ],
        [(-130, -210), (-60, -300), (140, -306), (226, -206)],
        (-212, 208),
    ),
    "saloon": (
        [
            (-400, -60),
            (-404, -148),
            (-372, -186),
            (-196, -206),
            (-104, -296),
            (98, -300),
            (204, -206),
            (370, -190),
            (396, -60),
        ],
        [(-172, -200), (-92, -280), (88, -284), (172, -200)],
        (-256, 252),
    ),
    "estate": (
        [(-400, -60), (-404, -150), (-370, -190), (-196, -210), (-104, -306), (330, -312), (384, -200), (392, -60)],
        [(-172, -204), (-92, -290), (312, -294), (350, -204)],
        (-256, 262),
    ),
    "small": (
        [
            (-270, -60),
            (-280, -140),
            (-246, -200),
            (-156, -224),
            (-70, -340),
            (130, -346),
            (236, -240),
            (276, -160),
            (270, -60),
        ],
        [(-134, -220), (-56, -320), (120, -326), (206, -222)],
        (-176, 174),
    ),
    "open": (
        [
            (-380, -60),
            (-388, -140),
            (-350, -180),
            (-150, -204),
            (60, -196),
            (160, -212),
            (340, -190),
            (376, -130),
            (372, -60),
        ],
        [(-150, -200), (-92, -282), (-80, -282), (-116, -200)],
        (-240, 238),
    ),
    "pickup": (
        [
            (-420, -70),
            (-424, -180),
            (-380, -216),
            (-230, -226),
            (-150, -336),
            (40, -336),
            (70, -216),
            (420, -216),
            (420, -70),
        ],
        [(-204, -220), (-136, -316), (24, -316), (44, -220)],
        (-268, 266),
    ),
}


def tyre(c: Canvas, p: Palette, rng: Random, radius: float) -> None:
    """A wheel with its hub, around (0, 0)."""
    c.disc(0, 0, radius, p.ink)
    c.disc(0, 0, radius * 0.62, p.metal)
    if rng.random() < 0.5:
        c.disc(0, 0, radius * 0.42, darker(p.metal, 0.25))
    c.disc(0, 0, radius * 0.16, p.white)


def car(c: Canvas, p: Palette, rng: Random) -> None:
    """A car of some shape, parked somewhere."""
    y = outdoors(c, p, rng)
    if rng.random() < 0.4:
        lamp_post(c, rng.uniform(80, 1120), y - 60, rng.uniform(0.9, 1.2), p)
    colour = _paint(p, rng)
    o = c.at(rng.uniform(480, 720), min(y + rng.uniform(20, 90), 840), rng.uniform(1.0, 1.4))
    kind = rng.choice(list(_BODIES))
    body, glass, wheels = _BODIES[kind]
    half = max(x for x, _ in body)
    o.oval(0, 4, half + 30, 22, darker(p.soft, 0.45))
    o.poly(body, colour)
    o.rect(-half + 6, -120, 2 * half - 20, 70, darker(colour, 0.14), 24)
    o.poly(glass, mix(p.glass, p.ink, rng.choice((0.1, 0.55))))
    middle = sum(x for x, _ in glass) / len(glass)
    if kind != "open":
        o.rect(middle - 10, -316, 16, 110, colour)
        o.poly(
            [(middle + 40, -296), (middle + 62, -296), (middle + 10, -210), (middle - 12, -210)], lighter(p.glass, 0.4)
        )
    o.line([(middle, -200), (middle, -76)], 3, darker(colour, 0.25))
    o.rect(middle + 18, -178, 40, 10, darker(colour, 0.35), 5)
    o.rect(-half - 4, -172, 30, 36, lighter((248, 224, 150), 0.2), 10)
    o.rect(half - 26, -174, 26, 40, darker(p.accent, 0.05), 8)
    for x in wheels:
        o.disc(x, -58, 82, darker(colour, 0.5))
        tyre(o.at(x, -58), p, rng, 66)
    if kind in ("estate", "hatchback") and rng.random() < 0.35:
        o.rect(-60, -352, 240, 44, darker(p.ink, 0.0), 20)
    if rng.random() < 0.4:
        bush(c, rng.choice((60, 1130)), 880, rng.uniform(0.9, 1.4), mix(p.leaf, p.ink, 0.15))


def _paint(p: Palette, rng: Random) -> Colour:
    return rng.choice((p.accent, p.second, p.white, mix(p.leaf, p.white, 0.25), mix(p.ink, p.second, 0.35), p.metal))


def van(c: Canvas, p: Palette, rng: Random) -> None:
    """A delivery van or camper, sometimes with its doors open and boxes beside it."""
    y = outdoors(c, p, rng)
    o = c.at(rng.uniform(500, 700), min(y + rng.uniform(30, 90), 850), rng.uniform(1.0, 1.3))
    colour, long = rng.choice((p.white, p.accent, p.second, lighter(p.second, 0.45))), rng.choice((360, 430))
    roof = rng.uniform(380, 460)
    o.oval(0, 4, long + 40, 22, darker(p.soft, 0.45))
    nose = [(-long, -70), (-long - 6, -190), (-long + 70, -226), (-long + 150, -roof + 20), (-long + 190, -roof)]
    o.poly([*nose, (long - 20, -roof), (long, -roof + 20), (long, -70)], colour)
    if rng.random() < 0.6:
        o.rect(-long + 2, -170, 2 * long - 2, 54, rng.choice((p.accent, p.second)) if colour != p.accent else p.white)
    o.poly(
        [(-long + 92, -234), (-long + 164, -roof + 36), (-long + 270, -roof + 36), (-long + 270, -234)],
        mix(p.glass, p.ink, 0.35),
    )
    windows = rng.choice((0, 0, 2, 3))
    for number in range(windows):
        o.rect(-long + 310 + number * 160, -roof + 44, 130, 100, mix(p.glass, p.ink, 0.35), 12)
    if not windows:
        sign = -long + rng.uniform(340, 420)
        o.disc(sign + 60, -roof + 120, 50, rng.choice((p.accent, p.second, p.leaf)))
        for row in range(2):
            o.rect(sign + 130, -roof + 90 + row * 40, 150 - row * 50, 20, p.ink, 8)
    o.line([(-long + 284, -roof + 20), (-long + 284, -80)], 4, darker(colour, 0.2))
    o.rect(-long - 4, -182, 34, 40, lighter((248, 224, 150), 0.2), 10)
    o.rect(-long - 10, -98, 2 * long + 16, 34, darker(p.ink, 0.0), 10)
    for x in (-long + 150, long - 150):
        o.disc(x, -58, 80, darker(colour, 0.5))
        tyre(o.at(x, -58), p, rng, 64)
    for box in range(rng.randint(0, 3)):
        o.rect(long + 40 + box * 20, -92 * (box + 1) + 10, 120, 90, mix(p.wood, p.white, 0.25), 3)
        o.rect(long + 90 + box * 20, -92 * (box + 1) + 10, 22, 90, mix(p.wood, p.white, 0.5))

"""Dogs and cats.

Owns: animals. Must not know: where they live beyond a backdrop.
"""

from random import Random

from haven.project.demo.pictures.canvas import Canvas, Colour
from haven.project.demo.pictures.furniture import furnished
from haven.project.demo.pictures.outdoors import outdoors
from haven.project.demo.pictures.palette import Palette, darker, hexed, lighter, mix

_FURS = tuple(hexed(code) for code in ("8a5a3c", "c99a63", "3e3a3a", "e8dcc6", "9a9490", "b86b3a"))


def place(c: Canvas, p: Palette, rng: Random) -> tuple[float, float]:
    """A room or a field, and where the animal sits: x and y."""
    if rng.random() < 0.5:
        x, y = furnished(c, p, rng)
        return 600 + (x - 600) * 0.8, y
    y = outdoors(c, p, rng)
    return rng.uniform(470, 730), min(y + rng.uniform(20, 90), 830)


def dog(c: Canvas, p: Palette, rng: Random) -> None:
    """A dog sitting or standing, with a collar."""
    x, y = place(c, p, rng)
    fur = mix(rng.choice(_FURS), p.wall, 0.08)
    o = c.at(x, y, rng.uniform(1.1, 1.35))
    o.oval(0, 2, 180, 14, darker(p.soft, 0.35))
    if rng.random() < 0.5:
        _sitting_dog(o, p, rng, fur)
    else:
        _standing_dog(o, p, rng, fur)
    if rng.random() < 0.5:
        c.disc(x + rng.choice((-1, 1)) * rng.uniform(260, 400), y - 26, 32, p.accent)


def _sitting_dog(o: Canvas, p: Palette, rng: Random, fur: Colour) -> None:
    o.curve([(90, -40), (160, -70), (180, -140)], 26, fur)
    o.blob([(-70, 0), (-84, -120), (-60, -250), (30, -260), (90, -140), (120, -50), (100, 0)], fur)
    o.blob([(20, 0), (30, -90), (90, -110), (128, -40), (120, 0)], darker(fur, 0.1))
    for leg in (-66, -16):
        o.rect(leg, -150, 36, 150, lighter(fur, 0.08), 16)
        o.oval(leg + 10, -8, 34, 14, lighter(fur, 0.2))
    o.blob([(-58, -200), (-34, -110), (10, -190), (0, -250)], lighter(fur, 0.35))
    _dog_head(o.at(-30, -310), p, rng, fur)


def _standing_dog(o: Canvas, p: Palette, rng: Random, fur: Colour) -> None:
    tall = rng.choice((90, 130, 160))
    o.curve([(150, -tall - 80), (210, -tall - 130), (220, -tall - 190)], 24, fur)
    for leg, shade in ((-110, 0.12), (110, 0.12), (-140, 0.0), (140, 0.0)):
        o.rect(leg - 18, -tall - 40, 36, tall + 40, darker(fur, shade), 14)
        o.oval(leg - 8, -8, 30, 13, darker(fur, shade))
    o.blob(
        [
            (-170, -tall - 20),
            (-170, -tall - 120),
            (0, -tall - 124),
            (160, -tall - 120),
            (176, -tall - 20),
            (20, -tall - 6),
        ],
        fur,
    )
    if rng.random() < 0.5:
        o.blob([(20, -tall - 40), (10, -tall - 120), (110, -tall - 120), (120, -tall - 50)], darker(fur, 0.3))
    o.line([(-150, -tall - 90), (-180, -tall - 170)], 76, fur)
    _dog_head(o.at(-200, -tall - 190), p, rng, fur)


def _dog_head(o: Canvas, p: Palette, rng: Random, fur: Colour) -> None:
    o.line([(-20, 72), (60, 60)], 20, p.accent)
    o.disc(14, 84, 12, hexed("e2c069"))
    o.disc(6, 0, 74, fur)
    o.blob([(-50, -6), (-112, 2), (-118, 40), (-60, 56), (0, 40)], lighter(fur, 0.22))
    o.oval(-112, 6, 18, 14, p.ink)
    o.disc(-32, -18, 10, p.ink)
    if rng.random() < 0.5:
        o.blob([(30, -66), (80, -40), (96, 50), (60, 70), (36, 10)], darker(fur, 0.28))
    else:
        o.poly([(0, -62), (44, -136), (74, -40)], darker(fur, 0.28))
        o.poly([(-40, -56), (-24, -120), (10, -64)], darker(fur, 0.18))


def cat(c: Canvas, p: Palette, rng: Random) -> None:
    """A cat sitting or lying, sometimes striped."""
    x, y = place(c, p, rng)
    fur = mix(rng.choice(_FURS), p.wall, 0.08)
    o = c.at(x, y, rng.uniform(1.2, 1.6))
    o.oval(0, 2, 170, 14, darker(p.soft, 0.35))
    if rng.random() < 0.55:
        o.curve([(70, -16), (150, -10), (180, -60), (150, -110)], 24, darker(fur, 0.1))
        o.blob([(-80, 0), (-86, -100), (-46, -210), (40, -210), (86, -100), (88, 0)], fur)
        if rng.random() < 0.6:
            for stripe in (-150, -110, -70):
                o.curve([(36, stripe - 14), (66, stripe), (78, stripe + 10)], 10, darker(fur, 0.3))
        o.blob([(-30, -190), (-36, -90), (0, -60), (34, -100), (26, -190)], lighter(fur, 0.4))
        for leg in (-38, 8):
            o.rect(leg, -90, 30, 90, lighter(fur, 0.15), 14)
        _cat_head(o.at(0, -254), rng, fur)
        return
    o.curve([(150, -30), (220, -30), (230, -80)], 26, darker(fur, 0.1))
    o.blob([(-170, 0), (-150, -90), (-20, -130), (120, -116), (180, -40), (170, 0)], fur)
    if rng.random() < 0.6:
        for stripe in (-20, 40, 100):
            o.curve([(stripe, -122), (stripe + 16, -86), (stripe + 10, -50)], 12, darker(fur, 0.3))
    o.rect(-210, -34, 130, 34, lighter(fur, 0.15), 16)
    _cat_head(o.at(-130, -136), rng, fur)


def _cat_head(o: Canvas, rng: Random, fur: Colour) -> None:
    for side in (-1, 1):
        o.poly([(side * 70, -10), (side * 66, -104), (side * 10, -56)], fur)
        o.poly([(side * 58, -34), (side * 56, -82), (side * 26, -54)], mix(fur, (220, 150, 140), 0.5))
    o.oval(0, 0, 78, 66, fur)
    o.oval(0, 26, 36, 26, lighter(fur, 0.4))
    eye = rng.choice((hexed("d9b44a"), hexed("8fb86a"), hexed("7fa9c2")))
    for x in (-32, 32):
        o.oval(x, -6, 15, 17, eye)
        o.oval(x, -6, 5, 14, (30, 30, 34))
    o.poly([(-9, 14), (9, 14), (0, 26)], (200, 120, 112))
    for side in (-1, 1):
        for rise in (-6, 6):
            o.line([(side * 26, 24), (side * 96, 20 + rise * 2)], 2, lighter(fur, 0.6))

"""The colours of one picture: calm, paper-like, with one accent.

Owns: the palettes and mixing. Must not know: what is drawn with them.
"""

from dataclasses import dataclass, fields
from random import Random

from haven.project.demo.pictures.canvas import Colour


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they do in a picture."""

    wall: Colour
    floor: Colour
    accent: Colour
    second: Colour
    ink: Colour = (47, 51, 56)
    white: Colour = (250, 246, 237)
    soft: Colour = (176, 168, 152)
    wood: Colour = (172, 124, 82)
    leaf: Colour = (98, 135, 92)
    metal: Colour = (150, 156, 160)
    glass: Colour = (196, 216, 220)


@dataclass(frozen=True, slots=True)
class Sky:
    """A time of day: colour above, colour at the horizon, sun or moon, clouds, far hills."""

    high: Colour
    low: Colour
    light: Colour
    cloud: Colour
    hill: Colour


def hexed(code: str) -> Colour:
    """`"c8553d"` → (200, 85, 61)."""
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the one; 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, share: float = 0.15) -> Colour:
    """The colour in shade."""
    return mix(colour, (38, 36, 44), share)


def lighter(colour: Colour, share: float = 0.2) -> Colour:
    """The colour in light."""
    return mix(colour, (255, 251, 242), share)


_PALETTES = [
    tuple(hexed(code) for code in line.split())
    for line in (
        # wall, floor, accent, second
        "ece2cd c9a77c c8553d 5f7f7a",
        "dbe4e1 bca588 2f6f73 d9a441",
        "ead7ce b99a83 a84a4e 54707e",
        "dde4d1 c4a882 3e6b4f c98b55",
        "d8e0e9 b79f87 35588a d28c5a",
        "f0e3c1 a98867 c7902b 4b6572",
        "e1dce5 bda796 6a5a8c c2846b",
        "cfd5d8 a78e7a d9773f 44607a",
        "e2c0a6 94694c 2e5e66 f0e2c8",
        "86a8a4 c8ab86 e2a14b f1e6d2",
        "505c70 8a6b52 e9b44c c97b63",
        "94a78e b18d68 b5533c f2e7d0",
        "c98f78 d9c3a2 38525f f3e3cb",
        "f4efe6 d7c6ab 4f7d5d d0804f",
    )
]

_SKIES = tuple(
    Sky(*(hexed(code) for code in line.split()))
    for line in (
        "bcd8e4 e6f0ee fff4d6 f6f8f5 9db8b4",  # a clear day
        "f0cdb0 f9ead4 fffaf0 fbe3cc c0a89c",  # morning
        "c6ced2 e6e7e3 eef0ee dde1e1 a3adad",  # an overcast day
        "e39b70 f6d9ae fff0c4 f0b78f a5786f",  # evening
        "5a6688 d49c98 ffe2c0 7d7d9b 54597a",  # dusk
        "25324b 50617f f4eed8 364560 34425d",  # night
        "a9cbc3 edf0dd fff6dc f3f5ea 8aa894",  # after rain
    )
)


def pick_palette(rng: Random) -> Palette:
    """One of the palettes, every colour moved by a hair so that two rooms are never painted quite alike."""
    palette = Palette(*rng.choice(_PALETTES))
    tint = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
    return Palette(**{field.name: mix(getattr(palette, field.name), tint, 0.04) for field in fields(Palette)})


def pick_sky(rng: Random) -> Sky:
    """A time of day."""
    return rng.choice(_SKIES)

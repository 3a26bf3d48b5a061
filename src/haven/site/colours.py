"""Colours by number: contrast as WCAG 2.2 defines it, and mixing. Pure: `#rrggbb` in, numbers and `#rrggbb` out."""

TEXT = 4.5
"""The least contrast of text (WCAG 2.2 AA, 1.4.3)."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255.

    Raises:
        ValueError: it is not `#rrggbb`.
    """
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"{colour!r} is no colour like #1b4f8f")
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white); the formula of WCAG 2.2."""
    parts = [value / 255 for value in channels(colour)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` (0–1) of one colour in the other."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable_on(colour: str) -> str:
    """Black or white, whichever is easier to read on it."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, colour))

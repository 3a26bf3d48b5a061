"""Flat illustrations for the demo's ads: rooms, vehicles, tools, animals; nobody in them.

Owns: the motifs. Equal motif and seed give the equal picture, other seeds another one that no perceptual hash takes for
the same. Must not know: ads, files, Django.
"""

from collections.abc import Callable
from random import Random

from PIL import Image

from haven.project.demo.pictures import (
    cycles,
    devices,
    furniture,
    green,
    houses,
    music,
    pets,
    rooms,
    vehicles,
    wardrobe,
    workshop,
)
from haven.project.demo.pictures.canvas import Canvas
from haven.project.demo.pictures.palette import Palette, pick_palette

__all__ = ["MOTIFS", "draw"]

_Painter = Callable[[Canvas, Palette, Random], None]

_PAINTERS: dict[str, _Painter] = {
    "living-room": rooms.living_room,
    "bedroom": rooms.bedroom,
    "kitchen": rooms.kitchen,
    "house": houses.house,
    "flats": houses.flats,
    "shop": houses.shop,
    "restaurant": houses.restaurant,
    "car": vehicles.car,
    "van": vehicles.van,
    "bicycle": cycles.bicycle,
    "motorbike": cycles.motorbike,
    "wheel": cycles.wheel,
    "sofa": furniture.sofa,
    "table": furniture.table,
    "chair": furniture.chair,
    "shelf": furniture.shelf,
    "boxes": workshop.boxes,
    "tools": workshop.tools,
    "books": workshop.books,
    "laptop": devices.laptop,
    "phone": devices.phone,
    "camera": devices.camera,
    "coat": wardrobe.coat,
    "clothes": wardrobe.clothes,
    "pram": wardrobe.pram,
    "toys": wardrobe.toys,
    "plants": green.plants,
    "garden": green.garden,
    "park": green.park,
    "bunting": green.bunting,
    "guitar": music.guitar,
    "piano": music.piano,
    "dog": pets.dog,
    "cat": pets.cat,
}

MOTIFS: tuple[str, ...] = tuple(_PAINTERS)
"""What can be drawn."""


def draw(motif: str, seed: int, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """The RGB picture of a motif.

    Args:
        motif: one of `MOTIFS`.
        seed: which of its many pictures.
        size: width and height in pixels; drawn for 4:3, stretched otherwise.

    Raises:
        KeyError: no such motif.
    """
    paint = _PAINTERS[motif]
    rng = Random(f"{motif}/{seed}")  # noqa: S311 - a picture that can be drawn again, nothing secret
    palette = pick_palette(rng)
    canvas = Canvas(size, palette.wall)
    paint(canvas, palette, rng)
    return canvas.finished(mirrored=rng.random() < 0.5)

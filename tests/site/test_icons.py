"""Icons for home screens."""

import io

import pytest
from PIL import Image

from haven.site.icons import app_icon

PAPER, INK = "#102030", "#ffffff"


def is_near(seen: object, wanted: tuple[int, int, int]) -> bool:
    """Smoothing rings a little beside an edge."""
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, (*wanted, 255), strict=True))


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("size", [48, 192, 512])
def test_of_the_size_asked_for_in_the_colours_asked_for(size: int) -> None:
    picture = drawn(app_icon(size, paper=PAPER, ink=INK))
    assert picture.size == (size, size)
    assert is_near(picture.getpixel((size // 2, size - 2)), (16, 32, 48))
    assert is_near(picture.getpixel((size // 2, size * 20 // 32)), (255, 255, 255))


def test_only_a_maskable_one_fills_its_corners_and_its_middle_holds_the_mark() -> None:
    assert drawn(app_icon(192, paper=PAPER, ink=INK)).getpixel((0, 0)) == (0, 0, 0, 0)
    masked = drawn(app_icon(192, paper=PAPER, ink=INK, is_maskable=True))
    assert masked.getpixel((0, 0)) == (16, 32, 48, 255)
    bright = [(x, y) for x in range(192) for y in range(192) if not is_near(masked.getpixel((x, y)), (16, 32, 48))]
    assert bright
    assert max((x - 96) ** 2 + (y - 96) ** 2 for x, y in bright) <= (192 * 0.4) ** 2


@pytest.mark.parametrize("shape", [(480, 20), (20, 96), (1, 1)])
def test_a_logo_of_any_shape_finds_room(shape: tuple[int, int]) -> None:
    logo = io.BytesIO()
    Image.new("RGBA", shape, "#ff0000").save(logo, "PNG")
    picture = drawn(app_icon(192, paper=PAPER, ink=INK, logo=logo.getvalue()))
    assert is_near(picture.getpixel((96, 96)), (255, 0, 0))
    assert is_near(picture.getpixel((96, 4)), (16, 32, 48))

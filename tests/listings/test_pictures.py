"""Uploads become pictures that are safe to serve, or are refused before they do harm."""

import io
import struct
import tracemalloc
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from haven.listings.errors import BadPhoto
from haven.listings.pictures import LARGEST_FILE, Picture, as_card, as_webp, encode
from tests.factories import a_picture_file

PNG_START = b"\x89PNG\r\n\x1a\n"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.copies[picture.width]), formats=["WEBP"])


def is_near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 40 for one, other in zip(colour, wanted, strict=True))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int) -> io.BytesIO:
    """Some hundred bytes whose header promises a picture of this size."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return io.BytesIO(PNG_START + header + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b""))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_kind_becomes_webp_of_the_same_look(kind: str) -> None:
    picture = encode(a_picture_file(kind, (64, 48)))
    image = opened(picture)
    assert (picture.width, picture.height, image.size) == (64, 48, (64, 48))
    assert is_near(image.getpixel((32, 5)), RED)
    assert is_near(image.getpixel((32, 43)), BLUE)
    assert len(bytes.fromhex(picture.sha256)) == 32


def test_copies_come_in_three_widths_and_never_wider_than_the_original() -> None:
    assert sorted(encode(a_picture_file(size=(2000, 1000))).copies) == [360, 800, 1600]
    assert sorted(encode(a_picture_file(size=(800, 600))).copies) == [360, 800]
    large = encode(a_picture_file(size=(500, 300)))
    assert sorted(large.copies) == [360, 500]
    assert (large.width, large.height) == (500, 300)


def exif(**tags: object) -> bytes:
    made = Image.Exif()
    for tag, value in tags.items():
        made[int(tag[1:], 16)] = value
    made.get_ifd(0x8825).update({1: "N", 2: (51.0, 20.0, 24.0), 3: "E", 4: (12.0, 22.0, 30.0)})
    return made.tobytes()


def test_where_and_with_what_a_photo_was_taken_is_gone() -> None:
    data = exif(x010F="SecretCamera", x9003="2024:05:06 07:08:09")
    upload = a_picture_file("JPEG", (640, 480), exif=data, comment=b"SecretComment")
    assert b"SecretCamera" in upload.getvalue()
    for copy in encode(upload).copies.values():
        image = Image.open(io.BytesIO(copy))
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
        assert b"Secret" not in copy


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_hidden_in_other_kinds_is_gone_too(kind: str) -> None:
    options: dict[str, Any] = {"exif": exif(x010F="SecretCamera")}
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", "<x>SecretPlace</x>")
        options["pnginfo"] = notes
    else:
        options["xmp"] = b"<x>SecretPlace</x>"
    upload = a_picture_file(kind, (64, 48), **options)
    upload.seek(0, io.SEEK_END)
    upload.write(b"<script>SecretScript</script>")
    upload.seek(0)
    assert all(b"Secret" not in copy for copy in encode(upload).copies.values())


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (64, 48), (32, 5)), (3, (64, 48), (32, 43)), (6, (48, 64), (43, 32)), (8, (48, 64), (5, 32))],
)
def test_a_photo_stands_the_way_the_camera_was_held(
    orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    image = opened(encode(a_picture_file("JPEG", (64, 48), exif=exif(x0112=orientation))))
    assert image.size == size
    assert is_near(image.getpixel(red), RED)
    assert is_near(image.getpixel((size[0] - 1 - red[0], size[1] - 1 - red[1])), BLUE)


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (10_000, 7_000), (1_000_000, 100), (8_000, 12_000)])
def test_a_bomb_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    bomb = png_that_claims(width, height)
    assert len(bomb.getvalue()) < 500
    tracemalloc.start()
    with pytest.raises(BadPhoto, match="million pixels"):
        encode(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * 2**20


@pytest.mark.parametrize("size", [(10, 20_000), (20_000, 10), (1, 17_000), (100, 1_001)])
def test_what_no_browser_could_show_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(BadPhoto, match="narrow"):
        encode(a_picture_file("PNG", size))


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 200), (9, 1), (700, 75)])
def test_small_and_odd_sizes_are_taken(size: tuple[int, int]) -> None:
    picture = encode(a_picture_file("PNG", size))
    assert picture.width == size[0]


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size == LARGEST_FILE + 1
            return bytes(size)

    with pytest.raises(BadPhoto, match="20 MB"):
        encode(Endless())


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA"])
def test_kinds_that_we_do_not_take(kind: str) -> None:
    with pytest.raises(BadPhoto, match="JPEG"):
        encode(a_picture_file(kind))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0" + bytes(2000),
        PNG_START + bytes(64),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(BadPhoto):
        encode(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "AVIF", "WEBP"])
def test_a_picture_that_breaks_off(kind: str) -> None:
    data = a_picture_file(kind, (300, 200)).getvalue()
    with pytest.raises(BadPhoto):
        encode(io.BytesIO(data[: len(data) // 2]))


@given(st.data())
def test_damage_anywhere_is_refused_or_harmless(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]))
    damaged = bytearray(a_picture_file(kind, (40, 30)).getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = encode(io.BytesIO(bytes(damaged)))
    except BadPhoto:
        return
    assert set(picture.copies) <= {360, 800, 1600, picture.width}


def test_a_moving_picture_stands_still() -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    out.seek(0)
    image = opened(encode(out))
    assert getattr(image, "n_frames", 1) == 1
    assert is_near(image.getpixel((20, 15)), RED)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA"), ("GIF", "P")])
def test_what_shines_through_is_white(kind: str, mode: str) -> None:
    image = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 64, 24))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **({"transparency": 0} if mode == "P" else {}))
    out.seek(0)
    shown = opened(encode(out))
    assert shown.mode == "RGB"
    if mode != "P":
        assert is_near(shown.getpixel((32, 5)), (0, 0, 0))
        assert is_near(shown.getpixel((32, 43)), (255, 255, 255))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "1"), ("PNG", "P"), ("PNG", "I;16")],
)
def test_every_colour_mode_becomes_rgb(kind: str, mode: str) -> None:
    assert opened(encode(a_picture_file(kind, (64, 48), mode))).mode == "RGB"


def test_the_hash_is_near_for_a_smaller_copy_and_far_for_another_picture() -> None:
    pattern = Image.effect_mandelbrot((640, 480), (-2, -1.2, 1, 1.2), 80).convert("RGB")
    other = Image.radial_gradient("L").resize((640, 480)).convert("RGB")

    def hash_of(image: Image.Image, **options: object) -> int:
        out = io.BytesIO()
        image.save(out, "JPEG", **options)
        return int(encode(io.BytesIO(out.getvalue())).pdq, 16)

    first = hash_of(pattern, quality=95)
    assert (first ^ hash_of(pattern.resize((320, 240)), quality=60)).bit_count() <= 31
    assert (first ^ hash_of(other)).bit_count() > 60


@pytest.mark.parametrize(
    "flat", [Image.new("RGB", (640, 480), "white"), Image.new("L", (900, 900)), Image.linear_gradient("L")]
)
def test_what_has_no_detail_has_no_hash_by_which_it_would_be_like_any_other(flat: Image.Image) -> None:
    out = io.BytesIO()
    flat.save(out, "PNG")
    assert encode(io.BytesIO(out.getvalue())).pdq == ""


@pytest.mark.parametrize(
    ("size", "corner_is_paper"), [((1600, 1200), False), ((360, 270), False), ((1600, 400), False), ((600, 900), True)]
)
def test_a_card_is_a_jpeg_of_one_size_and_cuts_no_upright_photo(size: tuple[int, int], corner_is_paper: bool) -> None:
    card = Image.open(io.BytesIO(as_card(as_webp(Image.new("RGB", size, "teal")))))
    assert (card.format, card.size) == ("JPEG", (1200, 630))
    assert is_near(card.getpixel((600, 315)), (0, 128, 128))
    assert is_near(card.getpixel((5, 315)), (245, 241, 231) if corner_is_paper else (0, 128, 128))

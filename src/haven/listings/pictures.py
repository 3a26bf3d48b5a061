"""Turning an uploaded file into pictures that are safe to serve.

Everything is decoded and encoded anew: metadata (where the photo was taken, with what), appended code and lies about
the type do not survive. Sizes are checked before anything is decoded: a small file can hold a huge picture.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass, field
from typing import IO

import numpy as np
import pdqhash
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from haven.listings.errors import BadPhoto
from haven.records.damage import DAMAGED_PICTURE

LARGEST_FILE = 20 * 2**20
MOST_PIXELS = 30_000_000  # decoded whole: four bytes each, twice for a moment
MOST_PIXELS_JPEG = 80_000_000  # decoded smaller than it is
MOST_NARROW = 10  # times as long as wide; WebP holds at most 16,383 pixels, and the widest copy has 1,600
WIDTHS = (360, 800, 1600)
CARD = (1200, 630)  # what Facebook asks for; the others cut from it
_LEAST_QUALITY = 50  # of 100; see `perceptual_hash`
_PAPER = "#f5f1e7"
_TOO_MANY_PIXELS = gettext_lazy(
    "This photo is too large. A JPEG may have 80 million pixels, another picture 30 million. Send a smaller one."
)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture re-encoded: WebP bytes by width in pixels, the size of the largest, its hashes, the file as it came."""

    copies: dict[int, bytes]
    width: int
    height: int
    sha256: str
    md5: str
    pdq: str
    original: bytes = field(repr=False)


def encode(upload: IO[bytes]) -> Picture:
    """Read an upload and encode it in up to three widths, none wider than the original.

    Raises:
        BadPhoto: not one of JPEG, PNG, WebP, GIF, AVIF; too large; or damaged.
    """
    data = upload.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise BadPhoto(
            _("This photo is larger than %(most)s MB. Send a smaller one.") % {"most": LARGEST_FILE // 2**20}
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = _decode(data)
        except BadPhoto:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPhoto(_TOO_MANY_PIXELS) from None
        except DAMAGED_PICTURE:
            raise BadPhoto(_("This file is not a photo we can read. Send a JPEG, PNG, WebP, GIF or AVIF.")) from None
    copies = {}
    for width in sorted({min(width, image.width) for width in WIDTHS}):
        copy = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
        copies[width] = as_webp(copy)
    largest = max(copies)
    height = max(1, round(image.height * largest / image.width))
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()  # what hash banks hold
    return Picture(copies, largest, height, hashlib.sha256(data).hexdigest(), md5, perceptual_hash(image), data)


def perceptual_hash(image: Image.Image) -> str:
    """The PDQ hash (Facebook, 2019) of a 512-pixel copy, as 64 hexadecimal digits; nothing for one without detail.

    White walls and gradients all hash alike, whatever they show, so they would be taken for each other, and for what a
    bank holds. PDQ's authors match nothing below this quality either (`PdqSignal` of python-threatexchange).
    """
    small = image.convert("RGB")
    small.thumbnail((512, 512))
    bits, quality = pdqhash.compute(np.asarray(small))
    if quality < _LEAST_QUALITY:
        return ""
    return np.packbits(bits.astype(np.uint8)).tobytes().hex()


def _decode(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        if opened.width * opened.height > (MOST_PIXELS_JPEG if opened.format == "JPEG" else MOST_PIXELS):
            raise BadPhoto(_TOO_MANY_PIXELS)
        if max(opened.size) > MOST_NARROW * min(opened.size):
            raise BadPhoto(_("This picture is too long and narrow to be shown. Cut it first."))
        # At once, before anything copies it: a few kilobytes can hold hundreds of megabytes
        opened.draft("RGB", (2 * WIDTHS[-1], 1))
        opened.thumbnail((2 * WIDTHS[-1], 2 * WIDTHS[-1] * MOST_NARROW), reducing_gap=2.0)
        upright = ImageOps.exif_transpose(opened)
        if upright.mode in {"RGBA", "LA", "PA", "P"}:
            layer = upright.convert("RGBA")
            paper = Image.new("RGBA", layer.size, "white")
            return Image.alpha_composite(paper, layer).convert("RGB")
        return upright.convert("RGB")


def as_avif(webp: bytes) -> bytes:
    """A copy that we made, as AVIF: a fourth to a half lighter, and some tenths of a second of work."""
    with Image.open(io.BytesIO(webp), formats=("WEBP",)) as opened:
        image = opened.convert("RGB")
    out = io.BytesIO()
    image.save(out, "AVIF", quality=55, speed=6, max_threads=1)
    return out.getvalue()


def as_card(webp: bytes) -> bytes:
    """A copy that we made as networks and messengers show it beside a link: a JPEG of `CARD` pixels.

    Not all of them read WebP. What is much higher than a card stands whole on paper instead of being cut to a strip.
    """
    with Image.open(io.BytesIO(webp), formats=("WEBP",)) as opened:
        image = opened.convert("RGB")
    if image.width * 5 < image.height * 6:
        card = ImageOps.pad(image, CARD, Image.Resampling.LANCZOS, color=_PAPER)
    else:
        card = ImageOps.fit(image, CARD, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    card.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def as_webp(image: Image.Image) -> bytes:
    """A copy that every browser reads; made while the upload waits, so quick before small."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()

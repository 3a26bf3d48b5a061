"""The site's logo: whatever picture is sent becomes a PNG of Haven's own making, small and without anything hidden.

Owns the limits. Must not know requests or where it is kept.
"""

import io
import warnings
from typing import IO

from PIL import Image, ImageOps

from haven.records.damage import DAMAGED_PICTURE
from haven.site.errors import SiteError

LARGEST_FILE = 2 * 2**20
_MOST_PIXELS = 4_000_000
_HEIGHT, _WIDTH = 96, 480  # pixels; shown at half of it, so that it is sharp on fine screens
_TOO_MANY_PIXELS = "The logo has more than four million pixels. Send a smaller one."
_KINDS = ("PNG", "JPEG", "WEBP")


def as_logo(file: IO[bytes]) -> tuple[bytes, int, int]:
    """PNG bytes, width and height in pixels (at most 480 × 96).

    Raises:
        SiteError: it is no PNG, JPEG or WebP, is damaged, or is too large.
    """
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise SiteError("The logo is larger than 2 MB. Send a smaller file.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise SiteError(_TOO_MANY_PIXELS)
                picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise SiteError(_TOO_MANY_PIXELS) from None
    except DAMAGED_PICTURE:
        raise SiteError("This cannot be read as a picture. Send a PNG, a JPEG or a WebP.") from None
    picture.thumbnail((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue(), picture.width, picture.height

"""Drawing an ad's pictures and encoding them as uploads are; runs in child processes, so it knows no Django."""

import io

from haven.listings.pictures import Picture, encode
from haven.project.demo.demo_ad import DemoAd
from haven.project.demo.pictures import draw

SIZE = (960, 720)


def drawn_pictures(ad: DemoAd) -> tuple[tuple[Picture, str], ...]:
    """Each picture of the ad in its copies, with its alternative text."""
    return tuple((encode(_jpeg(picture.motif, picture.seed)), picture.alt) for picture in ad.pictures)


def _jpeg(motif: str, seed: int) -> io.BytesIO:
    out = io.BytesIO()
    draw(motif, seed, SIZE).save(out, "JPEG", quality=92)
    out.seek(0)
    return out

"""How heavy the copies of photos are as WebP and as AVIF, how true they are, and how long encoding takes.

    python -m benchmarks.photos [PICTURES]

Pictures are made with `SEED`: noise in octaves on gradients with hard edges, as photos have (`scene`), and a quarter of
them flat as drawings are. Sizes are of Haven's own encoders. Fidelity is the peak signal-to-noise ratio to what was
encoded, in dB: AVIF is made from the WebP copy, so that its loss is on top. One process, no database. Writes
`benchmarks/results/photos.md`. Must not know: how photos are kept.
"""

import io
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from haven.listings.pictures import WIDTHS, as_avif, as_webp

SEED = 29
RESULTS = Path(__file__).parent / "results" / "photos.md"
Pixels = NDArray[np.float64]


def scene(rng: np.random.Generator, width: int = 1600, height: int = 1200, *, is_flat: bool = False) -> Image.Image:
    """A picture like a photo: light from a corner, things with edges, grain in octaves."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([120 + 80 * (x * a / width + y * b / height) for a, b in rng.uniform(-1, 1, (3, 2))], axis=-1)
    for _ in range(24):
        left, top = rng.integers(0, width), rng.integers(0, height)
        wide, tall = rng.integers(20, width // 3), rng.integers(20, height // 3)
        picture[top : top + tall, left : left + wide] = rng.uniform(20, 235, 3)
    for octave in range(0 if is_flat else 7):
        cells = 2 ** (octave + 2)
        grain = rng.normal(0, 34 / (octave + 1), (cells, cells)).astype(np.float32)
        grown = Image.fromarray(grain).resize((width, height), Image.Resampling.BICUBIC)
        picture += np.asarray(grown)[..., None] * rng.uniform(0.7, 1.3, 3)
    if not is_flat:
        picture += rng.normal(0, 3, picture.shape)  # a sensor's noise
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def fidelity(data: bytes, original: Image.Image) -> float:
    """The peak signal-to-noise ratio in dB."""
    with Image.open(io.BytesIO(data)) as opened:
        seen = np.asarray(opened.convert("RGB"), float)
    return float(10 * np.log10(255**2 / np.mean((seen - np.asarray(original, float)) ** 2)))


def main(count: int) -> None:
    """Encode, weigh, compare."""
    rng = np.random.default_rng(SEED)
    rows: dict[int, list[tuple[int, int, float, float, float, float]]] = {width: [] for width in WIDTHS}
    for number in range(count):
        whole = scene(rng, is_flat=number % 4 == 3)
        for width in WIDTHS:
            copy = whole.resize((width, width * 3 // 4), Image.Resampling.LANCZOS)
            began = perf_counter()
            webp = as_webp(copy)
            between = perf_counter()
            avif = as_avif(webp)
            took = (between - began, perf_counter() - between)
            rows[width].append((len(webp), len(avif), fidelity(webp, copy), fidelity(avif, copy), *took))
    lines = [
        f"{count} made pictures of 1,600 × 1,200 pixels (a quarter of them flat), seed {SEED}. Means; dB against what",
        "was encoded. WebP is made while a photo is uploaded, AVIF by the worker afterwards.",
        "",
        "| width | WebP, bytes | AVIF, bytes | saved | WebP, dB | AVIF, dB | WebP, ms | AVIF, ms |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for width, found in rows.items():
        a, b, c, d, e, f = np.mean(np.array(found), axis=0)
        lines.append(
            f"| {width} | {a:,.0f} | {b:,.0f} | {100 * (1 - b / a):.0f} % | {c:.1f} | {d:.1f} "
            f"| {1e3 * e:.0f} | {1e3 * f:.0f} |"
        )
    RESULTS.write_text("# Photos: WebP beside AVIF\n\n" + "\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)

from functools import cache
from time import process_time

import numpy as np
import numpy.typing as npt
import pdqhash
import pytest
from PIL import Image, ImageChops

from haven.project.demo.ads import generate
from haven.project.demo.pictures import MOTIFS, draw
from haven.project.demo.wording import read

PER_MOTIF = 4
FAR = 60  # bits of 256; a site that compares photographs calls about 31 the same


@cache
def hashes() -> npt.NDArray[np.bool_]:
    bits = []
    for motif in MOTIFS:
        for seed in range(PER_MOTIF):
            small = draw(motif, seed)
            small.thumbnail((512, 512))
            bits.append(pdqhash.compute(np.asarray(small))[0].astype(bool))
    return np.array(bits)


def test_the_same_motif_and_seed_give_the_same_picture() -> None:
    one, other = draw("bicycle", 3), draw("bicycle", 3)
    assert ImageChops.difference(one, other).getbbox() is None
    assert ImageChops.difference(one, draw("bicycle", 4)).getbbox() is not None


@pytest.mark.parametrize("motif", MOTIFS)
def test_every_motif_fills_its_picture_with_several_colours(motif: str) -> None:
    picture = draw(motif, 11)
    assert (picture.mode, picture.size) == ("RGB", (1200, 900))
    small = picture.resize((120, 90), Image.Resampling.NEAREST)
    colours = small.getcolors(120 * 90)
    assert colours is not None
    assert len(colours) >= 8
    assert max(count for count, _ in colours) < 0.7 * 120 * 90


def test_pictures_come_in_the_size_asked_for() -> None:
    assert draw("kitchen", 1, (400, 300)).size == (400, 300)


def test_an_unknown_motif_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw("person", 1)


def test_no_two_pictures_look_alike_to_a_perceptual_hash() -> None:
    bits = hashes()
    distances = (bits[:, None, :] != bits[None, :, :]).sum(axis=2)[np.triu_indices(len(bits), 1)]
    assert distances.min() > 31
    assert (distances <= FAR).mean() < 0.001


def test_every_motif_that_an_ad_shows_can_be_drawn_and_has_words() -> None:
    assert set(read("vocabulary")["alts"]) == set(MOTIFS)
    assert {picture.motif for ad in generate() for picture in ad.pictures} <= set(MOTIFS)


def test_only_network_a_uses_a_picture_twice() -> None:
    ordinary = [(p.motif, p.seed) for ad in generate() if ad.kind != "network:a" for p in ad.pictures]
    assert len(set(ordinary)) == len(ordinary)
    shared = [(p.motif, p.seed) for ad in generate() if ad.kind == "network:a" for p in ad.pictures]
    assert len(set(shared)) < len(shared) / 2


def test_drawing_is_quick() -> None:
    took = []
    for motif in MOTIFS:
        started = process_time()
        draw(motif, 5)
        took.append(process_time() - started)
    assert sorted(took)[len(took) // 2] < 0.06

"""Texts in scripts that are written without spaces between words."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.networks import sweep
from haven.networks.tokens import split
from haven.records import AdRecord
from tests.networks.ads import stranger

_THAI = ["บ้าน", "ห้อง", "เช่า", "ใกล้", "สถานี", "พร้อม", "เฟอร์", "ราคา", "ต่อ", "เดือน", "น้ำ", "ไฟ", "สวน", "ครัว", "เตียง"]
_KHMER = ["ផ្ទះ", "ជួល", "បន្ទប់", "តម្លៃ", "ក្នុង", "ជិត", "ផ្សារ", "មាន", "ទឹក", "ភ្លើង", "ធំ", "ថ្មី", "ស្អាត", "សួន", "គ្រែ"]


def pieces(text: str) -> list[str]:
    """The words that a text is split into, as they are written."""
    data = np.frombuffer(text.encode(), np.uint8)
    words = split(data, np.array([0, len(data)]), limit=1000, spans=True)
    return [data[a:b].tobytes().decode() for a, b in zip(words.starts, words.ends, strict=True)]


@given(st.text("กขคงจชาิีุูเแโ่้ ab1.", max_size=80))
def test_pieces_are_the_text_without_what_parts_words(text: str) -> None:
    assert "".join(pieces(text)) == text.replace(" ", "").replace(".", "")


def test_what_stands_before_changes_only_the_pieces_near_it() -> None:
    rng = random.Random(5)
    kept = []
    for _ in range(200):
        text = "".join(rng.choices(_THAI, k=25))
        plain, moved = pieces(text), pieces("".join(rng.choices("กขคงจชา", k=rng.randint(1, 9))) + text)
        kept.append(next((k for k in range(len(plain)) if moved[-k - 1 :] != plain[-k - 1 :]), len(plain)) / len(plain))
    assert sum(kept) / len(kept) > 0.85


def test_other_scripts_part_from_it_without_a_space() -> None:
    assert pieces("ขายiPhone12ใหม่") == ["ขาย", "iPhone12", *pieces("ใหม่")]


@pytest.mark.parametrize("words", [_THAI, _KHMER])
def test_ads_of_one_text_are_found_and_strangers_are_not(words: list[str]) -> None:
    rng = random.Random(3)

    def say(count: int) -> list[str]:
        return [rng.choice(words) + rng.choice(words) for _ in range(count)]

    text = say(30)
    group = ["".join(rng.choice(words) if rng.random() < 0.08 else word for word in text) for _ in range(5)]
    bodies = group + ["".join(say(30)) for _ in range(40)]
    ads = [AdRecord(id=f"{i:02}", body=body) for i, body in enumerate(bodies)]
    found = sweep([*ads, *(stranger(i) for i in range(10))])
    assert [network.ads for network in found.networks] == [tuple(f"{i:02}" for i in range(5))]

"""Against outside texts: planted numbers are found, and hardly anything else is taken for one."""

import os
import random
import re
import runpy
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from haven.records.contacts import ContactKind, find_contacts

CORPORA = os.environ.get("HAVEN_CORPORA")
pytestmark = pytest.mark.skipif(not CORPORA, reason="HAVEN_CORPORA is not set")
_PLAIN = re.compile(r"\(?\+?1?[-. (]*\d{3}[-.) ]*\d{3}[-.– ]*\d{4}")


def _phones(text: str) -> list[tuple[str, str]]:
    return [(c.value, text[c.start : c.end]) for c in find_contacts(text) if c.kind is ContactKind.PHONE]


def _backgrounds(count: int) -> list[str]:
    table = pq.ParquetFile(Path(str(CORPORA)) / "bench" / "background.parquet")
    batch = next(table.iter_batches(count, columns=["text"]))
    texts: list[str] = batch.column("text").to_pylist()
    return texts


def test_planted_numbers_are_found() -> None:
    plant = runpy.run_path(str(Path(str(CORPORA)) / "bench" / "plant.py"), run_name="plant")
    rng = random.Random(5)
    missed = 0
    for text in _backgrounds(4000):
        number = f"{rng.choice(['202', '312', '516'])}5550{rng.randrange(100, 200)}"
        word = rng.choice(["call", "text", "whatsapp", "tel"])
        found = _phones(f"{text} {word} {plant['write_phone'](rng, number, 0.8)}")
        missed += f"+1{number}" not in [value for value, _ in found]
    assert missed <= 40


def test_other_figures_in_real_texts_are_no_numbers() -> None:
    odd = [written for text in _backgrounds(20_000) for _, written in _phones(text) if not _PLAIN.fullmatch(written)]
    assert len(odd) <= 20

"""What was typed, read and worded back, kind by kind."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.listings.errors import BadValue
from haven.listings.fields import AnyField, Boolean, Choice, Day, Multi, Number, Text, packs

LABEL = {"en": "Thing", "de": "Ding"}
AREA = Number(
    name="area", kind="number", label=LABEL, unit="m²", also={"sqft": 0.092903, "sqm": 1}, decimals=1, max=900
)
YEAR = Number(name="year", kind="number", label=LABEL, min=1900, max=2100, grouped=False)
WHEEL = Number(name="wheel", kind="number", label=LABEL, unit='"')
PAY = Number(name="pay", kind="number", label=LABEL, unit="money", decimals=2)
FUEL = Choice(
    name="fuel", kind="choice", label=LABEL, choices={"petrol": {"en": "Petrol", "de": "Benzin"}, "gas": {"en": "Gas"}},
    also={"gas": ("LPG",)},
)  # fmt: skip
GEARBOX = Choice(
    name="gearbox", kind="choice", label=LABEL,
    choices={
        "manual": {"en": "Manual", "de": "Schaltung", "fr": "Manuelle"},
        "automatic": {"en": "Automatic", "de": "Automatik", "es": "Automático"},
    },
)  # fmt: skip
TWINS = Choice(
    name="twins",
    kind="choice",
    label=LABEL,
    choices={"one": {"en": "New"}, "two": {"en": "News"}, "three": {"en": "x"}},
)
WITH = Multi(
    name="with", kind="multi", label=LABEL, choices={"a": {"en": "Lift"}, "b": {"en": "Cellar"}, "c": {"en": "Garden"}}
)
DAY = Day(name="day", kind="date", label=LABEL)
YES = Boolean(name="yes", kind="boolean", label=LABEL)
WORDS = Text(name="words", kind="text", label=LABEL, max_length=12)


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (AREA, "75", 75),
        (AREA, "72,5 m²", 72.5),
        (AREA, "800 sqft", 74.3),
        (AREA, "  ", None),
        (AREA, None, None),
        (AREA, 75.0, 75),
        (YEAR, "1998", 1998),
        (PAY, "€1.250,50", 1250.5),
        (PAY, "1,250", 1250),
        (FUEL, "benzin", "petrol"),
        (FUEL, "gas", "gas"),
        (FUEL, "", None),
        (FUEL, "lpg", "gas"),
        (GEARBOX, "manuell", "manual"),
        (GEARBOX, "manuelles", "manual"),
        (GEARBOX, "automatica", "automatic"),
        (GEARBOX, "Automatische", "automatic"),
        (TWINS, "New", "one"),
        (WITH, "Garden, Lift", ["a", "c"]),
        (WITH, ["c", "c"], ["c"]),
        (WITH, [], None),
        (DAY, "2026-03-01", "2026-03-01"),
        (DAY, "1.3.2026", "2026-03-01"),
        (DAY, date(2026, 3, 1), "2026-03-01"),
        (YES, "ja", True),
        (YES, "no", False),
        (YES, "", None),
        (WORDS, "  two\n words ", "two words"),
    ],
)  # fmt: skip
def test_reads(field: AnyField, raw: object, value: object) -> None:
    assert field.read(raw) == value


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (AREA, "big"),
        (AREA, "901"),
        (AREA, "-4"),
        (AREA, "72.55"),
        (AREA, "9" * 400),
        (AREA, "nan"),
        (AREA, True),
        (AREA, ["75"]),
        (YEAR, "1998.5"),
        (FUEL, "steam"),
        (FUEL, 4),
        (GEARBOX, "man"),
        (GEARBOX, "manual or automatic"),
        (TWINS, "newly"),
        (WITH, "Lift, Moat"),
        (DAY, "31.2.2026"),
        (DAY, "2026-13-01"),
        (DAY, "0001-01-01"),
        (DAY, "soon"),
        (YES, "perhaps"),
        (WORDS, "far too many words"),
        (WORDS, "nul\x00"),
        (WORDS, "\u202egnp.exe"),
    ],
)
def test_says_what_it_cannot_read(field: AnyField, raw: object) -> None:
    with pytest.raises(BadValue, match=r"[A-Z].*\."):
        field.read(raw)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (AREA, 72.5, "72.5 m²"),
        (AREA, 75, "75 m²"),
        (YEAR, 1998, "1998"),
        (WHEEL, 28, '28"'),
        (PAY, 1250, "€1,250"),
        (PAY, 12.5, "€12.50"),
        (FUEL, "petrol", "Petrol"),
        (FUEL, "coal", "coal"),
        (WITH, ["a", "c"], "Lift, Garden"),
        (DAY, "2026-03-01", "1 March 2026"),
        (YES, False, "No"),
    ],
)
def test_words(field: AnyField, value: Any, words: str) -> None:
    assert field.words(value, "en", "EUR") == words


def test_words_of_another_language_or_english() -> None:
    assert FUEL.words("petrol", "de") == "Benzin"
    assert FUEL.words("gas", "de-at") == "Gas"
    assert FUEL.title("fr") == "Thing"


SHIPPED = [field for pack in packs() for field in pack.fields]
ODD = st.one_of(
    st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text(max_size=5)),
    st.dictionaries(st.text(max_size=3), st.integers()), st.binary(max_size=9),
)  # fmt: skip


@given(field=st.sampled_from(SHIPPED), raw=ODD)
def test_whatever_comes_is_read_or_refused(field: AnyField, raw: object) -> None:
    """And what is read is plain JSON that PostgreSQL keeps, reads the same again, and has words."""
    try:
        value = field.read(raw)
    except BadValue:
        return
    if value is None:
        return
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    assert "\x00" not in json.dumps(value)
    assert field.read(value) == value
    assert isinstance(field.words(value, "en", "EUR"), str)

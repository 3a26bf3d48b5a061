"""Contrast by the book, and no theme that cannot be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.site.colours import contrast, mix, readable_on
from haven.site.themes import DEFAULT, THEMES, faults, palette, stylesheet
from tests.architecture.sources import PACKAGE

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = (PACKAGE / "project" / "static" / "haven" / "tokens.css").read_text(encoding="utf-8")
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\);", TOKENS))
NIGHT = dict(re.findall(r"--([\w-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\);", TOKENS))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # the worked values of WCAG's own explanations: #767676 is the lightest grey that passes on white
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_book(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOURS)
def test_something_is_readable_on_every_colour(colour: str) -> None:
    assert contrast(readable_on(colour), colour) >= 4.5


@given(COLOURS, COLOURS)
def test_all_of_one_is_that_one(one: str, other: str) -> None:
    assert mix(one, other, 1) == one
    assert mix(one, other, 0) == other


def test_the_first_theme_is_what_the_style_sheet_says() -> None:
    assert {name: PAIRS[name] for name in THEMES[DEFAULT].light} == THEMES[DEFAULT].light
    assert {name: NIGHT[name] for name in THEMES[DEFAULT].dark} == THEMES[DEFAULT].dark


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_can_be_read(name: str) -> None:
    light, dark = palette(name)
    assert faults(light, "light") == faults(dark, "dark") == []
    for tokens, fixed in ((light, PAIRS), (dark, NIGHT)):
        assert contrast(tokens["ink"], tokens["paper"]) >= 7
        for text in ("good", "warn", "bad"):  # which no theme changes
            assert contrast(fixed[text], tokens["paper"]) >= 4.5, text
            assert contrast(fixed[text], tokens["paper-2"]) >= 4.5, text
        for soft in ("good-soft", "warn-soft", "bad-soft", "mark"):
            assert contrast(tokens["ink"], fixed[soft]) >= 7, soft
        assert contrast(tokens["rule-strong"], tokens["paper"]) >= 3


def test_a_colour_that_cannot_be_read_is_named_with_its_ratio() -> None:
    said = " ".join(faults(palette("newsprint", accent_light="#ffcc00")[0], "light"))
    assert "the accent #ffcc00 on the paper #fdfbf6 (light) has a contrast of 1.46 : 1" in said
    assert "4.5 : 1" in said


@given(COLOURS, COLOURS)
def test_what_passes_is_readable_on_the_page(light: str, dark: str) -> None:
    for tokens in palette("slate", light, dark):
        if not faults(tokens, "x"):
            assert contrast(tokens["accent"], tokens["paper"]) >= 4.5
            assert contrast(tokens["accent-ink"], tokens["accent"]) >= 4.5


def test_the_style_sheet_names_both_schemes() -> None:
    css = stylesheet(*palette("", "#7a2456", "#eaa6cc"))
    assert "--accent: light-dark(#7a2456, #eaa6cc);" in css
    assert "--paper: light-dark(#fdfbf6, #171613);" in css

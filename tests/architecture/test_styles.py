"""What lets pages be read from right to left: styles of public pages know start and end, not left and right."""

import re

import pytest

from tests.architecture.sources import PACKAGE

STYLES = ("tokens.css", "haven.css", "market.css")
_PHYSICAL = re.compile(r"[\s;{-](?:left|right)\b[\w-]*\s*:|:\s*(?:left|right)\b")
_FOUR_SIDES = re.compile(r"(?:padding|margin|inset|border-width):\s*[^;\s]+ ([^;\s]+) [^;\s]+ ([^;\s]+)\s*[;}]")
_FOUR_CORNERS = re.compile(r"border-radius:\s*([^;\s]+) ([^;\s]+) ([^;\s]+) ([^;\s]+)\s*[;}]")


@pytest.mark.parametrize("name", STYLES)
def test_public_styles_use_logical_sides(name: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", (PACKAGE / "project/static/haven" / name).read_text(), flags=re.DOTALL)
    assert [line.strip() for line in text.splitlines() if _PHYSICAL.search(line)] == []
    assert [m[0] for m in _FOUR_SIDES.finditer(text) if m[1] != m[2]] == []
    assert [m[0] for m in _FOUR_CORNERS.finditer(text) if (m[1], m[3]) != (m[2], m[4])] == []

"""Languages for measuring: told by their commonest words, and left open where that does not tell."""

import pytest

from haven.moderation.grouping import UNSURE, commonest, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A solid table for the kitchen, with six chairs. You are welcome to see it.", "English"),
        ("Ein Tisch für die Küche, mit sechs Stühlen. Wir sind am Abend zu Hause.", "German"),
        ("Une table pour la cuisine, avec six chaises. Vous êtes les bienvenus dans le salon.", "French"),
        ("Una mesa para la cocina, con seis sillas. Es muy buena y está como nueva.", "Spanish"),
        ("Een tafel voor de keuken met zes stoelen, niet zwaar, op te halen bij mij.", "Dutch"),
        ("Стол для кухни, очень хороший, и шесть стульев, можно забрать.", "Russian"),
        ("BMW 320d", UNSURE),
        ("", UNSURE),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_rare_regions_are_together() -> None:
    assert commonest(["a", "b", "a", "c", "b", "a"], 2) == {"a", "b"}

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from haven.project.cli import app
from haven.project.saying import say

HOSTILE = "bright room \x1b[31mRED \x1b]0;title\x07 nul\x00 \u202ebackwards near the park, quiet house, lovely garden"


@given(words=st.text())
def test_no_text_moves_the_terminal(words: str) -> None:
    with redirect_stdout(StringIO()) as out:
        say(words)
    shown = out.getvalue()
    assert all(letter in "\t\n" or letter >= " " for letter in shown)
    assert not {"\x7f", "\x9b", "\u202e", "\u2066"} & set(shown)


def test_plain_words_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    say("Zimmer für 2 Personen, שלום, 日本\tok")
    assert capsys.readouterr().out == "Zimmer für 2 Personen, שלום, 日本\tok\n"


def test_an_ad_cannot_speak_to_the_analysts_terminal(tmp_path: Path) -> None:
    ads = tmp_path / "ads.jsonl"
    ads.write_text("".join(json.dumps({"id": f"e{n}\x1b[1m", "body": HOSTILE}) + "\n" for n in range(3)))
    out = tmp_path / "out"
    swept = CliRunner().invoke(app, ["sweep", str(ads), "--out", str(out)], color=True)
    told = CliRunner().invoke(app, ["networks", "explain", str(out), "e0\x1b[1m", "e1\x1b[1m"], color=True)
    for answer in (swept, told):
        assert answer.exit_code == 0
        assert "␛[31mRED" in answer.output
        assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(answer.output)

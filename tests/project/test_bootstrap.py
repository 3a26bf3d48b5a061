"""The environment's making, as far as it can be proven without making one: that takes half a minute and a network."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap

ROOT = Path(__file__).parents[2]
SETS = ("run", "test", "bootstrap")


def pins(name: str) -> dict[str, str]:
    """The pinned lines of a set, with markers, by package."""
    lines = re.findall(r"^([a-z0-9][^ \n]*?)==([^\\\n]*)", bootstrap.requirements(name).read_text(), re.MULTILINE)
    return {f"{package}{version.partition(';')[2]}": version.strip() for package, version in lines}


def test_the_test_set_holds_the_run_set() -> None:
    assert pins("run").items() <= pins("test").items()


@pytest.mark.parametrize("name", SETS)
def test_pins_are_hashed_and_name_no_host(name: str) -> None:
    text = bootstrap.requirements(name).read_text()
    assert "://" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if block)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a finished environment looks like to the stamp."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", venv / "haven-stamp.json")
    stamp = {
        "root": str(ROOT),
        "python": bootstrap.interpreter(),
        "installed": {"test": bootstrap.digest("test")},
        "scripts": bootstrap.digest_of(Path(bootstrap.__file__)),
    }
    (venv / "haven-stamp.json").write_text(json.dumps(stamp))
    return venv


def test_a_whole_environment_is_left_alone(made: Path) -> None:
    assert bootstrap.current("test")
    assert bootstrap.current("run"), "the test set holds the run set"


@pytest.mark.parametrize("change", ["no stamp", "half a stamp", "no python", "moved", "other pins"])
def test_anything_else_is_made_anew(made: Path, change: str) -> None:
    stamp = made / "haven-stamp.json"
    if change == "no stamp":
        stamp.unlink()
    elif change == "half a stamp":
        stamp.write_text(stamp.read_text()[:40])
    elif change == "no python":
        (made / "bin" / "python").unlink()
    else:
        changed = {"moved": {"root": "/elsewhere"}, "other pins": {"installed": {"test": "0"}}}[change]
        stamp.write_text(json.dumps(json.loads(stamp.read_text()) | changed))
    assert not bootstrap.current("run")


def test_an_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "/nowhere")
    assert bootstrap.main() == 2
    assert "Haven needs Python 3.11 or newer" in capsys.readouterr().err


def test_make_alone_lists_the_commands() -> None:
    done = subprocess.run(["make", "-C", str(ROOT)], capture_output=True, text=True, check=True)
    for target in ("run", "test", "install", "check", "bench", "prove", "format"):
        assert f"make {target} " in done.stdout

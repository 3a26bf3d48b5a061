"""The command line: quick, and one line for what a person can mend."""

import subprocess
import sys
from pathlib import Path

import pytest

from haven.project.cli import COMMANDS, MODULES
from tests.serving import environment_for, haven

ROOT = Path(__file__).parents[2]


def test_the_list_of_commands_needs_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['haven', '--help']\n"
        "from haven.project.cli import main\n"
        "try: main()\n"
        "finally: print('LOADED', sorted({'django', 'psycopg', 'numba', 'pydantic_settings'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment_for(tmp_path), capture_output=True, text=True, check=True
    )
    assert "LOADED []" in done.stdout
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_is_there(name: str, tmp_path: Path) -> None:
    module = MODULES.get(name, name.replace("-", "_"))
    assert (ROOT / "src" / "haven" / "project" / "commands" / f"{module}.py").exists()


def test_a_bad_value_is_named(tmp_path: Path) -> None:
    done = haven(tmp_path / "data", "migrate", HAVEN_PORT="eighty", HAVEN_SITE_URL="haven.example")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "HAVEN_PORT" in done.stderr
    assert "HAVEN_SITE_URL: must be an address like https://haven.example" in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_traceback_is_there_for_who_wants_it(tmp_path: Path) -> None:
    done = haven(tmp_path / "data", "migrate", HAVEN_PORT="eighty", HAVEN_DEBUG="1")
    assert "Traceback" in done.stderr


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = haven(tmp_path / "file" / "data", "serve")
    assert done.returncode == 2
    assert f"haven: cannot write to {tmp_path / 'file' / 'data'}" in done.stderr
    assert "set HAVEN_DATA" in done.stderr
    assert done.stderr.count("\n") == 1

"""The operator's guide keeps up with the program."""

import re
from pathlib import Path

from haven.project.cli import COMMANDS
from haven.project.environment import Environment

GUIDE = (Path(__file__).parents[2] / "docs" / "operate.md").read_text()


def test_every_variable_is_in_the_table_and_no_other() -> None:
    documented = re.findall(r"^\| `HAVEN_(\w+)`", GUIDE, re.MULTILINE)
    assert sorted(documented) == sorted(name.upper() for name in Environment.model_fields)


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"(?:bin/|`)haven ([a-z-]+)", GUIDE, re.MULTILINE))
    assert named <= set(COMMANDS)

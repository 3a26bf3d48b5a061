"""The repository as text and as syntax trees; what the tests in this directory look at."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "haven"
CODE = ("src", "tests", "scripts", "benchmarks")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name (from `src`, or from the root), path and tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.path.read_text(encoding="utf-8").splitlines())

    @property
    def functions(self) -> Iterator[Function]:
        """Every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def modules(*directories: str) -> tuple[Module, ...]:
    """All modules below these directories of the repository; migrations, which are made by a machine, left out."""
    found = []
    for directory in directories:
        base = SOURCE if directory == "src" else ROOT
        for path in sorted((ROOT / directory).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
                found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


@cache
def committed_files() -> tuple[Path, ...]:
    """Every file that git knows, and that is still there."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def text_of(path: Path) -> str:
    """The file's text; what is no UTF-8 is replaced."""
    return path.read_text(encoding="utf-8", errors="replace")


def length(function: Function) -> int:
    """Lines of a function, from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1

"""The walls: who may import whom (contracts in pyproject.toml), and that none of them went missing."""

import subprocess
import sys
import tomllib

import pytest

from tests.architecture.sources import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
ENGINES = {"haven.records", "haven.screening", "haven.networks", "haven.evidence"}


def test_all_imports_keep_the_contracts() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def contract(kind: str) -> dict[str, object]:
    (found,) = [contract for contract in CONTRACTS if contract["type"] == kind]
    return dict(found)


def test_every_package_has_its_layer() -> None:
    layers = contract("layers")
    assert layers["exhaustive"] is True
    named = {name.strip(" ()") for layer in layers["layers"] for name in str(layer).split("|")}  # type: ignore[attr-defined]
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= named


def test_the_engines_know_no_django() -> None:
    forbidden = contract("forbidden")
    assert set(forbidden["source_modules"]) >= ENGINES  # type: ignore[call-overload]
    assert {"django", "psycopg", "procrastinate"} <= set(forbidden["forbidden_modules"])  # type: ignore[call-overload]


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_an_engine_runs_without_django(engine: str) -> None:
    """The contract is about our own imports; this is about what is loaded in the end."""
    code = f"import sys, {engine}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, env={"PYTHONPATH": "src"}
    )
    assert not {"django", "psycopg", "procrastinate"} & set(loaded.stdout.split())

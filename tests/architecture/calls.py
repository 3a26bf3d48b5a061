"""Who calls whom in `src`, read from the syntax trees: enough to say what a function can reach."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeGuard

from tests.architecture.sources import Function, Module, modules

RECORD = {"haven.ledger.actions.record", "haven.ledger.actions.record_read"}
WRITES = {
    "save", "create", "create_user", "delete", "update", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "become",
}  # fmt: skip
_WRITING_SQL = re.compile(r"\b(?:INSERT INTO|UPDATE \w+|DELETE FROM|TRUNCATE|COPY)\b")


class _Constant(ast.Assign):
    """An assignment to one name; for the type checker."""

    targets: list[ast.Name]  # type: ignore[assignment]


@dataclass
class Reach:
    """One function or class: the dotted names it mentions, and the writing methods and SQL of its own."""

    mentions: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)


@cache
def graph() -> dict[str, Reach]:
    """Every function, class (with all its methods) and constant of the modules of `src`, by its dotted name."""
    return {name: reach for module in modules("src") for name, reach in _of_module(module)}


@cache
def reached(start: str) -> frozenset[str]:
    """Everything that can be reached from a function, itself included."""
    seen, open_ends = set(), [start]
    while open_ends:
        name = open_ends.pop()
        if name not in seen:
            seen.add(name)
            open_ends += graph()[name].mentions if name in graph() else ()
    return frozenset(seen)


def records(name: str) -> bool:
    """Whether the function writes the ledger, itself or through another."""
    return bool(reached(name) & RECORD)


def writes(name: str) -> bool:
    """Whether the function changes rows or files, itself or through others in `haven` above the ledger and mail."""
    below = ("haven.ledger.", "haven.records.", "haven.screening.", "haven.networks.")
    return any(graph()[one].writes for one in reached(name) if one in graph() and not one.startswith(below))


def _of_module(module: Module) -> Iterator[tuple[str, Reach]]:
    known = _names(module)
    for node in module.tree.body:
        # What a model can do is seen where its methods are called; to be mentioned, as a type too, means nothing.
        if isinstance(node, ast.ClassDef | Function) and ".models" not in module.name:
            yield f"{module.name}.{node.name}", _read(node, known)
        elif _is_constant(node):
            yield f"{module.name}.{node.targets[0].id}", _read(node, known)


def _is_constant(node: ast.stmt) -> TypeGuard[_Constant]:
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)


def _names(module: Module) -> dict[str, str]:
    """What the names of a module stand for: its own functions and classes, and what it imports from `haven`."""
    own = [node.name for node in module.tree.body if isinstance(node, ast.ClassDef | Function)]
    own += [node.targets[0].id for node in module.tree.body if _is_constant(node)]
    known = {name: f"{module.name}.{name}" for name in own}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("haven"):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def _read(definition: ast.stmt, known: dict[str, str]) -> Reach:
    reach = Reach()
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and node.id in known:
            reach.mentions.add(known[node.id])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            reach.writes.add(node.func.attr)
        elif isinstance(node, ast.Constant) and _WRITING_SQL.search(str(node.value)):
            reach.writes.add("SQL")
    return reach

"""Every module says what it owns, and every public function what it does."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Function, Module, modules

SOURCES = [module for module in modules("src", "scripts") if module.path.stat().st_size]


def public(module: Module) -> Iterator[ast.ClassDef | Function]:
    """Public functions and classes of the module, and the public methods of those."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, Function) and not n.name.startswith("_"))


@pytest.mark.parametrize("module", SOURCES, ids=lambda module: module.name)
def test_what_others_call_is_documented(module: Module) -> None:
    assert ast.get_docstring(module.tree), "the module says nothing"
    assert [node.name for node in public(module) if not ast.get_docstring(node)] == []

"""Files and functions that fit into a head."""

from statistics import median

import pytest

from tests.architecture.sources import CODE, Module, length, modules

FORBIDDEN = {"utils", "util", "helpers", "helper", "misc", "common", "core", "base", "manager", "managers", "tools"}


@pytest.mark.parametrize("directory", CODE)
def test_no_file_is_longer_than_400_lines(directory: str) -> None:
    assert {module.name: module.lines for module in modules(directory) if module.lines > 400} == {}


@pytest.mark.parametrize("directory", CODE)
def test_no_function_is_longer_than_50_lines(directory: str) -> None:
    long = {
        f"{module.name}.{function.name}": length(function)
        for module in modules(directory)
        for function in module.functions
        if length(function) > 50
    }
    assert long == {}


@pytest.mark.parametrize("directory", ["src", "tests"])
def test_most_are_much_shorter(directory: str) -> None:
    assert median(module.lines for module in modules(directory) if module.lines) <= 120
    assert median(length(function) for module in modules(directory) for function in module.functions) <= 12


@pytest.mark.parametrize("module", modules(*CODE), ids=lambda module: module.name)
def test_a_module_is_named_after_what_it_is_about(module: Module) -> None:
    assert not set(module.name.split(".")) & FORBIDDEN

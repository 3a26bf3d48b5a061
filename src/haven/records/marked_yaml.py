"""YAML that a person wrote, with the line of everything in it, so that a fault can be shown where it stands.

Owns: parsing, lines, the fault. Must not know: what the file is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

Where = tuple[str | int, ...]
"""The way to a field from the top: names of mappings, numbers (from 0) in lists."""
Lines = Mapping[Where, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file.

    Attributes:
        line: counted from 1.
        where: the field, written as a path ("rules[2].when.any[0]").
        message: what is wrong, in a sentence.
    """

    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.where}: {self.message}" if self.where else f"line {self.line}: {self.message}"


class FaultyYamlError(Exception):
    """A text that cannot be used; `problems` lists every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


_DEEPEST = 50


class _Loader(yaml.SafeLoader):
    """Refuses brackets nested deeper than anybody writes: the scanner's time grows with the square of their number."""

    def fetch_flow_collection_start(self, token_class: type[yaml.Token]) -> None:
        if self.flow_level >= _DEEPEST:
            raise yaml.scanner.ScannerError(None, None, "brackets are nested too deeply", self.get_mark())
        super().fetch_flow_collection_start(token_class)


def parse(text: str, *, what: str) -> tuple[object, Lines, list[Problem]]:
    """The values of a mapping, the line of every field, and the fields written twice; `what` names the file's subject.

    Anchors are refused: a few lines of them can stand for gigabytes.

    Raises:
        FaultyYamlError: it is no YAML, or no mapping.
    """
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise FaultyYamlError([Problem(line, "", "anchors and aliases are not allowed")])
        loader = _Loader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise FaultyYamlError([Problem(line, "", f"not YAML: {error.problem or error.context}")]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none, a thousand brackets
        raise FaultyYamlError([Problem(1, "", f"not YAML: {error}")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise FaultyYamlError([Problem(1, "", f"{what} is a mapping of fields")])
    lines, problems = _lines(node)
    return data, lines, problems


def line_of(where: Where, lines: Lines) -> int:
    """The line of the nearest field that is written."""
    while where not in lines:
        where = where[:-1]
    return lines[where]


def written(where: Where) -> str:
    """The way to a field as people write it: "rules[2].when"."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).removeprefix(".")


def _lines(root: yaml.Node) -> tuple[Lines, list[Problem]]:
    lines: dict[Where, int] = {(): 1}
    problems = []
    waiting: list[tuple[Where, yaml.Node]] = [((), root)]
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            children = [((*place, index), item, item) for index, item in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            children = [((*place, str(key.value)), key, value) for key, value in node.value]
        else:
            continue
        for child, marked, value in children:
            if child in lines:
                problems.append(Problem(marked.start_mark.line + 1, written(child), "is written twice"))
            lines[child] = marked.start_mark.line + 1
            waiting.append((child, value))
    return lines, problems

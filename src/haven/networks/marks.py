"""An analyst's marks: what a person knows better than the figures.

Owns: the file they are written in, and what is wrong with one. Must not know: ties, how marks are honoured.

The file is YAML:

    hubs: ["phone:+14015550150"]         # ties no one together, whatever the figures say
    not_hubs: ["email:jo@example.com"]   # ties all ads that name it
    together: [[ad-1, ad-2]]
    apart: [[ad-3, ad-4], [ad-5, n-0123456789ab]]   # the first named leaves the group of the ad or network
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml

from haven.networks.errors import NetworkError
from haven.records.contacts import ContactKind

_KINDS = (*(str(kind) for kind in ContactKind), "photo")
_Read = TypeVar("_Read")


class MarksError(NetworkError):
    """A file of marks cannot be understood, or contradicts itself."""


class Mark(NamedTuple):
    """One contact ("kind:value") with the line it stands on, counted from 1."""

    contact: str
    line: int


class Pair(NamedTuple):
    """Ad `a`, and an ad or (where they are to be apart) a network `b`, with the line they stand on."""

    a: str
    b: str
    line: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What an analyst has marked.

    Attributes:
        hubs: contacts that tie no one together.
        not_hubs: contacts that tie all ads that name them.
        together: ads that belong together.
        apart: ads that do not belong to another ad or to an earlier network.
        text: the file as it was read, for the result to remember.
    """

    hubs: tuple[Mark, ...] = ()
    not_hubs: tuple[Mark, ...] = ()
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    text: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many marks there are of each sort."""
        return {name: len(getattr(self, name)) for name in ("hubs", "not_hubs", "together", "apart")}

    def __bool__(self) -> bool:
        """Whether anything is marked."""
        return any(self.counts.values())


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _contact(node: yaml.Node) -> Mark:
    kind, _, value = str(node.value).partition(":") if isinstance(node, yaml.ScalarNode) else ("", "", "")
    if kind not in _KINDS or not value.strip():
        raise MarksError(f"line {_line(node)}: a contact is written kind:value, its kind one of {', '.join(_KINDS)}")
    value = value.strip()
    if kind == "phone":
        value = "+" + "".join(filter(str.isdigit, value))
    return Mark(f"{kind}:{value}", _line(node))


def _pair(node: yaml.Node) -> Pair:
    parts = node.value if isinstance(node, yaml.SequenceNode) else []
    # As written, not as YAML reads it: an id 007 is no seven.
    names = [str(part.value) for part in parts if isinstance(part, yaml.ScalarNode)]
    if len(names) != 2 or len(parts) != 2 or names[0] == names[1]:
        raise MarksError(f"line {_line(node)}: a pair is written [one, other]")
    return Pair(names[0], names[1], _line(node))


def _listed(node: yaml.Node, read: Callable[[yaml.Node], _Read]) -> Iterator[_Read]:
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise MarksError(f"line {_line(node)}: a list is missing here")
    for entry in node.value:
        yield read(entry)


def _refuse_both(marks: Marks) -> None:
    hubs = {mark.contact for mark in marks.hubs}
    for mark in marks.not_hubs:
        if mark.contact in hubs:
            raise MarksError(f"line {mark.line}: {mark.contact} is marked as a hub and as none")


def parse_marks(text: str) -> Marks:
    """Marks from the text of a file.

    Raises:
        MarksError: it cannot be understood; the line is named.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise MarksError(f"line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise MarksError(f"no YAML: {' '.join(str(error).split())}") from error
    if root is None:
        return Marks(text=text)
    if not isinstance(root, yaml.MappingNode):
        raise MarksError(f"line {_line(root)}: marks are lists under hubs, not_hubs, together, apart")
    contacts: dict[str, list[Mark]] = {"hubs": [], "not_hubs": []}
    pairs: dict[str, list[Pair]] = {"together": [], "apart": []}
    for key, node in root.value:
        if key.value in contacts:
            contacts[key.value] += _listed(node, _contact)
        elif key.value in pairs:
            pairs[key.value] += _listed(node, _pair)
        else:
            raise MarksError(f"line {_line(key)}: {key.value} is none of hubs, not_hubs, together, apart")
    lists = {name: tuple(found) for name, found in contacts.items()}
    marks = Marks(**lists, together=tuple(pairs["together"]), apart=tuple(pairs["apart"]), text=text)
    _refuse_both(marks)
    return marks


def read_marks(path: Path) -> Marks:
    """Marks from a file.

    Raises:
        MarksError: it cannot be read or understood; file and line are named.
    """
    try:
        return parse_marks(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise MarksError(f"cannot read {path}: {error}") from error
    except MarksError as error:
        raise MarksError(f"{path}, {error}") from error

"""Reading pack files, with every fault named by line and field.

Owns: the files in `packs/`, the checks that need a whole pack or all of them. Must not know: ads, forms.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import combinations

from pydantic import ValidationError

from haven.listings.fields.kinds import KINDS, AnyField, Choice, Number
from haven.listings.fields.pack import Pack
from haven.records.marked_yaml import FaultyYamlError, Lines, Problem, Where, line_of, parse, written


class PackError(Exception):
    """A pack that cannot be used; the message names every fault by file, line and field."""

    def __init__(self, problems: list[Problem], source: str) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{source}, {problem}" for problem in self.problems))


def load_pack(text: str, *, source: str = "pack") -> Pack:
    """One pack from the text of its file.

    Raises:
        PackError: with every fault found, each with its line and field.
    """
    try:
        data, lines, problems = parse(text, what="a pack")
    except FaultyYamlError as error:
        raise PackError(error.problems, source) from None
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        faults = ((_untagged(fault["loc"]), fault["msg"]) for fault in error.errors(include_url=False))
        raise PackError([*problems, *_placed(faults, lines)], source) from None
    problems += _placed(_inconsistent(pack), lines)
    if problems:
        raise PackError(problems, source)
    return pack


@cache
def packs() -> tuple[Pack, ...]:
    """The packs that Haven ships with, in their order.

    Raises:
        PackError: one cannot be used, or two have a category in common.
    """
    folder = resources.files("haven.listings").joinpath("packs")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    loaded = sorted(
        (load_pack(file.read_text("utf-8"), source=file.name) for file in files), key=lambda pack: pack.position
    )
    for one, other in combinations(loaded, 2):
        if shared := one.categories.keys() & other.categories.keys():
            raise PackError([Problem(1, "categories", f"{', '.join(shared)} is in {one.slug} too")], other.slug)
    return tuple(loaded)


def _placed(faults: Iterable[tuple[Where, str]], lines: Lines) -> list[Problem]:
    return [Problem(line_of(where, lines), written(where), message) for where, message in faults]


def _untagged(where: Where) -> Where:
    """Pydantic puts a field's kind into its way; the file has no such level."""
    return (*where[:2], *where[3:]) if where[:1] == ("fields",) and where[2:3] and where[2] in KINDS else where


def _inconsistent(pack: Pack) -> Iterable[tuple[Where, str]]:
    """Names that lead nowhere or are taken."""
    by_name = {field.name: field for field in pack.fields}
    names = [field.name for field in pack.fields]
    for key in ("unpriced", "schema_types", "price_per"):
        for slug in getattr(pack, key):
            if slug not in pack.categories:
                yield (key,), f"no category is called {slug!r}"
    for index, field in enumerate(pack.fields):
        if field.name in names[:index]:
            yield ("fields", index, "name"), f"another field is called {field.name!r}"
        for slug in field.only:
            if slug not in pack.categories:
                yield ("fields", index, "only"), f"no category is called {slug!r}"
        if isinstance(field, Number):
            yield from ((("fields", index, key), fault) for key, fault in _leads(field, by_name))


def _leads(field: Number, by_name: Mapping[str, AnyField]) -> Iterable[tuple[str, str]]:
    """Where a range and its price lead: to a number and to a choice."""
    if field.up_to and not isinstance(by_name.get(field.up_to), Number):
        yield "up_to", f"no number is called {field.up_to!r}"
    if field.per and not isinstance(by_name.get(field.per), Choice):
        yield "per", f"no choice is called {field.per!r}"
    per = by_name.get(field.per or "")
    if field.times and isinstance(per, Choice) and set(field.times) != set(per.choices):
        yield "times", f"must name the choices of {field.per}"

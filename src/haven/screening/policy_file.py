"""Reading a policy from YAML, with every fault named by line and field.

Must not know: ads, verdicts.
"""

from functools import cache
from importlib import resources
from pathlib import Path

import yaml
from pydantic import ValidationError

from haven.screening.catalogue import CATALOGUE, Kind
from haven.screening.errors import PolicyError, Problem
from haven.screening.policy import Policy, Rule, stands_alone

Place = tuple[str | int, ...]


def load_policy(path_or_text: Path | str) -> Policy:
    """A policy from a file (a `Path`) or from its text (a `str`).

    Raises:
        PolicyError: with every fault found, each with its line and field.
        OSError: for a file that cannot be read.
    """
    source = path_or_text.name if isinstance(path_or_text, Path) else "policy"
    text = path_or_text.read_text("utf-8") if isinstance(path_or_text, Path) else path_or_text
    try:
        node, data = _parse(text)
        lines, problems = _lines(node)
        policy = _validated(data, lines, problems)
        problems = _cross_check(policy, lines)
    except _FaultsError as faults:
        raise PolicyError(faults.problems, source) from None
    if problems:
        raise PolicyError(problems, source)
    return policy


@cache
def default_policy(screens: Kind = "ads") -> Policy:
    """The policy that Haven ships with, for ads or for messages."""
    return load_policy(default_policy_text(screens))


def default_policy_text(screens: Kind = "ads") -> str:
    """The YAML of the policy that Haven ships with."""
    name = {"ads": "default.yaml", "messages": "messages.yaml"}[screens]
    return resources.files("haven.screening").joinpath("policies", name).read_text("utf-8")


class _FaultsError(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _parse(text: str) -> tuple[yaml.Node, object]:
    """The YAML tree and its values, refusing anchors: a few lines of them can stand for gigabytes."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise _FaultsError([Problem(line, "", "anchors and aliases are not allowed")])
        node, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _FaultsError([Problem(line, "", f"not YAML: {error.problem or error.context}")]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none, a thousand brackets
        raise _FaultsError([Problem(1, "", f"not YAML: {error}")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise _FaultsError([Problem(1, "", "a policy is a mapping of fields")])
    return node, data


def _lines(root: yaml.Node) -> tuple[dict[Place, int], list[Problem]]:
    """The line of every field, and the fields written twice."""
    lines: dict[Place, int] = {(): 1}
    problems = []
    waiting: list[tuple[Place, yaml.Node]] = [((), root)]
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
                problems.append(Problem(marked.start_mark.line + 1, _path(child), "is written twice"))
            lines[child] = marked.start_mark.line + 1
            waiting.append((child, value))
    return lines, problems


def _validated(data: object, lines: dict[Place, int], problems: list[Problem]) -> Policy:
    try:
        policy = Policy.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = fault["loc"]
            problems.append(Problem(_line(place, lines), _path(place), fault["msg"]))
    if problems:
        raise _FaultsError(problems)
    return policy


def _cross_check(policy: Policy, lines: dict[Place, int]) -> list[Problem]:
    """Names that lead nowhere, and rules that could never act."""
    faults: list[tuple[Place, str]] = []
    signals = {signal.slug for signal in CATALOGUE[policy.screens]}
    for name, members in policy.groups.items():
        faults += [(("groups", name), f"no signal is called {m!r}") for m in members if m not in signals]
        if name in signals:
            faults.append((("groups", name), "is the name of a signal already"))
    faults += _ends_somewhere(policy, ("on_failure",), policy.on_failure.queue, policy.on_failure.ground)
    for index, rule in enumerate(policy.rules):
        place: Place = ("rules", index)
        faults += _ends_somewhere(policy, place, rule.queue, rule.ground)
        for path, names in rule.when.lists():
            known = signals | policy.groups.keys()
            faults += [
                ((*place, "when", *path), f"no signal or group is called {n!r}") for n in names if n not in known
            ]
        if [other.id for other in policy.rules].index(rule.id) < index:
            faults.append(((*place, "id"), f"another rule is called {rule.id!r}"))
    if not faults:
        faults = [fault for index, rule in enumerate(policy.rules) for fault in _could_act(policy, rule, index)]
    return [Problem(_line(place, lines), _path(place), message) for place, message in faults]


def _ends_somewhere(policy: Policy, place: Place, queue: str | None, ground: str) -> list[tuple[Place, str]]:
    faults: list[tuple[Place, str]] = []
    if ground not in policy.grounds:
        faults.append(((*place, "ground"), f"no ground is called {ground!r}"))
    if queue is not None and queue not in policy.queues:
        faults.append(((*place, "queue"), f"no queue is called {queue!r}"))
    return faults


def _could_act(policy: Policy, rule: Rule, index: int) -> list[tuple[Place, str]]:
    place: Place = ("rules", index)
    if rule.then == "hold" and rule.queue is None:
        return [(place, "a rule that holds names a queue")]
    if rule.then == "refuse" and rule.queue is not None:
        return [((*place, "queue"), "a refused ad waits in no queue")]
    if not rule.when.model_fields_set:
        return [((*place, "when"), "a rule needs a condition")]
    alone = policy.alone(rule)
    weak = sorted(slug for slug in alone if not stands_alone(slug))
    if rule.then == "refuse" and (alone or not list(rule.when.lists())):
        return [((*place, "when"), "one signal alone never refuses an ad: ask for two, or hold it")]
    if rule.then == "hold" and weak:
        return [((*place, "when"), f"unproven signals alone cannot hold an ad: {', '.join(weak)}")]
    return []


def _line(place: Place, lines: dict[Place, int]) -> int:
    """The line of the nearest field that is written."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _path(place: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")

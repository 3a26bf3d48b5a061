"""Reading a policy from YAML, with every fault named by line and field.

Must not know: ads, verdicts.
"""

from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from haven.records.marked_yaml import FaultyYamlError, Lines, Problem, Where, line_of, parse, written
from haven.screening.catalogue import CATALOGUE, Kind
from haven.screening.errors import PolicyError
from haven.screening.policy import Policy, Rule, stands_alone
from haven.screening.policy_words import in_plain_words


def load_policy(path_or_text: Path | str) -> Policy:
    """A policy from a file (a `Path`) or from its text (a `str`).

    Raises:
        PolicyError: with every fault found, each with its line and field.
        OSError: for a file that cannot be read.
    """
    source = path_or_text.name if isinstance(path_or_text, Path) else "policy"
    text = path_or_text.read_text("utf-8") if isinstance(path_or_text, Path) else path_or_text
    try:
        data, lines, problems = parse(text, what="a policy")
        policy = _validated(data, lines, problems)
        problems = _cross_check(policy, lines)
    except FaultyYamlError as faults:
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


def _validated(data: object, lines: Lines, problems: list[Problem]) -> Policy:
    try:
        policy = Policy.model_validate(data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = fault["loc"]
            problems.append(Problem(line_of(place, lines), written(place), in_plain_words({**fault})))
    if problems:
        raise FaultyYamlError(problems)
    return policy


def _cross_check(policy: Policy, lines: Lines) -> list[Problem]:
    """Names that lead nowhere, and rules that could never act."""
    faults: list[tuple[Where, str]] = []
    signals = {signal.slug for signal in CATALOGUE[policy.screens]}
    for name, members in policy.groups.items():
        faults += [(("groups", name), f"no signal is called {m!r}") for m in members if m not in signals]
        if name in signals:
            faults.append((("groups", name), "is the name of a signal already"))
    faults += _ends_somewhere(policy, ("on_failure",), policy.on_failure.queue, policy.on_failure.ground)
    for index, rule in enumerate(policy.rules):
        place: Where = ("rules", index)
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
    return [Problem(line_of(place, lines), written(place), message) for place, message in faults]


def _ends_somewhere(policy: Policy, place: Where, queue: str | None, ground: str) -> list[tuple[Where, str]]:
    faults: list[tuple[Where, str]] = []
    if ground not in policy.grounds:
        faults.append(((*place, "ground"), f"no ground is called {ground!r}"))
    if queue is not None and queue not in policy.queues:
        faults.append(((*place, "queue"), f"no queue is called {queue!r}"))
    return faults


def _could_act(policy: Policy, rule: Rule, index: int) -> list[tuple[Where, str]]:
    place: Where = ("rules", index)
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
        return [((*place, "when"), f"unproven or learned signals alone cannot hold an ad: {', '.join(weak)}")]
    return []

"""Faults of a policy file are named by line and field."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from haven.screening import PolicyError, default_policy, default_policy_text, load_policy
from haven.screening.signals import ALL
from tests.screening.test_policy import FRAME

# What a report may be about, as the EU's transparency database calls it: children, images of oneself, data of oneself,
# threats and terrorism, force, goods, fraud, and what only the site does not want.
NAMED_FOR_REPORTS = [
    "PROTECTION_OF_MINORS", "CYBER_VIOLENCE", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "RISK_FOR_PUBLIC_SECURITY",
    "VIOLENCE", "UNSAFE_AND_PROHIBITED_PRODUCTS", "SCAMS_AND_FRAUD", "OTHER_VIOLATION_TC",
]  # fmt: skip
RULE = "  - {id: r, why: because of a test, when: {all: pair}, then: hold, queue: q, ground: g}\n"


def with_fault(before: str, after: str) -> str:
    assert before in FRAME + RULE
    return (FRAME + RULE).replace(before, after)


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PolicyError) as caught:
        load_policy(text)
    assert str(caught.value).startswith("policy, line ")
    return [(problem.line, problem.where) for problem in caught.value.problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("urgency: 1", "urgency: none", "queues.q.urgency"),
        ("urgency: 1", "urgency: 1, colour: red", "queues.q.colour"),
        ("dsa: incompatible", "dsa: rude", "grounds.g.dsa"),
        ("_SCAMS_AND_FRAUD", "_SCAMS", "grounds.g.category"),
        ("then: hold", "then: delete", "rules[0].then"),
        ("{all: pair}", "{all: pears}", "rules[0].when.all"),
        ("{all: pair}", "{some: pair}", "rules[0].when.some"),
        ("{all: pair}", "{at_least: {signals: 0, of: pair}}", "rules[0].when.at_least.signals"),
        ("{all: pair}", "{any: pair}", "rules[0].when"),
        ("{all: pair}", "{}", "rules[0].when"),
        ("{all: pair}", "{weight: {at_least: 30, of: pair}}", "rules[0].when"),
        ("hold, queue: q, ground: g", "hold, ground: g", "rules[0]"),
        ("then: hold", "then: refuse", "rules[0].queue"),
        ("absent-owner,", "absent-minded,", "groups.pair"),
        ("on_failure: {queue: q", "on_failure: {queue: p", "on_failure.queue"),
        ("hold, queue: q, ground: g", "hold, queue: q, ground: h", "rules[0].ground"),
        ("title: A test", "title: A test\ntitle: Another", "title"),
    ],
)
def test_a_fault_is_named_by_line_and_field(before: str, after: str, where: str) -> None:
    broken = with_fault(before, after)
    found = problems(broken)
    assert where in {path for _, path in found}, found
    assert all(1 <= line <= broken.count("\n") + 1 for line, _ in found)
    if "\n" not in after:
        assert (line_of(broken, after), where) in found


def test_a_category_that_the_eu_database_does_not_have_gets_its_likeliest_name() -> None:
    with pytest.raises(PolicyError, match=r": the EU .* did you mean STATEMENT_CATEGORY_SCAMS_AND_FRAUD"):
        load_policy((FRAME + RULE).replace("_SCAMS_AND_FRAUD", "_FRAUD"))


def test_two_signals_that_stand_alone_may_refuse() -> None:
    both = FRAME + RULE.replace("{all: pair}", "{all: [weapons, drugs]}")
    assert load_policy(both.replace("then: hold, queue: q", "then: refuse")).rules[0].then == "refuse"


def test_every_fault_is_told_at_once() -> None:
    broken = (FRAME + RULE).replace("urgency: 1", "urgency: 99").replace("then: hold", "then: delete")
    assert len(problems(broken)) == 2


def test_one_signal_can_not_be_made_to_refuse() -> None:
    text = FRAME + RULE.replace("{all: pair}", "{any: weapons}").replace("then: hold, queue: q", "then: refuse")
    with pytest.raises(PolicyError, match="one signal alone never refuses"):
        load_policy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "- a list",
        "a: [",
        "a: &x {b: 1}\nc: *x",
        "a: !!python/object:os.system x",
        "a: 2024-99-99",
        "\x00",
        "[" * 5000,
    ],
)
def test_what_is_no_policy_is_refused(text: str) -> None:
    assert problems(text)


def test_brackets_within_brackets_are_told_by_line() -> None:
    with pytest.raises(PolicyError, match="line 2: not YAML: brackets are nested too deeply"):
        load_policy("a: 1\nb: " + "[" * 60)


def test_a_file_is_named_in_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FRAME + RULE)
    assert load_policy(path).title == "A test"
    path.write_text("rules: 1")
    with pytest.raises(PolicyError, match=r"^mine\.yaml, line 1"):
        load_policy(path)
    with pytest.raises(OSError, match="absent"):
        load_policy(tmp_path / "absent.yaml")


def test_the_default_policy_is_whole_and_uses_every_signal() -> None:
    policy = default_policy()
    assert policy is default_policy()
    used = {slug for rule in policy.rules for _, names in rule.when.lists() for slug in policy.signals(names)}
    assert used == {signal.slug for signal in ALL}
    assert min(policy.queues, key=lambda name: policy.queues[name].urgency) == "child-safety"
    assert [rule.id for rule in policy.rules if rule.then == "refuse"] == ["sexual-services-plain"]


def test_a_person_can_say_what_each_kind_of_report_is_about() -> None:
    categories = {ground.category for ground in default_policy().grounds.values()}
    assert {f"STATEMENT_CATEGORY_{name}" for name in NAMED_FOR_REPORTS} <= categories


def test_sexual_services_never_count_as_exploitation() -> None:
    policy = default_policy()
    assert not policy.signals(["labour", "fraud"]) & {"sexual-services", "sexual-services-coded"}


def test_a_policy_for_messages_knows_no_signals_for_ads() -> None:
    text = default_policy_text("messages")
    assert load_policy(text).screens == "messages"
    with pytest.raises(PolicyError, match="no signal is called 'absent-owner'"):
        load_policy(text.replace("- code-request", "- absent-owner"))
    with pytest.raises(PolicyError, match="no signal or group is called 'prize'"):
        load_policy(default_policy_text().replace("any: goods", "any: prize"))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('version: "1"', "version: 1", "version: should be text; put a number or a date into quotes"),
        ("urgency: 1", "urgency: soon", "queues.q.urgency: should be a number without quotes, such as 24"),
        ("urgency: 1", "urgency: 99", "queues.q.urgency: should be 9 or less"),
        ("urgency: 1", "urgency: 1.5", "queues.q.urgency: should be a whole number"),
        ("urgency: 1, ", "", "queues.q.urgency: is missing"),
        ("urgency: 1", "urgencey: 1", "queues.q.urgencey: there is no such field here; did you mean `urgency`?"),
        ("then: hold", "then: delete", "rules[0].then: should be 'hold' or 'refuse'"),
        ("{all: pair}", "{all: []}", "rules[0].when.all: should name at least one"),
        ("{all: pair}", "pair", "rules[0].when: should be fields with their values, such as `title: Signs of fraud`"),
        ("because of a test", "short", "rules[0].why: should have at least 10 characters"),
        ("id: r", "id: My Rule", "rules[0].id: a name is of small letters, digits and hyphens"),
    ],
)
def test_a_fault_is_told_in_words_for_who_writes_no_code(before: str, after: str, words: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(with_fault(before, after))
    assert words in str(caught.value)


def test_no_fault_of_a_file_speaks_of_code() -> None:
    """Every field in turn is what nobody expects there; pydantic's own sentences begin with a capital letter."""
    odd: list[object] = [[1, 2], [], {"x": 1}, True, None, 12, -1.5, float("nan"), date(2026, 1, 1), "", "z" * 500]
    for path in ways(yaml.safe_load(FRAME + RULE)):
        for value in odd:
            data = yaml.safe_load(FRAME + RULE)
            place = data
            for part in path[:-1]:
                place = place[part]
            place[path[-1]] = value
            try:
                load_policy(yaml.safe_dump(data))
            except PolicyError as error:
                for problem in error.problems:
                    assert not problem.message[:1].isupper(), problem


def ways(node: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a file."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        yield (*path, key)
        yield from ways(value, (*path, key))

"""What a policy decides, and the limits no policy lifts."""

import pytest

from haven.records import AdRecord
from haven.screening import Context, Hit, Outcome, Policy, load_policy, screen
from haven.screening.policy import stands_alone
from haven.screening.signal import Nature
from haven.screening.signals import ALL, BY_SLUG

FRAME = """
version: "1"
title: A test
grounds:
  g: {told: A sentence that is long enough., dsa: incompatible, category: STATEMENT_CATEGORY_SCAMS_AND_FRAUD}
queues:
  q: {title: Queue, urgency: 1, due_hours: 1}
on_failure: {queue: q, ground: g}
groups:
  pair: [absent-owner, deposit-before-viewing]
rules:
"""


def policy(when: str, then: str = "hold", queue: str = "queue: q, ") -> Policy:
    return load_policy(f"{FRAME}  - {{id: r, why: because of a test, when: {when}, then: {then}, {queue}ground: g}}\n")


def hit(slug: str, start: int = 0, end: int = 0) -> Hit:
    return Hit(slug, BY_SLUG[slug].weight, "text", start, end, "", "Why")


def decides(rules: Policy, *hits: Hit, category: str = "housing", context: Context = Context()) -> bool:  # noqa: B008
    return rules.decide(hits, category, context) is not None


KEYS, DEPOSIT, SEX, CODED = "absent-owner", "deposit-before-viewing", "sexual-services", "sexual-services-coded"


@pytest.mark.parametrize(
    ("when", "present", "decided"),
    [
        ("{any: [sexual-services]}", [SEX], True),
        ("{any: sexual-services}", [KEYS], False),
        ("{all: pair}", [KEYS], False),
        ("{all: pair}", [KEYS, DEPOSIT], True),
        ("{all: pair, none: sexual-services}", [KEYS, DEPOSIT, SEX], False),
        ("{at_least: {signals: 2, of: pair}}", [KEYS, SEX], False),
        ("{at_least: {signals: 2, of: [pair, sexual-services]}}", [KEYS, SEX], True),
        ("{weight: {at_least: 60, of: pair}}", [KEYS, DEPOSIT], True),
        ("{weight: {at_least: 61, of: pair}}", [KEYS, DEPOSIT], False),
        ("{any: sexual-services, category: housing}", [SEX], True),
        ("{any: sexual-services, category: house}", [SEX], False),
        ("{any: sexual-services, not_category: housing}", [SEX], False),
    ],
)
def test_conditions(when: str, present: list[str], decided: bool) -> None:
    hits = [hit(slug, 10 * place, 10 * place + 5) for place, slug in enumerate(present)]
    assert decides(policy(when), *hits, category="housing/rooms") is decided


def test_an_account_of_unknown_age_is_not_a_young_one() -> None:
    rules = policy("{any: sexual-services, account_younger_than_days: 3}")
    assert not decides(rules, hit(SEX))
    assert decides(rules, hit(SEX), context=Context(author_age_days=1))
    assert not decides(rules, hit(SEX), context=Context(author_age_days=3))


def test_circumstances_alone_may_hold() -> None:
    assert decides(
        policy("{account_younger_than_days: 3, category: jobs}"), category="jobs", context=Context(author_age_days=0)
    )


def test_one_unproven_inference_never_holds_whatever_it_weighs() -> None:
    rules = policy("{at_least: {signals: 2, of: pair}}")
    lax = rules.model_copy(
        update={"rules": (rules.rules[0].model_copy(update={"when": policy(_WEIGHT).rules[0].when}),)}
    )
    assert not decides(lax, hit(DEPOSIT, 0, 5), hit(DEPOSIT, 9, 12))
    assert decides(lax, hit(DEPOSIT, 0, 5), hit(KEYS, 9, 12))


_WEIGHT = "{weight: {at_least: 31, of: pair}}"


def test_two_signals_on_the_same_words_are_one_piece_of_evidence() -> None:
    rules = policy("{all: pair}")
    assert not decides(rules, hit(KEYS, 0, 9), hit(DEPOSIT, 3, 6))
    assert decides(rules, hit(KEYS, 0, 9), hit(DEPOSIT, 9, 12))


def test_refusing_takes_two_signals_that_each_stand_alone() -> None:
    rules = policy("{all: [sexual-services, sexual-services-coded]}", "refuse", "")
    assert decides(rules, hit(SEX, 0, 5), hit(CODED, 6, 9))
    assert not decides(rules, hit(SEX, 0, 9), hit(CODED, 3, 6))
    assert not decides(policy("{all: pair}", "refuse", ""), hit(KEYS, 0, 5), hit(DEPOSIT, 6, 9))


def test_the_first_rule_that_applies_decides() -> None:
    text = FRAME + "".join(
        f"  - {{id: {name}, why: because of a test, when: {{any: {slug}}}, then: hold, queue: q, ground: g}}\n"
        for name, slug in (("first", "weapons"), ("second", "drugs"), ("third", "weapons"))
    )
    rule = load_policy(text).decide([hit("drugs"), hit("weapons")], "goods", Context())
    assert rule is not None
    assert rule.id == "first"


def test_rule_facts_stand_alone_and_unproven_inferences_do_not() -> None:
    assert stands_alone("weapons")
    assert not stands_alone("absent-owner")
    facts = {signal for signal in ALL if signal.nature is not Nature.LIKENESS}
    assert {signal.ground for signal in facts if stands_alone(signal.slug)} == {
        "sexual-services",
        "child-safety",
        "prohibited-goods",
    }


def test_screening_with_a_policy_of_ones_own() -> None:
    ad = AdRecord(id="1", body="Selling 500 rounds of 9 mm ammunition.", category="goods")
    verdict = screen(ad, policy("{any: weapons, category: goods}"))
    assert (verdict.outcome, verdict.queue, verdict.policy_version) == (Outcome.HOLD, "q", "1")
    assert screen(ad, policy("{any: weapons, category: jobs}")).outcome is Outcome.PUBLISH

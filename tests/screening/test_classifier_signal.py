"""The classifier's signal: it adds weight, decides nothing alone, and fails safe."""

import pytest

from haven.records import AdRecord
from haven.screening import Context, Outcome, PolicyError, default_policy, screen
from haven.screening.engine import run
from haven.screening.learned import Classifier
from haven.screening.policy import stands_alone
from haven.screening.signal import Nature
from haven.screening.signals import ALL, BY_SLUG
from tests.screening.test_policy import decides, hit, policy

SIGNAL = BY_SLUG["like-stopped-ads"]
KEYS = SIGNAL.fires[0]


def test_it_never_stands_alone_even_if_it_were_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("haven.screening.policy.proven", lambda _slug: True)
    learned = [signal.slug for signal in ALL if signal.nature is Nature.LEARNED]
    assert learned == ["like-stopped-ads"]
    assert not stands_alone("like-stopped-ads")
    assert stands_alone("absent-owner")


@pytest.mark.parametrize("then", ["hold", "refuse"])
@pytest.mark.parametrize(
    "when", ["{any: like-stopped-ads}", "{all: like-stopped-ads}", "{weight: {at_least: 5, of: like-stopped-ads}}"]
)
def test_no_policy_can_act_on_it_alone(when: str, then: str) -> None:
    with pytest.raises(PolicyError, match="alone"):
        policy(when, then, "queue: q, " if then == "hold" else "")


def test_no_ad_is_stopped_by_it_alone_whatever_the_rules_ask() -> None:
    rules = policy("{at_least: {signals: 2, of: [like-stopped-ads, weapons]}}")
    assert not decides(rules, hit("like-stopped-ads", 0, 5), hit("like-stopped-ads", 9, 12))
    for then, queue in (("hold", "queue: q, "), ("refuse", "")):
        both = policy("{all: [like-stopped-ads, weapons]}", then, queue)
        assert decides(both, hit("like-stopped-ads", 0, 5), hit("weapons", 9, 12)) is (then == "hold")


def test_the_default_policy_publishes_what_it_alone_dislikes() -> None:
    context = KEYS.context
    verdict = screen(AdRecord(id="1", body="Abroad, courier, keys.", category="housing"), default_policy(), context)
    assert [found.signal for found in verdict.hits] == ["like-stopped-ads"]
    assert verdict.outcome is Outcome.PUBLISH


def test_it_tips_the_scales_beside_another_sign() -> None:
    body = "I am a missionary abroad, so nobody can show the flat. The keys arrive by courier."
    ad = AdRecord(id="1", body=body, category="housing")
    signals = [signal for signal in ALL if signal.nature is not Nature.LIKENESS]
    without = run(signals, ad, default_policy(), Context())
    assert {found.signal for found in without.hits} == {"absent-owner"}
    assert without.outcome is Outcome.PUBLISH
    verdict = run(signals, ad, default_policy(), KEYS.context)
    assert (verdict.outcome, verdict.rule) == (Outcome.HOLD, "trick-in-company")


def test_the_words_that_carried_most_are_shown_where_they_stand() -> None:
    text = KEYS.record.text
    hits = [found for found in screen(KEYS.record, default_policy(), KEYS.context).hits if found.signal == SIGNAL.slug]
    assert [text[found.start : found.end] for found in hits] == ["abroad", "keys", "courier"]
    assert all("People here stopped" in found.why and "This word carried" in found.why for found in hits)
    assert hits[2].why.endswith("43% of it.")


def test_without_a_model_or_a_threshold_it_is_silent() -> None:
    model = KEYS.context.classifier
    assert model is not None
    for context in (Context(), Context(classifier=model.model_copy(update={"threshold": None}))):
        verdict = screen(KEYS.record, default_policy(), context)
        assert (verdict.failures, [h for h in verdict.hits if h.signal == SIGNAL.slug]) == ((), [])


def test_a_model_that_raises_holds_the_ad() -> None:
    whole = KEYS.context.classifier
    assert whole is not None
    broken = Classifier.model_construct(**whole.model_dump() | {"name": "broken", "idf": ()})
    verdict = screen(AdRecord(id="1", body="A bright flat."), default_policy(), Context(classifier=broken))
    assert (verdict.outcome, verdict.rule) == (Outcome.HOLD, "failure")
    assert [failure.signal for failure in verdict.failures] == ["like-stopped-ads"]


def test_a_policy_that_names_it_together_with_another_is_fine() -> None:
    assert policy("{all: [like-stopped-ads, absent-owner]}").rules

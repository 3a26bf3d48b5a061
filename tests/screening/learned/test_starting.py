"""The models that a site has on its first day: sound, blind to who somebody is, and never two of one opinion."""

from time import sleep

import pytest

from benchmarks.starter import WRITTEN, demo, learned, read
from haven.records import AdRecord
from haven.screening import Outcome, default_policy, engine, load_policy, screen
from haven.screening.learned import Classifier
from haven.screening.learned.personal import personal
from haven.screening.learned.starting import HARMS, Harm, grounded, starter
from haven.screening.policy import Policy, stands_alone
from haven.screening.reading import Reading
from haven.screening.signals import reads_like_exploitation, reads_like_fraud
from tests.conftest import PROVING

every_harm = pytest.mark.parametrize("harm", HARMS)


@every_harm
def test_a_model_is_whole_and_leans_before_it_stands(harm: Harm) -> None:
    model = starter(harm)
    assert len(model.vocabulary) > 5000
    assert not any(feature.startswith("~") for feature in model.vocabulary)
    assert model.leaning is None or model.threshold is None or model.leaning <= model.threshold


@every_harm
def test_it_knows_no_word_that_says_who_somebody_is(harm: Harm) -> None:
    words = {word for feature in starter(harm).vocabulary for word in feature.split()}
    assert not [word for word in words if personal(word)]


def test_a_headline_says_nothing() -> None:
    for title in (
        "Passport visa certificate",
        "Deposit transfer keys",
        "Polo zum Ausschlachten oder Herrichten",
        "Massage",
    ):
        reading = Reading(AdRecord(id="1", title=title))
        assert not any(grounded(starter(harm).score(reading), reading) for harm in HARMS)


def _policy(rule: str) -> Policy:
    return load_policy(
        f"""
version: "1"
title: A test
grounds:
  fraud: {{told: A sentence for the poster., dsa: incompatible, category: STATEMENT_CATEGORY_SCAMS_AND_FRAUD}}
queues:
  fraud: {{title: Fraud, urgency: 4, due_hours: 24}}
on_failure: {{queue: fraud, ground: fraud}}
rules:
  - id: tried
    why: To see what models may do.
    {rule}
    ground: fraud
"""
    )


def _both() -> AdRecord:
    """An ad that reads like fraud and like exploitation at once."""
    one, other = reads_like_fraud.SIGNAL.fires[0], reads_like_exploitation.SIGNAL.fires[1]
    return AdRecord(id="1", body=f"{one.body}\n\n{other.body}", category="jobs")


def test_two_models_never_refuse() -> None:
    names = "reads-like-fraud, reads-like-exploitation, leans-towards-harm"
    policy = _policy(f"when: {{at_least: {{signals: 2, of: [{names}]}}}}\n    then: refuse")
    verdict = screen(_both(), policy)
    assert len({hit.signal for hit in verdict.hits} & set(names.split(", "))) >= 2
    assert verdict.outcome is Outcome.PUBLISH


def test_two_models_are_one_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "reads-like-fraud, reads-like-exploitation, leans-towards-harm"
    policy = _policy(f"when: {{at_least: {{signals: 2, of: [{names}]}}}}\n    then: hold\n    queue: fraud")
    assert screen(_both(), policy).outcome is Outcome.HOLD  # by what is proven
    monkeypatch.setattr("haven.screening.policy.proven", lambda _slug: False)
    assert screen(_both(), policy).outcome is Outcome.PUBLISH


def test_only_proven_models_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stands_alone("reads-like-fraud")
    monkeypatch.setattr("haven.screening.policy.proven", lambda _slug: False)
    assert not stands_alone("reads-like-fraud")


def test_the_first_ad_of_a_process_is_not_charged_for_reading_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once = Classifier.load

    def read_slowly(raw: bytes) -> Classifier:
        sleep(default_policy().time_limit_ms / 1000)
        return read_at_once(raw)

    monkeypatch.setattr(Classifier, "load", read_slowly)
    starter.cache_clear()
    engine._made_ready.cache_clear()
    assert screen(AdRecord(id="1", body="Sunny flat near the park."), default_policy()).failures == ()


@pytest.mark.prove
@pytest.mark.skipif(not PROVING, reason="half a minute of learning: `make prove` does it")
@every_harm
def test_the_models_say_what_models_learned_anew_say(harm: Harm) -> None:
    """Not to the last digit: the demo's ads, which are among the texts, are edited now and then."""
    texts = [text for file in sorted(WRITTEN.glob("*.jsonl")) for text in read(file)] + demo()
    again, shipped = learned(texts, harm), starter(harm)
    for text in texts[::10]:
        assert again.score(text.reading).probability == pytest.approx(shipped.score(text.reading).probability, abs=0.05)

"""The default policy on labelled ads of our own, and on ads that nobody here wrote."""

import json
from collections import Counter
from pathlib import Path

import pytest

from haven.records import AdRecord
from haven.screening import Outcome, default_policy, screen
from haven.screening.measured import measurements
from tests.screening.outside import CORPORA, MESSAGES, folder

OWN = Path(__file__).parents[1] / "corpora" / "screening"


def own(name: str) -> list[AdRecord]:
    rows = [json.loads(line) for line in (OWN / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [AdRecord(**{key: value for key, value in row.items() if key != "kind"}) for row in rows]


@pytest.mark.parametrize("ad", own("hold"), ids=lambda ad: ad.id)
def test_a_dishonest_ad_never_goes_straight_to_the_public(ad: AdRecord) -> None:
    verdict = screen(ad, default_policy())
    assert verdict.outcome is not Outcome.PUBLISH, [hit.signal for hit in verdict.hits]
    if verdict.ground and verdict.ground.slug in {"fraud", "labour-exploitation"}:
        assert len({hit.signal for hit in verdict.hits}) >= 2


@pytest.mark.parametrize("ad", own("honest"), ids=lambda ad: ad.id)
def test_an_honest_look_alike_is_published(ad: AdRecord) -> None:
    verdict = screen(ad, default_policy())
    assert verdict.outcome is Outcome.PUBLISH, [(hit.signal, hit.excerpt) for hit in verdict.hits]


@pytest.mark.skipif(folder() is None, reason="HAVEN_CORPORA names no folder with outside texts")
@pytest.mark.parametrize("name", sorted(CORPORA))
def test_real_texts_are_let_through_and_measured_as_committed(name: str) -> None:
    data = folder()
    assert data is not None
    outcomes: Counter[Outcome] = Counter()
    fired: Counter[str] = Counter()
    for record, context in CORPORA[name](data):
        verdict = screen(record, default_policy(), context)
        assert verdict.failures == ()
        outcomes[verdict.outcome] += 1
        fired.update({hit.signal for hit in verdict.hits})
    texts = outcomes.total()
    assert outcomes[Outcome.REFUSE] <= 0.005 * texts
    assert outcomes[Outcome.HOLD] <= 0.03 * texts
    assert texts == measurements().corpora[name].texts
    assert dict(fired) == {
        slug: tallies[name].fired for slug, tallies in measurements().signals.items() if name in tallies
    }


@pytest.mark.skipif(folder() is None, reason="HAVEN_CORPORA names no folder with outside texts")
@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_spam_among_real_messages_is_held_and_people_are_left_alone(name: str) -> None:
    data = folder()
    assert data is not None
    texts: Counter[str] = Counter()
    held: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for record, context in MESSAGES[name](data):
        verdict = screen(record, default_policy("messages"), context)
        label = record.id.partition("-")[0]
        texts[label] += 1
        held[label] += verdict.outcome is not Outcome.PUBLISH
        seen = {hit.signal for hit in verdict.hits}
        fired.update(seen)
        right.update(seen if label == "spam" else ())
    assert held["spam"] >= 0.90 * texts["spam"]
    assert held["ham"] <= 0.01 * texts["ham"]
    assert texts.total() == measurements().corpora[name].texts
    known = {slug: tallies[name] for slug, tallies in measurements().signals.items() if name in tallies}
    assert dict(fired) == {slug: tally.fired for slug, tally in known.items()}
    assert all(right[slug] == tally.right for slug, tally in known.items())


@pytest.mark.parametrize("message", own("messages"), ids=lambda message: message.id)
def test_tricks_in_messages_are_held_and_talk_of_a_sale_is_not(message: AdRecord) -> None:
    verdict = screen(message, default_policy("messages"))
    wanted = Outcome.HOLD if message.id.startswith("scam") else Outcome.PUBLISH
    assert verdict.outcome is wanted, [(hit.signal, hit.excerpt) for hit in verdict.hits]

"""What is learned from decisions: with scikit-learn beside, as an oracle of the arithmetic."""

import random
import re
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss

from haven.records import AdRecord
from haven.screening.learned import Classifier
from haven.screening.learned.card import Trained, chosen
from haven.screening.learned.features import features
from haven.screening.learned.personal import personal
from haven.screening.learned.splitting import Decided
from haven.screening.learned.training import TooLittle, regressions, sigmoid, train
from haven.screening.reading import Reading
from tests.screening.learned.made import made_decisions


@cache
def trained() -> Trained:
    return train(made_decisions(), name="a test")


def probability(model: Classifier, text: str) -> float:
    return model.score(Reading(AdRecord(id="1", body=text))).probability


def test_it_learns_and_says_how_well() -> None:
    card, model = trained().card, trained().classifier
    assert (card.learned.decisions, card.tested.decisions) == (450, 150)
    assert card.learned.until < card.tested.since
    assert card.brier < 0.6 * card.brier_of_share
    assert {"courier", "deposit", "prepay"} & set(card.for_stopping)
    assert {"viewing", "warranty", "receipt"} & set(card.for_lawful)
    assert probability(model, "prepay the courier a deposit") > 0.8
    assert probability(model, "viewing in the evening, balcony") < 0.2
    assert model.threshold == card.threshold == chosen(card.thresholds)
    assert "learned from 450 decisions" in card.told()[0]


def test_the_card_counts_what_the_model_says_of_the_tested() -> None:
    card, model = trained().card, trained().classifier
    tested = made_decisions()[450:]
    said = [probability(model, decided.record.text) for decided in tested]
    assert card.brier == pytest.approx(brier_score_loss([decided.stopped for decided in tested], said))
    assert sum(one.ads for one in card.bins) == 150
    half = card.thresholds[0]
    assert half.fired == sum(value >= 0.5 for value in said)
    assert half.right == sum(value >= 0.5 and decided.stopped for value, decided in zip(said, tested, strict=True))


def test_probabilities_mean_what_they_say() -> None:
    strangers = made_decisions(1500, seed=8)
    said = np.array([probability(trained().classifier, decided.record.text) for decided in strangers])
    stopped = np.array([decided.stopped for decided in strangers])
    for low in (0.0, 0.25, 0.5, 0.75):
        inside = (said >= low) & (said < low + 0.25)
        assert abs(said[inside].mean() - stopped[inside].mean()) < 0.12


@pytest.mark.parametrize("number", [600, 1500])
def test_scores_are_those_of_scikit_learn(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}

    def keep(*args: Any, **options: Any) -> Any:
        made["calibrated"] = CalibratedClassifierCV(*args, **options)
        return made["calibrated"]

    monkeypatch.setattr("haven.screening.learned.training.CalibratedClassifierCV", keep)
    model = train(made_decisions(number), name="a test").classifier
    assert model.calibration == ("isotonic" if number == 1500 else "sigmoid")
    rows = [list(features(Reading(decided.record))) for decided in made_decisions(50, seed=9)]
    vectorizer = TfidfVectorizer(analyzer=list, binary=True, vocabulary=list(model.vocabulary))
    vectorizer.idf_ = np.array(model.idf)
    theirs = made["calibrated"].predict_proba(vectorizer.transform(rows))[:, 1]
    ours = [probability(model, decided.record.text) for decided in made_decisions(50, seed=9)]
    assert ours == pytest.approx(list(theirs), abs=1e-9)


def test_the_same_decisions_give_the_same_model() -> None:
    again = train(list(reversed(made_decisions())), name="a test")
    assert again.classifier.dump() == trained().classifier.dump()


def test_it_refuses_to_learn_from_too_little() -> None:
    with pytest.raises(TooLittle, match="150 final decisions of people are too few"):
        train(made_decisions(150), name="a test")
    one_hand = [
        Decided(
            record=d.record, stopped=d.stopped, at=d.at, together=("network 1",) if d.stopped else (), groups=d.groups
        )
        for d in made_decisions(300)
    ]
    with pytest.raises(TooLittle, match=r"stopped an ad are about \d+ different ads"):
        train(one_hand, name="a test")


def test_a_language_cannot_become_a_reason() -> None:
    """Most ads of one language were stopped and few of another, for no reason in their words."""
    tongues = {
        "German": "das haus mit alten bäumen nahe see und garten",
        "English": "the house with old trees near lake and orchard",
    }
    dice = random.Random(3)
    decisions = []
    for at, made in enumerate(made_decisions(800)):
        language = dice.choice(list(tongues))
        stopped = dice.random() < (0.85 if language == "German" else 0.15)
        words = [*dice.sample(tongues[language].split(), 6), *made.record.body.split()]
        dice.shuffle(words)
        record = AdRecord(id=f"x{at}", body=" ".join(words))
        decisions.append(Decided(record=record, stopped=stopped, at=made.at, groups={"language": language}))
    apart = {}
    for balanced in (True, False):
        given = decisions if balanced else [replace(one, groups={}) for one in decisions]
        model = train(given, name="a test").classifier
        german, english = (probability(model, words) for words in tongues.values())
        apart[balanced] = abs(german - english)
    assert apart[True] < 0.2
    assert apart[False] > 0.5  # what it would be without weights


def test_nothing_personal_is_in_what_it_knows_and_no_lone_hand() -> None:
    decisions = made_decisions(400)
    signed = [
        Decided(
            record=AdRecord(id=d.record.id, body=f"{d.record.body} polish women {'zebediah' if n < 30 else ''}"),
            stopped=d.stopped,
            at=d.at,
            together=("poster 1",) if n < 30 else (),
            groups=d.groups,
        )
        for n, d in enumerate(decisions)
    ]
    known = train(signed, name="a test").classifier.vocabulary
    assert "courier" in known
    assert not [feature for feature in known if "zebediah" in feature]
    assert not [word for feature in known if not feature.startswith("~") for word in feature.split() if personal(word)]
    assert not [feature for feature in known if re.search(r"\d|polish|women", feature)]


def test_regressions_of_several_labels_share_a_vocabulary_and_are_those_of_scikit_learn() -> None:
    made = made_decisions(300)
    rows = [list(features(Reading(decided.record), parts=False)) for decided in made]
    labels = {"stopped": [decided.stopped for decided in made], "other": [at % 3 == 0 for at in range(len(made))]}
    models = regressions(rows, ["en"] * len(made), labels, strength=6.0)
    assert models["stopped"].vocabulary == models["other"].vocabulary
    vectorizer = TfidfVectorizer(analyzer=list, binary=True, vocabulary=list(models["stopped"].vocabulary))
    matrix = vectorizer.fit_transform(rows)
    for name, label in labels.items():
        theirs = LogisticRegression(C=6.0, max_iter=1000).fit(matrix, np.array(label)).predict_proba(matrix)[:50, 1]
        ours = [models[name].score(Reading(decided.record)).probability for decided in made[:50]]
        assert ours == pytest.approx(list(theirs), abs=1e-3)


def test_a_sigmoid_makes_of_sums_how_often_they_were_right() -> None:
    dice = random.Random(1)
    sums = [dice.uniform(-4, 4) for _ in range(4000)]
    labels = [dice.random() < 1 / (1 + np.exp(-(0.5 * value - 1))) for value in sums]
    assert sigmoid(sums, labels) == pytest.approx((-0.5, 1.0), abs=0.1)

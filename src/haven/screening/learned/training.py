"""Making a classifier from decisions. The only module that needs scikit-learn (BSD licence), and only to train.

What a word weighs is found by logistic regression over words, pairs and parts of words; a probability is made of the
sum by a calibration on folds that it has not learned from (scikit-learn's `CalibratedClassifierCV`): isotonic from a
thousand decisions on, sigmoid below, as its documentation advises. Whole families of copies are in one fold, and the
latest are kept for the test.

Language is no input, and is kept from becoming one by the back door: within every language the same share of the
learned ads counts as stopped (weights), and a language of which people stopped all ads, or none, is not learned from.

Must not know: where decisions come from.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from haven.screening.errors import ScreeningError
from haven.screening.learned.card import (
    THRESHOLDS,
    Card,
    Trained,
    at_thresholds,
    brier,
    by_group,
    chosen,
    counted,
    reliability,
)
from haven.screening.learned.classifier import Classifier
from haven.screening.learned.features import features
from haven.screening.learned.splitting import Decided, families, held_out
from haven.screening.reading import Reading

FEWEST = 200
"""Decisions below which nothing is trained."""

FEWEST_FAMILIES = 40
"""Families of copies of each kind, stopped and lawful, below which nothing is trained."""

FEWEST_TESTED = 15
"""Decisions of each kind that the test must have."""

_FOLDS = 5
_IN_FAMILIES = 3  # a word that fewer families use may be somebody's name
_MOST_FEATURES = 40_000
_ISOTONIC_FROM = 1000
_BALANCED_BY = "language"
_WORDS_TOLD = 25
_STRENGTH = 3.0
_STEPS = 1000


class TooLittle(ScreeningError):
    """There is not enough to learn from; the message says what is missing."""


def train(decisions: Sequence[Decided], *, name: str, left_out: Mapping[str, int] | None = None) -> Trained:
    """Learn from decisions, and test on the latest of them.

    Args:
        decisions: in any order; the same ones give the same model.
        name: how pages and hits call it.
        left_out: decisions that are not among them, by reason, for the card.

    Raises:
        TooLittle: there are too few decisions, or too few families of one kind.
    """
    ordered = sorted(decisions, key=lambda decided: (decided.at, decided.record.id))
    if len(ordered) < FEWEST:
        raise TooLittle(
            f"{len(ordered)} final decisions of people are too few to learn from: at least {FEWEST} are needed."
        )
    family = families(ordered)
    kept = held_out(ordered, family)
    comparable, dropped = _comparable(ordered, kept)
    rows = [row for row, is_kept in enumerate(kept) if not is_kept and row in comparable]
    tests = [row for row, is_kept in enumerate(kept) if is_kept]
    _enough(ordered, family, rows, tests)
    learned, tested = [ordered[row] for row in rows], [ordered[row] for row in tests]
    found = fit(learned, [family[row] for row in rows], name)
    probabilities = [found.score(Reading(decided.record)).probability for decided in tested]
    card = Card(
        learned=counted(learned, [family[row] for row in rows]),
        tested=counted(tested, [family[row] for row in tests]),
        left_out={**(left_out or {}), **dropped},
        **_figures(probabilities, tested, sum(decided.stopped for decided in learned) / len(learned)),
        **_words(found),
        features=len(found.vocabulary),
        calibration=found.calibration,
    )
    return Trained(found.model_copy(update={"threshold": card.threshold}), card)


def _figures(probabilities: Sequence[float], tested: Sequence[Decided], share: float) -> dict[str, Any]:
    """How the model does on decisions that it has not learned from; `share` of the others stopped an ad."""
    thresholds = at_thresholds(probabilities, tested)
    threshold = chosen(thresholds)
    return {
        "brier": brier(probabilities, tested),
        "brier_of_share": brier([share] * len(tested), tested),
        "bins": reliability(probabilities, tested),
        "thresholds": thresholds,
        "threshold": threshold,
        "groups": by_group(probabilities, tested, threshold or THRESHOLDS[-1]),
    }


def _words(found: Classifier) -> dict[str, tuple[str, ...]]:
    """The whole words that weigh most either way."""
    weighed = sorted(zip(found.coefficients, found.vocabulary, strict=True))
    words = [(weight, word) for weight, word in weighed if word.isalpha()]
    return {
        "for_stopping": tuple(word for weight, word in reversed(words) if weight > 0)[:_WORDS_TOLD],
        "for_lawful": tuple(word for weight, word in words if weight < 0)[:_WORDS_TOLD],
    }


def _comparable(ordered: Sequence[Decided], kept: Sequence[bool]) -> tuple[set[int], dict[str, int]]:
    """Rows in whose language people both stopped ads and found ads lawful, and how many are left out."""
    learned = [row for row, is_kept in enumerate(kept) if not is_kept]
    seen = Counter((ordered[row].groups.get(_BALANCED_BY, ""), ordered[row].stopped) for row in learned)
    both = {language for language, stopped in seen if stopped and (language, False) in seen}
    fit = {row for row in learned if ordered[row].groups.get(_BALANCED_BY, "") in both}
    dropped = len(learned) - len(fit)
    return fit, {"of a language in which all ads were stopped, or none": dropped} if dropped else {}


def _enough(ordered: Sequence[Decided], family: Sequence[int], rows: Sequence[int], tests: Sequence[int]) -> None:
    for stopped, told in ((True, "stopped an ad"), (False, "found an ad lawful")):
        found = len({family[row] for row in rows if ordered[row].stopped is stopped})
        if found < FEWEST_FAMILIES:
            raise TooLittle(
                f"Of the decisions to learn from, those that {told} are about {found} different ads or groups of "
                f"copies: at least {FEWEST_FAMILIES} are needed."
            )
        tested = sum(ordered[row].stopped is stopped for row in tests)
        if tested < FEWEST_TESTED:
            raise TooLittle(
                f"Of the latest decisions, which the test needs, {tested} {told}: at least {FEWEST_TESTED} are needed."
            )


def fit(
    learned: Sequence[Decided],
    family: Sequence[int],
    name: str,
    *,
    most_features: int = _MOST_FEATURES,
) -> Classifier:
    """The model of these decisions, still without a threshold.

    Args:
        learned: what to learn from.
        family: for each the number of its family of copies, which stay in one fold.
        name: how pages and hits call the model.
        most_features: how many features are kept, those that most families use.
    """
    rows = [list(features(Reading(decided.record))) for decided in learned]
    vectorizer = TfidfVectorizer(analyzer=list, binary=True, vocabulary=_vocabulary(rows, family, most_features))
    matrix = vectorizer.fit_transform(rows)
    labels = np.array([decided.stopped for decided in learned])
    method: Literal["sigmoid", "isotonic"] = "isotonic" if len(learned) >= _ISOTONIC_FROM else "sigmoid"
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
    calibrated = CalibratedClassifierCV(
        LogisticRegression(C=_STRENGTH, max_iter=_STEPS),
        method=method,
        cv=list(folds.split(matrix, labels, family)),
        ensemble=False,
    )
    calibrated.fit(matrix, labels, sample_weight=_weights(_labelled(learned)))
    inner = calibrated.calibrated_classifiers_[0]
    return _classifier(name, vectorizer, inner.estimator, method, _corners(inner.calibrators[0], method))


def regressions(
    rows: Sequence[Sequence[str]],
    languages: Sequence[str],
    labels: Mapping[str, Sequence[bool]],
    *,
    strength: float = _STRENGTH,
) -> dict[str, Classifier]:
    """Models of several labels of the same texts, with one vocabulary and without calibration or threshold.

    What they call a probability is the logistic function of the sum: it orders texts, and says no more.

    Args:
        rows: the features of each text; no two texts are copies of each other.
        languages: the language of each.
        labels: for each name, which texts are to be told from all others.
        strength: how little weights are held back (scikit-learn's `C`).
    """
    vocabulary = _vocabulary(rows, range(len(rows)), _MOST_FEATURES)
    vectorizer = TfidfVectorizer(analyzer=list, binary=True, vocabulary=vocabulary)
    matrix = vectorizer.fit_transform(rows)
    found = {}
    for name, label in labels.items():
        weights = _weights(list(zip(languages, label, strict=True)))
        estimator = LogisticRegression(C=strength, max_iter=_STEPS).fit(matrix, np.array(label), sample_weight=weights)
        found[name] = _classifier(name, vectorizer, estimator, "sigmoid", ((-1.0, 0.0),))
    return found


def sigmoid(sums: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """The (a, b) of `Classifier.corners` that make sums the probabilities of these labels (Platt, 1999)."""
    column = np.array(sums).reshape(-1, 1)
    fitted = LogisticRegression(C=np.inf, max_iter=_STEPS).fit(column, np.array(labels))
    return -float(fitted.coef_[0][0]), -float(fitted.intercept_[0])


def _classifier(
    name: str,
    vectorizer: TfidfVectorizer,
    estimator: LogisticRegression,
    method: Literal["sigmoid", "isotonic"],
    corners: tuple[tuple[float, float], ...],
) -> Classifier:
    return Classifier(
        name=name,
        threshold=None,
        vocabulary=tuple(vectorizer.get_feature_names_out()),
        idf=tuple(map(float, vectorizer.idf_)),
        coefficients=tuple(map(float, estimator.coef_[0])),
        intercept=float(estimator.intercept_[0]),
        calibration=method,
        corners=corners,
    )


def _vocabulary(rows: Sequence[Sequence[str]], family: Sequence[int], most: int) -> list[str]:
    """Features that several families use, so many of those that most use."""
    users: dict[str, set[int]] = {}
    for row, number in zip(rows, family, strict=True):
        for feature in row:
            users.setdefault(feature, set()).add(number)
    spread = [(-len(by), feature) for feature, by in users.items() if len(by) >= _IN_FAMILIES]
    return sorted(feature for _, feature in sorted(spread)[:most])


def _labelled(learned: Sequence[Decided]) -> list[tuple[str, bool]]:
    return [(decided.groups.get(_BALANCED_BY, ""), decided.stopped) for decided in learned]


def _weights(pairs: Sequence[tuple[str, bool]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Weights with which the same share of every language's ads was stopped, and every language weighs what it did."""
    number, languages, stopped = Counter(pairs), Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    return np.array([languages[one] * stopped[label] / len(pairs) / number[one, label] for one, label in pairs])


def _corners(calibrator: Any, method: str) -> tuple[tuple[float, float], ...]:
    """What `Classifier` keeps of scikit-learn's calibrator."""
    if method == "sigmoid":
        return ((float(calibrator.a_), float(calibrator.b_)),)
    pairs = zip(calibrator.X_thresholds_, calibrator.y_thresholds_, strict=True)
    return tuple((float(x), float(y)) for x, y in pairs)

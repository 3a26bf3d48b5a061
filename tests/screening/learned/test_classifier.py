"""A model as plain data: its arithmetic, its file, and what is refused as one."""

import gzip
import json
import pickle

import pytest

from haven.records import AdRecord
from haven.screening.learned.classifier import LARGEST, Classifier, ClassifierError
from haven.screening.reading import Reading

MODEL = Classifier(
    name="a test",
    threshold=0.7,
    vocabulary=("courier", "viewing", "by courier"),
    idf=(1.0, 1.0, 2.0),
    coefficients=(3.0, -3.0, 1.0),
    intercept=0.0,
    calibration="sigmoid",
    corners=((-1.0, 0.0),),
)


def probability(model: Classifier, text: str) -> float:
    return model.score(Reading(AdRecord(id="1", body=text))).probability


def test_what_it_adds_up_and_which_words_carried_it() -> None:
    score = MODEL.score(Reading(AdRecord(id="1", body="Keys by courier")))
    length = (1 + 4) ** 0.5
    assert score.probability == pytest.approx(1 / (1 + 2.718281828459045 ** -(5 / length)))
    assert [word.place for word in score.words] == [2, 1]
    assert [word.added for word in score.words] == pytest.approx([5 / length, 2 / length])


def test_an_ad_without_a_known_word_is_what_every_ad_begins_with() -> None:
    assert probability(MODEL, "Nothing here") == pytest.approx(0.5)
    assert MODEL.score(Reading(AdRecord(id="1", body=""))).words == ()


def test_isotonic_calibration_is_a_line_between_corners() -> None:
    model = MODEL.model_copy(update={"calibration": "isotonic", "corners": ((-1.0, 0.1), (1.0, 0.5), (3.0, 0.9))})
    assert probability(model, "courier") == pytest.approx(0.9)
    assert probability(model, "viewing") == pytest.approx(0.1)
    assert probability(model, "courier viewing") == pytest.approx(0.3)


def test_the_same_model_gives_the_same_bytes_and_comes_back() -> None:
    data = MODEL.dump()
    assert data == MODEL.dump()
    assert Classifier.load(data) == MODEL


def changed(**values: object) -> bytes:
    return gzip.compress(json.dumps(json.loads(gzip.decompress(MODEL.dump())) | values).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a model",
        pickle.dumps({"a": 1}),
        gzip.compress(b"[]"),
        gzip.compress(b"{}"),
        MODEL.dump()[:-9],
        changed(format="haven-classifier/2"),
        changed(idf=[1.0]),
        changed(intercept=float("nan")),
        changed(coefficients=[1.0, 2.0, float("inf")]),
        changed(corners=[]),
        changed(calibration="isotonic", corners=[[0, 0.9], [1, 0.1]]),
        changed(threshold=7),
        changed(surplus=1),
        gzip.compress(b" " * (LARGEST + 2)),
    ],
    ids=range(15),
)
def test_anything_else_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ClassifierError, match="no classifier that Haven can read"):
        Classifier.load(data)


def test_a_file_with_another_digest_is_refused() -> None:
    with pytest.raises(ClassifierError, match="digest differs"):
        Classifier.load(MODEL.dump(), "0" * 64)

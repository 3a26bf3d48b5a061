"""A classifier as plain data, and what it makes of an ad: logistic regression over features, calibrated.

Owns: the file (gzipped JSON; nothing in it is ever run) and the arithmetic, which is scikit-learn's (`TfidfVectorizer`
with `binary`, `LogisticRegression`, `CalibratedClassifierCV`), without scikit-learn. Must not know: how it was trained.
"""

import gzip
import hashlib
import io
import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import exp, inf, sqrt
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from haven.screening.errors import ScreeningError
from haven.screening.learned.features import features, is_part
from haven.screening.reading import Reading

LARGEST = 16_000_000
"""Bytes that a model may unpack to."""

Probability = Annotated[float, Field(ge=0, le=1)]


class ClassifierError(ScreeningError):
    """A file that is no classifier, or of a version that this Haven does not know."""


class Word(NamedTuple):
    """A word of an ad.

    Attributes:
        place: in the reading.
        added: what it added to the sum, its pairs and parts included.
        idf: how rare it is by itself (inverse document frequency: 4 for one in twenty texts); infinite for the rarest.
    """

    place: int
    added: float
    idf: float = inf


@dataclass(frozen=True, slots=True)
class Score:
    """What the classifier makes of one ad.

    Attributes:
        probability: that people at this site would stop such an ad, of ads that people look at; calibrated.
        words: each different known word once, where it stands first, that which added most first.
    """

    probability: float
    words: tuple[Word, ...]


class Classifier(BaseModel):
    """A trained model.

    Attributes:
        name: how hits and pages call it.
        threshold: the probability from which the signal fires; None where no threshold was right often enough.
        leaning: the lower one from which it is worth a word beside other signals, or None.
        vocabulary: features.
        idf: what each counts for in the length of an ad (inverse document frequency).
        coefficients: what each adds, before it is divided by that length.
        intercept: what every ad begins with.
        calibration: from the sum to a probability: `sigmoid` with (a, b) for 1 / (1 + exp(a x + b)), or `isotonic` with
            the corners (x, y) of a line that never falls.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ignored_types=(cached_property,))

    format: Literal["haven-classifier/1"] = "haven-classifier/1"
    name: Annotated[str, Field(min_length=1, max_length=60)]
    threshold: Probability | None
    leaning: Probability | None = None
    vocabulary: tuple[str, ...]
    idf: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float
    calibration: Literal["sigmoid", "isotonic"]
    corners: Annotated[tuple[tuple[float, float], ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits_together(self) -> "Classifier":
        if not len(self.vocabulary) == len(self.idf) == len(self.coefficients):
            raise ValueError("as many features as weights")
        if any(one[0] > other[0] or one[1] > other[1] for one, other in pairwise(self.corners)):
            raise ValueError("a calibration never falls")
        return self

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _weights(self) -> dict[str, tuple[float, float]]:
        return {
            feature: (coefficient * idf, idf * idf)
            for feature, coefficient, idf in zip(self.vocabulary, self.coefficients, self.idf, strict=True)
        }

    @cached_property
    def _idf(self) -> dict[str, float]:
        return dict(zip(self.vocabulary, self.idf, strict=True))

    @cached_property
    def _knows_parts(self) -> bool:
        return any(is_part(feature) for feature in self.vocabulary)

    def score(self, reading: Reading) -> Score:
        """The probability that people would stop this ad, and the words that made it."""
        added: dict[int, float] = {}
        total = square = 0.0
        weights = self._weights
        for feature, places in features(reading, parts=self._knows_parts).items():
            known = weights.get(feature)
            if known is None:
                continue
            total += known[0]
            square += known[1]
            for place in places:
                added[place] = added.get(place, 0.0) + known[0]
        length = sqrt(square) or 1.0
        words = (
            Word(place, value / length, self._idf.get(reading.words[place], inf)) for place, value in added.items()
        )
        probability = self._calibrated(total / length + self.intercept)
        return Score(probability, tuple(sorted(words, key=lambda word: -word.added)))

    def _calibrated(self, value: float) -> float:
        if self.calibration == "sigmoid":
            (a, b), *_ = self.corners
            return 1 / (1 + exp(min(700.0, a * value + b)))
        place = bisect_right(self.corners, value, key=lambda corner: corner[0])
        if place in {0, len(self.corners)}:
            return self.corners[min(place, len(self.corners) - 1)][1]
        (x, y), (next_x, next_y) = self.corners[place - 1], self.corners[place]
        return y + (next_y - y) * (value - x) / (next_x - x)

    def dump(self) -> bytes:
        """The model as a file; the same bytes for the same model."""
        return gzip.compress(self.model_dump_json().encode(), mtime=0)

    @classmethod
    def load(cls, data: bytes, sha256: str = "") -> "Classifier":
        """A model from the bytes of a file.

        Args:
            data: what `dump` gave.
            sha256: of the data, where it is known what it should be.

        Raises:
            ClassifierError: it is something else, or damaged.
        """
        if sha256 and hashlib.sha256(data).hexdigest() != sha256:
            raise ClassifierError("The classifier's file is not the one that was trained: its digest differs.")
        try:
            return cls.model_validate(json.loads(_unpacked(data)))
        except (OSError, EOFError, ValueError, ValidationError) as error:
            raise ClassifierError(f"This is no classifier that Haven can read: {str(error)[:200]}") from None


def _unpacked(data: bytes) -> bytes:
    with gzip.open(io.BytesIO(data)) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise ValueError(f"larger than {LARGEST} bytes")
    return text

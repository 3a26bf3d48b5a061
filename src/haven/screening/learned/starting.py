"""The models that a site has on its first day: one for each kind of harm, learned from texts written for the purpose.

Owns: which there are, reading them, and when a score counts. Must not know: how they were learned
(`benchmarks/starter.py`), policies.
"""

from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from haven.screening.learned.classifier import Classifier, Score
from haven.screening.reading import Reading
from haven.screening.scenes import retold

Harm = Literal["fraud", "exploitation", "goods"]
HARMS: tuple[Harm, ...] = get_args(Harm)
FOLDER = Path(str(resources.files("haven.screening.learned"))) / "starter"


@cache
def starter(harm: Harm) -> Classifier:
    """The model of one kind of harm.

    Raises:
        ClassifierError: the file in the package is damaged.
    """
    return Classifier.load((FOLDER / f"{harm}.json.gz").read_bytes())


_FEWEST = 12
_FEWEST_CARRY = 4
_MOST_OF_ONE = 0.4


def grounded(score: Score, reading: Reading) -> bool:
    """Whether a score rests on a few sentences, and on several of their words, none of which made most of it.

    In a headline, one word can make any score: that says nothing.
    """
    added = [word.added for word in score.words if word.added > 0]
    long_enough = len(reading.words) >= _FEWEST and len(added) >= _FEWEST_CARRY
    return long_enough and max(added) <= _MOST_OF_ONE * sum(added)


def counts(score: Score, reading: Reading) -> bool:
    """Whether a score says anything of an ad: it is grounded, and the ad does not retell what another one did.

    A victim's warning has all the words of the trick. This silences models alone, and no signal made of wordings.
    """
    return grounded(score, reading) and not retold(reading)


class Likeness(NamedTuple):
    """What a starter model says of an ad, well founded, and whether it is sure enough to stand alone, or to lean."""

    score: Score
    alone: bool
    leaning: bool


@lru_cache(maxsize=len(HARMS))  # the signals `reads-like-…` and `leans-towards-harm` ask for the same ad
def likeness(harm: Harm, reading: Reading) -> Likeness | None:
    """How like one kind of harm an ad reads; None where too few words say so, or it retells what another one did."""
    model = starter(harm)
    score = model.score(reading)
    if not counts(score, reading):
        return None
    return Likeness(score, _reaches(score, model.threshold), _reaches(score, model.leaning))


def _reaches(score: Score, limit: float | None) -> bool:
    return limit is not None and score.probability >= limit

"""The starter models: what the signals `reads-like-…` and `leans-towards-harm` judge by on a site's first day.

    make starter        (python -m benchmarks.starter; HAVEN_CORPORA adds a look at outside texts)

Learned from the texts in `benchmarks/written`, which were written for this by several hands that knew no signal. One
model for each kind of harm, against everything else; to its weights are added some of those of a model of harm of any
kind, as haste and secrecy are the same in all. Each hand that wrote about everything is left out once, and what models
that never saw a hand say of its texts makes probabilities of their sums, and sets the thresholds. Reported is what they
say, at those thresholds, of the texts in `benchmarks/written/kept`: other texts of the same hands, and whole hands of
its own, which no person who builds signals may read. The models in the package are then learned from all but the kept.
Writes `src/haven/screening/learned/starter/` and `benchmarks/results/starter.md`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from pathlib import Path
from time import perf_counter

from haven.project.demo.ads import generate
from haven.records import AdRecord
from haven.screening.intervals import wilson
from haven.screening.learned.classifier import Classifier
from haven.screening.learned.features import features
from haven.screening.learned.starting import FOLDER, HARMS, Harm, counts
from haven.screening.learned.training import regressions, sigmoid
from haven.screening.reading import Reading
from tests.screening.outside import CORPORA, folder

WRITTEN = Path(__file__).parent / "written"
KEPT = WRITTEN / "kept"
RESULT = Path(__file__).parent / "results" / "starter.md"
LEFT_OUT = (
    *("first", "money", "work", "patient", "plain", "street", "agency", "stall", "keys", "continent"),
    *("barrio", "sur", "county", "newcomer", "borough", "kiez"),
)
"""Hands that wrote about everything, or nearly: each is judged by models that never saw it."""

BESIDE = ("burned",)
"""Hands that wrote on purpose what is hardest to tell: judged in the same way and reported, no measure of a site."""

ALONE, LEANING = 0.01, 0.03
"""The share of left-out lawful ads, most of them near misses, that one model may take for its harm."""

RIGHT, RIGHT_LEANING = 0.8, 0.5
"""The lower end of the interval of precision on left-out texts that a model must reach."""

SHARED = 0.3
"""How much of the weights of harm of any kind are added to those of each kind. More finds more, and names it worse."""

_STRENGTH = 6.0
_ANY = "any"
_DIGITS = 3
_MOST = 1 - 1e-12  # what a probability may be for its logit to be told


@dataclass(frozen=True)
class Written:
    """One text that was written for the purpose."""

    hand: str
    kind: str
    harm: str
    language: str
    record: AdRecord

    @cached_property
    def reading(self) -> Reading:
        """The text, read once for all models."""
        return Reading(self.record)

    @cached_property
    def features(self) -> list[str]:
        """What a starter model sees of it."""
        return list(features(self.reading, parts=False))


def read(file: Path) -> list[Written]:
    """The texts of one hand."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        Written(
            file.stem,
            row["kind"],
            row["stop"],
            row["language"],
            AdRecord(**{name: row[name] for name in ("id", "title", "body", "category", "price", "currency")}),
        )
        for row in rows
    ]


def demo() -> list[Written]:
    """The honest ads of the demo, which were written to read like a town's board."""
    return [
        Written("demo", ad.kind, "", "en", AdRecord(id=ad.key, title=ad.title, body=ad.body, category=ad.category))
        for ad in generate()
        if ad.kind in {"ordinary", "lookalike"}
    ]


Corners = tuple[tuple[float, float], ...]


def learned(texts: Sequence[Written]) -> dict[Harm, Classifier]:
    """A model of each harm, without calibration and thresholds."""
    labels: dict[str, list[bool]] = {harm: [text.harm == harm for text in texts] for harm in HARMS}
    labels[_ANY] = [bool(text.harm) for text in texts]
    languages = [text.language for text in texts]
    found = regressions([text.features for text in texts], languages, labels, strength=_STRENGTH)
    return {harm: _joined(f"starter: {harm}", found[harm], found[_ANY]) for harm in HARMS}


def _joined(name: str, own: Classifier, wide: Classifier) -> Classifier:
    pairs = zip(own.coefficients, wide.coefficients, strict=True)
    return own.model_copy(
        update={
            "name": name,
            "coefficients": tuple(one + SHARED * other for one, other in pairs),
            "intercept": own.intercept + SHARED * wide.intercept,
        }
    )


Scores = dict[Harm, list[float]]
Limit = tuple[float | None, float | None]
"""From which probability a model stands alone, and from which it leans; None: it never does."""
Limits = dict[Harm, Limit]


def said_of(model: Classifier, reading: Reading) -> float:
    """The probability, or 0 where it does not count."""
    score = model.score(reading)
    return score.probability if counts(score, reading) else 0.0


def scores(models: dict[Harm, Classifier], texts: Iterable[Written]) -> Scores:
    """What each model says of each text."""
    found: Scores = {harm: [] for harm in HARMS}
    for text in texts:
        for harm, model in models.items():
            found[harm].append(said_of(model, text.reading))
    return found


def calibration(said: Sequence[float], own: Sequence[bool]) -> Corners:
    """What makes probabilities of sums, from what models without calibration say of hands that they never saw."""
    told = [(_logit(value), label) for value, label in zip(said, own, strict=True) if value]
    return (sigmoid([value for value, _ in told], [label for _, label in told]),)


def calibrated(value: float, corners: Corners) -> float:
    """What a model with this calibration says where one without it says `value`; 0 stays 0."""
    ((a, b),) = corners
    return 1 / (1 + exp(a * _logit(value) + b)) if value else 0.0


def _logit(value: float) -> float:
    return log(min(value, _MOST) / (1 - min(value, _MOST)))


def thresholds(said: Sequence[float], tested: Sequence[Written]) -> Limit:
    """The least probability, in hundredths, from which a model may stand alone (if any), and from which it leans."""
    steps = [step / 100 for step in range(1, 100)]
    lawful = [value for value, text in zip(said, tested, strict=True) if not text.harm]
    harmful = [value for value, text in zip(said, tested, strict=True) if text.harm]

    def wrong(step: float) -> int:
        return sum(value >= step for value in lawful)

    def first(share: float, least: float) -> float | None:
        for step in steps:
            right = sum(value >= step for value in harmful)
            found = wilson(right, right + wrong(step))
            if wrong(step) <= share * len(lawful) and found is not None and found.low >= least:
                return step
        return None

    return first(ALONE, RIGHT), first(LEANING, RIGHT_LEANING)


def small(model: Classifier, corners: Corners, limit: Limit) -> Classifier:
    """The model as it is shipped."""
    return model.model_copy(
        update={
            "threshold": limit[0],
            "leaning": limit[1],
            "coefficients": tuple(round(value, _DIGITS) for value in model.coefficients),
            "idf": tuple(round(value, _DIGITS) for value in model.idf),
            "corners": corners,
        }
    )


@dataclass
class Judged:
    """Texts, and what models that had not seen their hands say of them."""

    texts: list[Written]
    said: Scores

    def add(self, texts: Sequence[Written], said: Scores) -> None:
        """More texts, and what models that had not seen their hand say of them."""
        self.texts += texts
        for harm in HARMS:
            self.said[harm] += said[harm]

    def calibrate(self, corners: dict[Harm, Corners]) -> None:
        """Make probabilities of what models without calibration said."""
        for harm, said in self.said.items():
            said[:] = [calibrated(value, corners[harm]) for value in said]


def main() -> None:
    hands = {file.stem: read(file) for file in sorted(WRITTEN.glob("*.jsonl"))} | {"demo": demo()}
    kept = {file.stem: read(file) for file in sorted(KEPT.glob("*.jsonl"))}
    texts = [text for hand in hands.values() for text in hand]
    tuned, beside, reported = (Judged([], {harm: [] for harm in HARMS}) for _ in range(3))
    for hand in (*LEFT_OUT, *BESIDE):
        others = [text for text in texts if text.hand != hand]
        models = learned(others)
        (beside if hand in BESIDE else tuned).add(hands[hand], scores(models, hands[hand]))
        reported.add(kept.get(hand, []), scores(models, kept.pop(hand, [])))
        print(f"without {hand}: {len(others)} learned", file=sys.stderr)
    final = learned(texts)
    for stranger in kept.values():
        reported.add(stranger, scores(final, stranger))
    corners = {harm: calibration(tuned.said[harm], [text.harm == harm for text in tuned.texts]) for harm in HARMS}
    for judged in (tuned, beside, reported):
        judged.calibrate(corners)
    limits: Limits = {harm: thresholds(tuned.said[harm], tuned.texts) for harm in HARMS}
    models = {harm: small(model, corners[harm], limits[harm]) for harm, model in final.items()}
    FOLDER.mkdir(exist_ok=True)
    for harm, model in models.items():
        (FOLDER / f"{harm}.json.gz").write_bytes(model.dump())
    told = _told(hands, (tuned, beside, reported), limits, models)
    RESULT.write_text(told, encoding="utf-8")
    print(told)


def _told(
    hands: dict[str, list[Written]],
    judged: tuple[Judged, Judged, Judged],
    limits: Limits,
    models: dict[Harm, Classifier],
) -> str:
    tuned, beside, reported = judged
    lines = ["# Starter models", "", "Written by `make starter`. Texts written for the purpose, by hand:", ""]
    lines += ["| hand | texts | harmful | lawful |", "| --- | ---: | ---: | ---: |"]
    for name, hand in hands.items():
        harmful = sum(bool(text.harm) for text in hand)
        lines.append(f"| {name} | {len(hand)} | {harmful} | {len(hand) - harmful} |")
    lines += ["", "## Texts that set the thresholds", "", *_judged(tuned, limits)]
    lines += ["", "## Warnings and what dresses as warnings, by a hand that the measured models had not seen", ""]
    lines += _judged(beside, limits)
    lines += ["", "## Kept texts, by hands that the models had not seen", "", *_judged(reported, limits)]
    return "\n".join([*lines, "", *_outside(models), ""])


def _judged(judged: Judged, limits: Limits) -> list[str]:
    """Two tables: by hand and by language, whether any model fires; and each model by itself."""
    lines = ["| hand or language | harmful, alone | harmful, leaning | lawful, alone | lawful, leaning |"]
    lines += ["| --- | --: | --: | --: | --: |"]
    fired = [
        tuple(any(_fires(judged.said[harm][row], limits[harm][level]) for harm in HARMS) for level in (0, 1))
        for row in range(len(judged.texts))
    ]
    for field in ("hand", "language"):
        for name in dict.fromkeys(getattr(text, field) for text in judged.texts):
            rows = [n for n, text in enumerate(judged.texts) if getattr(text, field) == name]
            lines.append(f"| {name} | {' | '.join(_cells(rows, fired, judged))} |")
    lines += [
        "",
        "| model | thresholds | found, alone | found, leaning | fired alone | its harm | any harm | at least |",
    ]
    lines += ["| --- | --- | --: | --: | --: | --: | --: | --: |"]
    return lines + [_model(harm, judged, limits[harm]) for harm in HARMS]


def _cells(rows: Sequence[int], fired: Sequence[tuple[bool, ...]], judged: Judged) -> Iterable[str]:
    """How many of the harmful and of the lawful texts fired, alone and leaning."""
    for harmful in (True, False):
        own = [fired[n] for n in rows if bool(judged.texts[n].harm) is harmful]
        yield from (_share(sum(one[level] for one in own), len(own)) for level in (0, 1))


def _model(harm: Harm, judged: Judged, limits: Limit) -> str:
    said = list(zip(judged.said[harm], judged.texts, strict=True))
    own = [value for value, text in said if text.harm == harm]
    alone = [text for value, text in said if _fires(value, limits[0])]
    found = (_share(sum(_fires(value, limit) for value in own), len(own)) for limit in limits)
    right, any_harm = sum(text.harm == harm for text in alone), sum(bool(text.harm) for text in alone)
    interval = wilson(any_harm, len(alone))
    low = f"{interval.low:.0%}" if interval else "–"
    first = f"{limits[0]:.2f}" if limits[0] else "never"
    return f"| {harm} | {first} / {limits[1]:.2f} | {' | '.join(found)} | {len(alone)} | {right} | {any_harm} | {low} |"


def _fires(value: float, limit: float | None) -> bool:
    return limit is not None and value >= limit


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "–"


def _outside(models: dict[Harm, Classifier]) -> list[str]:
    data = folder()
    if data is None:
        return ["Outside texts were not looked at: HAVEN_CORPORA names no folder."]
    lines = ["## Texts that nobody here wrote", "", "None is known to be dishonest, and none was learned from.", ""]
    lines += ["| corpus | texts | alone | leaning | seconds |", "| --- | --: | --: | --: | --: |"]
    for name in ("housing", "autos"):
        counted: Counter[str] = Counter()
        started = perf_counter()
        for record, _ in CORPORA[name](data):
            reading = Reading(record)
            levels = [(said_of(model, reading), model) for model in models.values()]
            counted["texts"] += 1
            counted["alone"] += any(value >= (model.threshold or 1) for value, model in levels)
            counted["leaning"] += any(value >= (model.leaning or 1) for value, model in levels)
        spent = perf_counter() - started
        lines.append(f"| {name} | {counted['texts']} | {counted['alone']} | {counted['leaning']} | {spent:.0f} |")
    return lines


if __name__ == "__main__":
    main()

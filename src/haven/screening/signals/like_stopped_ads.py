"""Signal: the ad reads like ads that people at this site stopped."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.learned import Classifier
from haven.screening.likeness import shown
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source


def find(reading: Reading, context: Context) -> Iterable[Finding]:
    """The words that carried most, where the site's classifier is as sure as its threshold asks."""
    model = context.classifier
    if model is None or model.threshold is None:
        return []
    score = model.score(reading)
    if not score.words or score.probability < model.threshold:
        return []
    told = f"People here stopped {score.probability:.0%} of the ads that read like this one ({model})."
    return shown(reading, score, told)


_TINY = Classifier(
    name="an example",
    threshold=0.8,
    vocabulary=("courier", "keys", "abroad", "viewing"),
    idf=(1.0, 1.0, 1.0, 1.0),
    coefficients=(3.0, 2.0, 2.0, -4.0),
    intercept=-1.0,
    calibration="sigmoid",
    corners=((-1.0, 0.0),),
)

SIGNAL = Signal(
    slug="like-stopped-ads",
    title="Reads like ads that were stopped here",
    looks_for="Words, pairs of words and parts of words that stood in ads which people at this site stopped for fraud "
    "or exploitation, and not in those they found lawful: a small classifier that the site trained on its own "
    "decisions. It sees the words alone, without contact details, numbers, and words that say who somebody is. Silent "
    "on a site that has trained none. It only ever adds weight to other signals.",
    sources=(
        Source("J. Platt", "Probabilistic Outputs for Support Vector Machines (calibration)", 1999),
        Source("M. Mitchell and others", "Model Cards for Model Reporting", 2019),
    ),
    ground="fraud",
    nature=Nature.LEARNED,
    weight=20,
    languages=(),
    fires=(Example("The owner is abroad, so the keys come by courier.", "housing", context=Context(classifier=_TINY)),),
    silent=(
        Example("The owner is abroad, so the keys come by courier.", "housing"),
        Example("The keys are handed over at the viewing, no courier.", "housing", context=Context(classifier=_TINY)),
    ),
    find=find,
)

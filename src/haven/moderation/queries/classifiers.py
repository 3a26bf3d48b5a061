"""What classifiers of this site have said: the one in force, and those in shadow beside what became of the same ads."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Avg, Count, Exists, F, FloatField, OuterRef, QuerySet
from django.db.models.functions import Floor, Least

from haven.listings.models import ShadowScore, SignalHit
from haven.moderation.models import Appeal, Decision, Outcome
from haven.moderation.queries.backtest import LEARNED
from haven.policies.models import ClassifierVersion
from haven.screening.intervals import Interval, wilson

_BANDS = 10
_DIFFERENCES = 20


@dataclass(slots=True)
class Band:
    """Ads to which a classifier in shadow gave a probability from `low` to `high`.

    Attributes:
        live: what became of them by the policy in force, by outcome.
        fired: on how many the classifier in force of their day fired.
        decided: about how many people decided, `stopped` of them against the ad.
    """

    low: float
    high: float
    live: Counter[str] = field(default_factory=Counter)
    fired: int = 0
    decided: int = 0
    stopped: int = 0

    @property
    def said(self) -> str:
        """The probabilities, in percent."""
        return f"{100 * self.low:.0f}–{100 * self.high:.0f} %"

    @property
    def ads(self) -> int:
        """How many there are."""
        return self.live.total()

    @property
    def precision(self) -> Interval | None:
        """How often people stopped those that they decided about."""
        return wilson(self.stopped, self.decided)


@dataclass(frozen=True, slots=True)
class InShadow:
    """What a classifier said of new ads without effect, beside what became of them.

    Attributes:
        ads: how many it scored; `failed` could not be.
        mean: the mean probability.
        bands: the scores in ten bands, the highest first.
        over: how many reached its threshold.
        decided: of those, about how many people decided, `stopped` of them against the ad.
        alone: the highest scores over the threshold whose ads were published all the same, with
            `.verdict.revision.listing`; each with whether the classifier in force fired, too.
    """

    ads: int
    failed: int
    mean: float | None
    bands: list[Band]
    over: int
    decided: int
    stopped: int
    alone: list[tuple[ShadowScore, bool]]

    @property
    def precision(self) -> Interval | None:
        """How often people agreed, of the ads over the threshold that they looked at."""
        return wilson(self.stopped, self.decided)

    @property
    def fired(self) -> int:
        """On how many of these ads the classifier in force of their day fired."""
        return sum(band.fired for band in self.bands)


def classifier_in_force() -> ClassifierVersion | None:
    """The live one, without its bytes."""
    live = ClassifierVersion.objects.filter(state=ClassifierVersion.State.LIVE)
    return live.select_related("approver").defer("model").first()


def classifier_before() -> ClassifierVersion | None:
    """The one that was in force before: what a roll-back returns to."""
    over = ClassifierVersion.objects.filter(state=ClassifierVersion.State.RETIRED).exclude(live_at=None)
    return over.defer("model").order_by("-retired_at", "-id").first()


def classifiers_to_try() -> QuerySet[ClassifierVersion]:
    """Those in shadow or in force that would ever fire: what a backtest can try."""
    used = ClassifierVersion.objects.exclude(state=ClassifierVersion.State.RETIRED)
    return used.exclude(card__threshold=None).defer("model").order_by("-id")


def in_shadow(version: ClassifierVersion) -> InShadow:
    """What this one said, beside what screening did and people decided about the same ads."""
    every = ShadowScore.objects.filter(classifier=version)
    scores = every.exclude(probability=None)
    over = scores.filter(probability__gte=version.threshold) if version.threshold is not None else scores.none()
    bands = _bands(scores)
    decided = _decided(scores)
    for score, stopped in decided:
        band = bands[_band(score)]
        band.decided += 1
        band.stopped += stopped
    agreed = [stopped for score, stopped in decided if version.threshold is not None and score >= version.threshold]
    published = over.filter(verdict__outcome=Outcome.PUBLISH).annotate(fired=_live_fired())
    published = published.select_related("verdict__revision__listing").order_by("-probability", "-id")
    return InShadow(
        ads=every.count(),
        failed=every.filter(probability=None).count(),
        mean=scores.aggregate(mean=Avg("probability"))["mean"],
        bands=bands[::-1],
        over=over.count(),
        decided=len(agreed),
        stopped=sum(agreed),
        alone=[(score, score.fired) for score in published[:_DIFFERENCES]],
    )


def _live_fired() -> Exists:
    return Exists(SignalHit.objects.filter(verdict=OuterRef("verdict"), signal=LEARNED.slug))


def _band(probability: float) -> int:
    return min(int(probability * _BANDS), _BANDS - 1)


def _bands(scores: QuerySet[ShadowScore]) -> list[Band]:
    """The bands with what became of their ads, the lowest first."""
    bands = [Band(number / _BANDS, (number + 1) / _BANDS) for number in range(_BANDS)]
    number = Least(Floor(F("probability") * _BANDS), _BANDS - 1.0, output_field=FloatField())
    counted = scores.annotate(band=number, fired=_live_fired()).values_list("band", "verdict__outcome", "fired")
    for place, outcome, fired, ads in counted.annotate(ads=Count("pk")).order_by():
        bands[int(place)].live[outcome] += ads
        bands[int(place)].fired += ads if fired else 0
    return bands


def _decided(scores: QuerySet[ShadowScore]) -> list[tuple[float, bool]]:
    """The probability of each ad that people decided about, and whether it was stopped in the end."""
    latest = (
        Decision.objects.filter(revision__in=scores.values("verdict__revision"), undone_at=None)
        .exclude(outcome=Outcome.ASK)
        .order_by("revision_id", "-id")
        .distinct("revision_id")
    )
    reversed_ = set(Appeal.objects.filter(state=Appeal.State.REVERSED).values_list("decision_id", flat=True))
    stopped = {one.revision_id: one.restricts != (one.pk in reversed_) for one in latest}
    said = scores.filter(verdict__revision__in=stopped).values_list("probability", "verdict__revision")
    return [(probability, stopped[revision]) for probability, revision in said if probability is not None]

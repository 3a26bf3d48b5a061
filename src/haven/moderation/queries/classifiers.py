"""What classifiers of this site have said: the one in force, and those in shadow beside what people decided since."""

from dataclasses import dataclass

from django.db.models import Avg, QuerySet

from haven.listings.models import ShadowScore
from haven.moderation.models import Appeal, Decision, Outcome
from haven.policies.models import ClassifierVersion
from haven.screening.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class InShadow:
    """What a classifier said of new ads without effect.

    Attributes:
        ads: how many it scored; `failed` could not be.
        mean: the mean probability.
        over: how many reached its threshold.
        decided: of those, about how many people decided, `stopped` of them against the ad.
    """

    ads: int
    failed: int
    mean: float | None
    over: int
    decided: int
    stopped: int

    @property
    def precision(self) -> Interval | None:
        """How often people agreed, of the ads over the threshold that they looked at."""
        return wilson(self.stopped, self.decided)


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
    """What this one said, beside what people decided about the same ads."""
    scores = ShadowScore.objects.filter(classifier=version)
    whole = scores.aggregate(mean=Avg("probability"))
    over = scores.filter(probability__gte=version.threshold) if version.threshold is not None else scores.none()
    revisions = over.values("verdict__revision")
    latest = (
        Decision.objects.filter(revision__in=revisions, undone_at=None)
        .exclude(outcome=Outcome.ASK)
        .order_by("revision_id", "-id")
        .distinct("revision_id")
    )
    reversed_ = set(Appeal.objects.filter(state=Appeal.State.REVERSED).values_list("decision_id", flat=True))
    found = [one.restricts != (one.pk in reversed_) for one in latest]
    return InShadow(
        ads=scores.count(),
        failed=scores.filter(probability=None).count(),
        mean=whole["mean"],
        over=over.count(),
        decided=len(found),
        stopped=sum(found),
    )

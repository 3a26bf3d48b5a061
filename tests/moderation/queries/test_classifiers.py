"""What a classifier said in shadow, beside what screening did and people decided about the same ads."""

import pytest
from django.utils import timezone

from haven.listings.models import Verdict
from haven.moderation.models import Appeal, Decision, Outcome
from haven.moderation.queries.classifiers import in_shadow
from tests.factories import (
    a_classifier_version,
    a_decision,
    a_shadow_score,
    a_signal_hit,
    a_user,
    a_verdict,
    an_appeal,
)

pytestmark = pytest.mark.django_db
HOLD, PUBLISH, REFUSE = Verdict.Outcome.HOLD, Verdict.Outcome.PUBLISH, Verdict.Outcome.REFUSE


def test_scores_stand_in_bands_with_what_became_of_the_ads() -> None:
    version = a_classifier_version(threshold=0.8)
    for probability, outcome in (
        (0.0, PUBLISH),
        (0.05, PUBLISH),
        (0.1, HOLD),
        (0.85, HOLD),
        (0.95, REFUSE),
        (1, PUBLISH),
    ):
        a_shadow_score(classifier=version, probability=probability, verdict=a_verdict(outcome=outcome))
    a_shadow_score(classifier=version, probability=None)
    a_shadow_score(probability=0.95)  # of another one
    found = in_shadow(version)
    assert (found.ads, found.failed, found.over) == (7, 1, 3)
    assert [(round(band.low, 1), band.ads) for band in found.bands if band.ads] == [
        (0.9, 2),
        (0.8, 1),
        (0.1, 1),
        (0.0, 2),
    ]
    assert dict(found.bands[0].live) == {"refuse": 1, "publish": 1}
    assert found.bands[0].high == 1
    assert found.mean == pytest.approx((0.05 + 0.1 + 0.85 + 0.95 + 1) / 6)


def test_what_the_one_in_force_said_and_what_would_have_gone_by_it_is_shown() -> None:
    version = a_classifier_version(threshold=0.8)
    low, high, held = (a_verdict(outcome=outcome) for outcome in (PUBLISH, PUBLISH, HOLD))
    for verdict, probability in ((low, 0.82), (high, 0.97), (held, 0.99)):
        a_shadow_score(classifier=version, probability=probability, verdict=verdict)
    a_shadow_score(classifier=version, probability=0.79)
    for place in (0, 4):
        a_signal_hit(verdict=high, signal="like-stopped-ads", start=place, end=place + 3)
    a_signal_hit(verdict=low)
    found = in_shadow(version)
    assert [(score.verdict, fired) for score, fired in found.alone] == [(high, True), (low, False)]
    assert found.fired == 1


def test_the_last_word_of_people_counts() -> None:
    version = a_classifier_version(threshold=0.8)
    stopped, reversed_, low = (a_decision(outcome=Outcome.REFUSE) for _ in range(3))
    Appeal.objects.filter(pk=an_appeal(decision=reversed_).pk).update(
        state=Appeal.State.REVERSED, answered_by=a_user(), answered_at=timezone.now()
    )
    undone = a_decision(outcome=Outcome.REFUSE)
    Decision.objects.filter(pk=undone.pk).update(undone_at=undone.decided_at)
    for decision, probability in ((stopped, 0.95), (reversed_, 0.95), (undone, 0.95), (low, 0.15)):
        a_shadow_score(classifier=version, probability=probability, verdict=decision.revision.verdicts.get())
    found = in_shadow(version)
    assert (found.decided, found.stopped) == (2, 1)
    assert [(band.decided, band.stopped) for band in found.bands if band.decided] == [(2, 1), (1, 1)]


def test_without_a_threshold_or_scores_there_is_nothing_over_it() -> None:
    version = a_classifier_version(threshold=None)
    assert in_shadow(version).ads == 0
    a_shadow_score(classifier=version)
    found = in_shadow(version)
    assert (found.ads, found.over, found.decided, found.alone) == (1, 0, 0, [])

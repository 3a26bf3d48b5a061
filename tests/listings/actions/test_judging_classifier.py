"""The site's classifier and new ads: asked when it is in force, without effect in shadow, held when it is damaged."""

import pytest

from haven.listings.actions.judging import judge
from haven.listings.models import ShadowScore, SignalHit
from haven.policies.models import ClassifierVersion
from tests.factories import a_classifier_version, a_policy_version, a_revision, a_user

pytestmark = pytest.mark.django_db
BODY = "The owner is abroad, so the keys come by courier."


def test_in_force_its_hits_are_kept_with_the_verdict() -> None:
    a_policy_version()
    a_classifier_version(state="live")
    revision = a_revision(title="Flat", body=BODY)
    verdict = judge(revision)
    hits = SignalHit.objects.filter(verdict=verdict, signal="like-stopped-ads").order_by("start")
    text = f"{revision.title}\n\n{revision.body}"
    assert [text[hit.start : hit.end] for hit in hits if hit.start is not None and hit.end] == [
        "abroad",
        "keys",
        "courier",
    ]
    assert verdict.outcome == "publish"


def test_in_shadow_it_is_written_down_and_nothing_else() -> None:
    a_policy_version()
    a_classifier_version()
    verdict = judge(a_revision(title="Flat", body=BODY))
    score = ShadowScore.objects.get(verdict=verdict)
    assert score.probability == pytest.approx(0.953, abs=0.01)
    assert not SignalHit.objects.filter(signal="like-stopped-ads").exists()


def test_one_that_is_damaged_in_shadow_stops_nobody() -> None:
    a_policy_version()
    ClassifierVersion.objects.create(model=b"damaged", sha256="3" * 64, card={"threshold": 0.8}, name="damaged")
    verdict = judge(a_revision(title="Flat", body=BODY))
    assert (verdict.outcome, ShadowScore.objects.get(verdict=verdict).probability) == ("publish", None)


def test_one_that_is_damaged_in_force_holds_every_ad() -> None:
    a_policy_version()
    card = {"threshold": 0.8}
    ClassifierVersion.objects.create(
        model=b"damaged", sha256="4" * 64, card=card, name="damaged", state="live", approver=a_user()
    )
    verdict = judge(a_revision(title="Oak table", body="Solid oak."))
    assert (verdict.outcome, verdict.rule) == ("hold", "failure")
    assert verdict.failures[0]["signal"] == "like-stopped-ads"

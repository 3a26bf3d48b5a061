"""The desk of the classifier as approvers and readers see it."""

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.moderation.models import BacktestRun, Outcome
from haven.policies.models import ClassifierVersion
from haven.policies.queries import live_classifier, live_policy
from tests.factories import a_classifier_version, a_decision, a_shadow_score, a_signal_hit, a_verdict
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db


def card_of(version: ClassifierVersion) -> str:
    return reverse("moderation:classifier", args=[version.pk])


def test_none_was_trained(enter: Enter) -> None:
    page = enter(Role.MODERATOR).get(reverse("moderation:classifiers")).content.decode()
    assert "None was trained yet" in page


def test_from_shadow_to_live_back_and_away(enter: Enter) -> None:
    approver, author = enter(Role.POLICY_APPROVER), enter(Role.POLICY_AUTHOR)
    first, second = a_classifier_version(), a_classifier_version()
    address = reverse("moderation:classifier", args=[second.pk])
    assert "put it in force" not in author.get(address).content.decode()
    assert "put it in force" in approver.get(address).content.decode()
    for version in (first, second):
        step = reverse("moderation:classifier_step", args=[version.pk])
        assert "Live:" in approver.post(step, {"step": "live"}, follow=True).content.decode()
    assert "Roll back to this" in approver.get(reverse("moderation:classifiers")).content.decode()
    step = reverse("moderation:classifier_step", args=[first.pk])
    assert "Rolled back" in approver.post(step, {"step": "back"}, follow=True).content.decode()
    assert "Given up" in approver.post(step, {"step": "discard"}, follow=True).content.decode()
    assert live_classifier() is None
    assert "no such step" in approver.post(step, {"step": "fly"}, follow=True).content.decode()


def test_the_card_and_what_it_said_in_shadow(enter: Enter) -> None:
    decision = a_decision(outcome=Outcome.REFUSE)
    score = a_shadow_score(verdict=decision.revision.verdicts.get())
    page = enter(Role.AUDITOR).get(reverse("moderation:classifier", args=[score.classifier_id])).content.decode()
    for words in ("0.090", "Does it mean what it says?", "courier, keys, abroad", "2, an appeal is open", "German"):
        assert words in page
    assert "people decided about 1 of these and stopped 1" in page


def test_scores_in_shadow_stand_beside_what_is_in_force(enter: Enter) -> None:
    version = a_classifier_version(threshold=0.8)
    assert "No ad was submitted" in enter(Role.AUDITOR).get(card_of(version)).content.decode()
    published, held = a_verdict(), a_verdict(outcome="hold")
    a_signal_hit(verdict=published, signal="like-stopped-ads")
    for verdict, probability in ((published, 0.93), (held, 0.97), (a_verdict(), 0.12)):
        a_shadow_score(classifier=version, verdict=verdict, probability=probability)
    page = enter(Role.MODERATOR).get(card_of(version)).content.decode()
    for words in ("90–100 %", "1 published, 1 held", "2 reached its threshold of 80 %", "fired on 1 of them",
                  "Published, though it would fire", "93 %", "the one in force fired, too"):  # fmt: skip
        assert words in page
    assert reverse("moderation:item", args=[published.revision.listing.code]) in page
    author = enter(Role.POLICY_AUTHOR).get(card_of(version)).content.decode()
    assert published.revision.title not in author  # an author of policies reads no ads
    assert published.revision.listing.code in author


def test_one_that_is_not_good_enough_cannot_be_put_in_force(enter: Enter) -> None:
    version = a_classifier_version(threshold=None)
    approver = enter(Role.POLICY_APPROVER)
    page = approver.get(reverse("moderation:classifier", args=[version.pk])).content.decode()
    assert "No threshold was right often enough" in page
    assert "put it in force" not in page
    step = reverse("moderation:classifier_step", args=[version.pk])
    assert "stays in shadow" in approver.post(step, {"step": "live"}, follow=True).content.decode()


def test_the_card_of_its_signal_names_the_model_in_force(enter: Enter) -> None:
    client = enter(Role.MODERATOR)
    address = reverse("moderation:signal", args=["like-stopped-ads"])
    assert "No classifier is in force" in client.get(address).content.decode()
    a_classifier_version(state="live")
    assert "learned on 1 May 2026" in client.get(address).content.decode()


def test_it_is_tried_on_past_ads_from_its_card_and_from_a_policy(enter: Enter) -> None:
    author, version = enter(Role.POLICY_AUTHOR), a_classifier_version()
    useless, live = a_classifier_version(threshold=None), live_policy()[0]
    card = reverse("moderation:classifier", args=[version.pk])
    assert "Try it" in author.get(card).content.decode()
    assert "Try it" not in author.get(reverse("moderation:classifier", args=[useless.pk])).content.decode()
    page = author.get(reverse("moderation:policy", args=[live.pk])).content.decode()
    assert f"as if {version.name} (in shadow) had been in force" in page
    ask = reverse("moderation:policy_backtest", args=[live.pk])
    asked = author.post(ask, {"days": "30", "classifier": str(version.pk)}, follow=True).content.decode()
    assert f"as if {version.name} had been in force" in asked
    assert "30 days, asked by" in author.get(card).content.decode()
    for wrong in (str(useless.pk), "x"):
        assert "cannot be tried" in author.post(ask, {"days": "30", "classifier": wrong}, follow=True).content.decode()
    assert BacktestRun.objects.get().classifier == version

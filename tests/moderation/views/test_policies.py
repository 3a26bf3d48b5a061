"""The desk of the policy as authors, approvers and readers see it."""

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.moderation.models import BacktestRun
from haven.policies.models import PolicyVersion
from haven.policies.queries import live_policy
from haven.screening import default_policy_text
from tests.factories import a_backtest_run, a_listing, a_shadow_verdict, a_verdict
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
TEXT = default_policy_text().replace('version: "1"', 'version: "2"', 1)


def test_a_change_from_draft_to_live_and_back(enter: Enter) -> None:
    author, approver = enter(Role.POLICY_AUTHOR), enter(Role.POLICY_APPROVER)
    first = live_policy()[0]
    made = author.post(reverse("moderation:policy_write"))
    draft = PolicyVersion.objects.get(state="draft")
    address, step = made["Location"], reverse("moderation:policy_step", args=[draft.pk])
    save = reverse("moderation:policy_save", args=[draft.pk])
    author.post(save, {"text": TEXT, "note": "Ask for more haste.", "seen": draft.sha256})
    assert "in shadow" in author.post(step, {"step": "shadow"}, follow=True).content.decode().lower()
    own = author.post(step, {"step": "live"}, follow=True).content.decode()
    assert "does not allow" in own
    assert "Ask for more haste." in approver.get(address).content.decode()
    assert "Live:" in approver.post(step, {"step": "live"}, follow=True).content.decode()
    assert live_policy()[1].version == "2"
    page = approver.get(reverse("moderation:policies")).content.decode()
    assert "Roll back to this" in page
    approver.post(reverse("moderation:policy_step", args=[first.pk]), {"step": "back"})
    assert live_policy()[0] == first


def test_faults_are_told_by_line_and_nothing_is_lost(enter: Enter) -> None:
    author = enter(Role.POLICY_AUTHOR)
    author.post(reverse("moderation:policy_write"))
    draft = PolicyVersion.objects.get(state="draft")
    save = reverse("moderation:policy_save", args=[draft.pk])
    faulty = TEXT.replace("any: goods", "any: no-such-signal")
    page = author.post(save, {"text": faulty, "seen": draft.sha256}, follow=True).content.decode()
    assert "1 fault" in page
    assert '<span class="mono">rules[4].when.any</span>' in page
    assert "no-such-signal" in page
    stale = author.post(save, {"text": TEXT + "# mine", "seen": draft.sha256})
    assert (stale.status_code, "# mine" in stale.content.decode()) == (409, True)
    assert author.post(save, {"text": ""}).status_code == 422
    assert author.post(save, {"note": "no text at all"}).status_code == 422


def test_a_button_beside_the_draft_acts_on_what_is_typed(enter: Enter) -> None:
    """What is in shadow is what its author saw, and not what they had saved before."""
    author = enter(Role.POLICY_AUTHOR)
    author.post(reverse("moderation:policy_write"), {"base": "none"})
    draft = PolicyVersion.objects.get(state="draft")
    step, typed = reverse("moderation:policy_step", args=[draft.pk]), {"note": "Why.", "seen": draft.sha256}
    faulty = author.post(step, typed | {"step": "shadow", "text": TEXT.replace("any: goods", "any: no-such-signal")})
    draft.refresh_from_db()
    assert (faulty.status_code, draft.state, "no-such-signal" in draft.text) == (302, "draft", True)
    stale = author.post(step, typed | {"step": "shadow", "text": TEXT + "# mine"})
    assert (stale.status_code, "# mine" in stale.content.decode()) == (409, True)
    typed |= {"seen": draft.sha256, "text": TEXT + "# mine"}
    author.post(reverse("moderation:policy_backtest", args=[draft.pk]), typed | {"days": "30"})
    assert BacktestRun.objects.get().policy.text == TEXT + "# mine"
    draft.refresh_from_db()
    author.post(step, typed | {"seen": draft.sha256, "step": "shadow", "text": TEXT + "# yours"})
    draft.refresh_from_db()
    assert (draft.state, draft.text, draft.note) == ("shadow", TEXT + "# yours", "Why.")


def test_the_live_preview(enter: Enter) -> None:
    a_verdict()
    author = enter(Role.POLICY_AUTHOR)
    part = author.post(reverse("moderation:policy_preview"), {"text": TEXT, "sample": "Oak table"}).content.decode()
    assert "No faults" in part
    assert "On the latest 1 ads" in part
    assert "On the sample: publish" in part
    assert "<html" not in part
    assert "not YAML" in author.post(reverse("moderation:policy_preview"), {"text": "a: ["}).content.decode()


def test_a_backtest_is_asked_for_and_shown(enter: Enter) -> None:
    author = enter(Role.POLICY_AUTHOR)
    live = live_policy()[0]
    ask = reverse("moderation:policy_backtest", args=[live.pk])
    assert "The worker is at it" in author.post(ask, {"days": "30"}, follow=True).content.decode()
    assert "Choose between" in author.post(ask, {"days": "x"}, follow=True).content.decode()
    run = a_backtest_run(policy=live)
    code = a_listing().code
    flip = {"code": code, "category": "goods/furniture", "was": "publish", "now": "hold", "rule": "x", "found": True}
    result = {
        "ads": 7, "seconds": 0.1, "outcomes": {"publish hold": 7}, "categories": {"goods": [7, 7]}, "flips": [flip],
        "right": 3, "wrong": 1, "missed": 1, "right_then": 0, "wrong_then": 0, "missed_then": 4,
    }  # fmt: skip
    BacktestRun.objects.filter(pk=run.pk).update(state="done", result=result)
    page = enter(Role.AUDITOR).get(reverse("moderation:policy", args=[live.pk])).content.decode()
    for words in ("75 %", "(3 of 4)", "0 %", "against the rules", reverse("moderation:item", args=[code])):
        assert words in page
    assert (
        reverse("moderation:item", args=[code])
        not in author.get(reverse("moderation:policy", args=[live.pk])).content.decode()
    )


def test_shadow_beside_live(enter: Enter) -> None:
    shadow = a_shadow_verdict(verdict=a_verdict(revision=a_listing(title="Oak <table>").revision))
    page = enter(Role.MODERATOR).get(reverse("moderation:policy", args=[shadow.policy_id])).content.decode()
    assert "1 ad judged, 1 otherwise" in page
    assert "Oak &lt;table&gt;" in page

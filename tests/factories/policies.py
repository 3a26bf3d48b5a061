"""Policies and classifiers."""

import hashlib

from django.utils import timezone

from haven.accounts.models import User
from haven.policies.models import ClassifierVersion, PolicyVersion
from haven.screening import default_policy_text
from haven.screening.learned.card import AtThreshold, Bin, Card, Counted, GroupShare
from haven.screening.signals.like_stopped_ads import SIGNAL
from tests.factories.people import a_user


def a_policy_version(
    *, state: str = PolicyVersion.State.LIVE, text: str = "", author: User | None = None
) -> PolicyVersion:
    """The policy that ships with Haven, live; the live one that is there where nothing else is asked for."""
    if state == PolicyVersion.State.LIVE and not text and author is None:
        live = PolicyVersion.objects.filter(state=state).first()
        if live is not None:
            return live
    words = text or default_policy_text()
    return PolicyVersion.objects.create(
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        state=state,
        author=author,
        approver=a_user() if author is not None and state == PolicyVersion.State.LIVE else None,
        shadow_at=timezone.now() if state == PolicyVersion.State.SHADOW else None,
        live_at=timezone.now() if state == PolicyVersion.State.LIVE else None,
    )


def a_card(*, threshold: float | None = 0.8) -> Card:
    """The card of a small model."""
    now = timezone.now()
    group = {"lawful": 40, "fired": 2, "others": 60, "others_fired": 3}
    return Card(
        learned=Counted(decisions=450, stopped=150, families=400, since=now, until=now),
        tested=Counted(decisions=150, stopped=50, families=140, since=now, until=now),
        left_out={"an appeal is open": 2},
        brier=0.09,
        brier_of_share=0.22,
        bins=(
            Bin(low=0.0, high=0.1, ads=90, expected=0.05, stopped=4),
            Bin(low=0.9, high=1, ads=40, expected=0.95, stopped=39),
        ),
        thresholds=(
            AtThreshold(threshold=0.5, fired=60, right=45, stopped=50),
            AtThreshold(threshold=0.8, fired=41, right=40, stopped=50),
        ),
        threshold=threshold,
        groups=(GroupShare(dimension="language", name="German", **group),),
        features=4,
        for_stopping=("courier", "keys", "abroad"),
        for_lawful=("viewing",),
        calibration="sigmoid",
    )


def a_classifier_version(
    *, state: str = ClassifierVersion.State.SHADOW, threshold: float | None = 0.8
) -> ClassifierVersion:
    """The example of its signal, as a model of the site."""
    example = SIGNAL.fires[0].context.classifier
    assert example is not None
    data = example.model_copy(update={"threshold": threshold}).dump()
    return ClassifierVersion.objects.create(
        name="learned on 1 May 2026",
        model=data,
        sha256=hashlib.sha256(data).hexdigest(),
        card=a_card(threshold=threshold).model_dump(mode="json"),
        state=state,
        approver=a_user() if state == ClassifierVersion.State.LIVE else None,
        live_at=timezone.now() if state == ClassifierVersion.State.LIVE else None,
    )

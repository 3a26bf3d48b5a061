"""The life of a classifier: kept in shadow by whoever trained it, put in force by a person, rolled back, given up."""

import hashlib

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.policies.errors import PoliciesError
from haven.policies.models import ClassifierVersion
from haven.screening.learned.card import Trained

State = ClassifierVersion.State


@transaction.atomic
def keep_classifier(*, trained: Trained, actor: str) -> ClassifierVersion:
    """Keep what was trained; from now on it scores every new ad in shadow, without effect.

    Args:
        trained: the model with its card.
        actor: who trained it, as the ledger names them.
    """
    for before in ClassifierVersion.objects.select_for_update().filter(state=State.SHADOW):
        _retire(before)
    data = trained.classifier.dump()
    version = ClassifierVersion.objects.create(
        name=trained.classifier.name,
        model=data,
        sha256=hashlib.sha256(data).hexdigest(),
        card=trained.card.model_dump(mode="json"),
    )
    record(
        actor=actor,
        action="classifier.trained",
        subject=version.subject,
        sha256=version.sha256,
        decisions=trained.card.learned.decisions,
        tested=trained.card.tested.decisions,
    )
    return version


@transaction.atomic
def put_classifier_live(*, version: ClassifierVersion, approver: User) -> ClassifierVersion:
    """A person who read the card puts it in force; the one before is retired.

    Raises:
        PoliciesError: it was not in shadow, or no threshold of it is right often enough.
    """
    live = _live()
    version = ClassifierVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != State.SHADOW:
        raise PoliciesError("A classifier goes live from shadow, so that somebody has seen what it does.")
    if version.threshold is None:
        raise PoliciesError(
            "No threshold of this classifier was right often enough in the test, so it stays in shadow."
        )
    version.approver = approver
    _switch(live, version)
    record(actor=person(approver.pk), action="classifier.went_live", subject=version.subject, sha256=version.sha256)
    return version


@transaction.atomic
def roll_back_classifier(*, to: ClassifierVersion, approver: User) -> ClassifierVersion:
    """Put a classifier in force again that was before; it was approved then.

    Raises:
        PoliciesError: it was never live.
    """
    live = _live()
    to = ClassifierVersion.objects.select_for_update().get(pk=to.pk)
    if to.state != State.RETIRED or to.live_at is None:
        raise PoliciesError("Only a classifier that was live before can be put in force again.")
    _switch(live, to)
    record(
        actor=person(approver.pk),
        action="classifier.rolled_back",
        subject=to.subject,
        instead=live.pk if live else None,
    )
    return to


@transaction.atomic
def discard_classifier(*, version: ClassifierVersion, approver: User) -> ClassifierVersion:
    """Take a classifier out of shadow, or out of force; without one its signal is silent.

    Raises:
        PoliciesError: it is over already.
    """
    version = ClassifierVersion.objects.select_for_update().get(pk=version.pk)
    if version.state == State.RETIRED:
        raise PoliciesError("This classifier is not in use.")
    _retire(version)
    record(actor=person(approver.pk), action="classifier.retired", subject=version.subject)
    return version


def _live() -> ClassifierVersion | None:
    return ClassifierVersion.objects.select_for_update().filter(state=State.LIVE).first()


def _switch(live: ClassifierVersion | None, to: ClassifierVersion) -> None:
    if live is not None:
        _retire(live)
    to.state, to.live_at, to.retired_at = State.LIVE, timezone.now(), None
    to.save(update_fields=["state", "live_at", "retired_at", "approver"])


def _retire(version: ClassifierVersion) -> None:
    version.state, version.retired_at = State.RETIRED, timezone.now()
    version.save(update_fields=["state", "retired_at"])

"""From shadow to live and back; a person, and the database sees to it."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.policies.actions import discard_classifier, keep_classifier, put_classifier_live, roll_back_classifier
from haven.policies.errors import PoliciesError
from haven.policies.models import ClassifierVersion
from haven.policies.queries import live_classifier, shadow_classifiers
from haven.screening.learned.card import Trained
from haven.screening.learned.classifier import ClassifierError
from haven.screening.signals.like_stopped_ads import SIGNAL
from tests.factories import a_card, a_classifier_version, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver() -> User:
    return a_user(Role.POLICY_APPROVER)


def kept(name: str) -> ClassifierVersion:
    example = SIGNAL.fires[0].context.classifier
    assert example is not None
    trained = Trained(example.model_copy(update={"name": name}), a_card())
    return keep_classifier(trained=trained, actor="machine:command-line")


def test_the_whole_life(approver: User) -> None:
    assert live_classifier() is None
    first = kept("first")
    assert [model and model.name for _, model in shadow_classifiers()] == ["first"]
    put_classifier_live(version=first, approver=approver)
    second = kept("second")
    put_classifier_live(version=second, approver=approver)
    live = live_classifier()
    assert live is not None
    assert (live.name, shadow_classifiers()) == ("second", [])
    roll_back_classifier(to=first, approver=approver)
    live = live_classifier()
    assert live is not None
    assert live.name == "first"
    discard_classifier(version=first, approver=approver)
    assert live_classifier() is None
    entries = LedgerEntry.objects.filter(action__startswith="classifier.").order_by("id")
    assert [entry.action.partition(".")[2] for entry in entries] == [
        "trained", "went_live", "trained", "went_live", "rolled_back", "retired",
    ]  # fmt: skip
    assert entries[0].details == {"sha256": first.sha256, "decisions": 450, "tested": 150}


def test_a_new_one_takes_the_place_of_the_one_in_shadow() -> None:
    first, second = kept("first"), kept("second")
    first.refresh_from_db()
    assert (first.state, second.state) == ("retired", "shadow")


def test_what_was_not_good_enough_in_the_test_stays_in_shadow(approver: User) -> None:
    version = a_classifier_version(threshold=None)
    with pytest.raises(PoliciesError, match="No threshold"):
        put_classifier_live(version=version, approver=approver)


def test_only_from_shadow_and_only_back_to_what_was_live(approver: User) -> None:
    version = a_classifier_version()
    with pytest.raises(PoliciesError, match="live before"):
        roll_back_classifier(to=version, approver=approver)
    discard_classifier(version=version, approver=approver)
    with pytest.raises(PoliciesError, match="from shadow"):
        put_classifier_live(version=version, approver=approver)
    with pytest.raises(PoliciesError, match="not in use"):
        discard_classifier(version=version, approver=approver)


def test_the_database_wants_a_person_one_live_model_and_no_other_bytes(approver: User) -> None:
    version = a_classifier_version()
    rows = ClassifierVersion.objects.filter(pk=version.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="live")
    changes: list[dict[str, object]] = [{"model": b"other"}, {"sha256": "0" * 64}, {"card": {}}]
    for change in changes:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(**change)
    a_classifier_version(state="live")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="live", approver=approver)


def test_a_damaged_model_is_an_error_in_force_and_none_in_shadow() -> None:
    data = {"model": b"damaged", "card": {"threshold": 0.8}, "name": "damaged"}
    ClassifierVersion.objects.create(**data, sha256="1" * 64)
    assert [model for _, model in shadow_classifiers()] == [None]
    ClassifierVersion.objects.create(**data, sha256="2" * 64, state="live", approver=a_user())
    with pytest.raises(ClassifierError):
        live_classifier()

"""Holds: what they cover, how they end, and that one person alone ends none."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haven.custody.actions.holds import ask_release, place_hold, release_hold, renew_hold
from haven.custody.errors import HoldRefused
from haven.custody.models import HeldSubject, PreservationHold
from haven.custody.queries import expiring, held, in_force, soonest_first
from haven.ledger.models import LedgerEntry
from tests.committed import at_once
from tests.factories import a_hold, a_user

pytestmark = pytest.mark.django_db
AD, OTHER = "listing:k3v9x2m7qa", "listing:bbbbbbbbbb"


def actions() -> list[str]:
    return list(LedgerEntry.objects.order_by("id").values_list("action", flat=True))


def test_a_hold_covers_what_it_names_and_nothing_else() -> None:
    by = a_user()
    hold = place_hold(by=by, reason=" Letter 12 ", subjects=[AD, "person:7", AD])
    assert held([AD, OTHER, "person:7", "person:70"]) == {AD, "person:7"}
    assert held([]) == set()
    assert (hold.reason, list(in_force())) == ("Letter 12", [hold])
    entry = LedgerEntry.objects.get(action="hold.placed")
    assert entry.details == {"subjects": 2, "days": 90}
    assert AD not in str(entry)


def test_a_hold_that_is_over_covers_nothing() -> None:
    a_hold(AD, days=-1)
    assert held([AD]) == set()
    a_hold(AD, days=3)
    assert held([AD]) == {AD}
    assert [hold.subjects.get().subject for hold in expiring()] == [AD]


def test_it_is_renewed_before_it_ends() -> None:
    by = a_user()
    hold = ask_release(hold=a_hold(AD, days=1), by=by)
    renewed = renew_hold(hold=hold, by=by)
    assert (renewed.renewals, renewed.release_asked_by) == (1, None)
    assert renewed.until > timezone.now() + timedelta(days=89)
    assert renew_hold(hold=hold, by=by, days=1).until == renewed.until
    with pytest.raises(HoldRefused, match="is over"):
        renew_hold(hold=a_hold(AD, days=-1), by=by)


def test_it_is_released_by_two() -> None:
    one, other, hold = a_user(), a_user(), a_hold(AD)
    with pytest.raises(HoldRefused, match="two people"):
        release_hold(hold=hold, by=other)
    ask_release(hold=hold, by=one)
    with pytest.raises(HoldRefused, match="two people"):
        release_hold(hold=hold, by=one)
    assert held([AD]) == {AD}
    release_hold(hold=hold, by=other)
    assert held([AD]) == set()
    assert actions() == ["hold.release_asked", "hold.released"]
    with pytest.raises(HoldRefused, match="is over"):
        ask_release(hold=hold, by=one)


@pytest.mark.parametrize("change", [{}, {"release_asked_by": 0}])
def test_the_database_lets_nobody_release_alone(change: dict[str, int]) -> None:
    hold, by = a_hold(AD), a_user()
    values = {"released_at": timezone.now(), "released_by": by} | dict.fromkeys(change, by)
    with pytest.raises(IntegrityError, match="released_by_two"), transaction.atomic():
        PreservationHold.objects.filter(pk=hold.pk).update(**values)


@pytest.mark.parametrize(
    "wrong",
    [{"reason": " "}, {"reason": "a" * 121}, {"subjects": []}, {"subjects": ["k3v9"]}, {"subjects": [f"a:{'b' * 80}"]},
     {"subjects": [f"listing:{i}" for i in range(1001)]}, {"days": 0}, {"days": 400}],
)  # fmt: skip
def test_what_is_no_hold_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(HoldRefused):
        place_hold(**({"by": a_user(), "reason": "Letter 12", "subjects": [AD]} | wrong))  # type: ignore[arg-type]
    assert not HeldSubject.objects.exists()


def test_who_deletes_and_who_releases_wait_for_each_other(committed: None) -> None:
    one, other, hold = a_user(), a_user(), a_hold(AD)
    ask_release(hold=hold, by=one)
    found = at_once(*[lambda: held_in_a_transaction(AD)] * 2, lambda: release_hold(hold=hold, by=other))
    assert all(isinstance(answer, set | PreservationHold) for answer in found)
    assert held_in_a_transaction(AD) == set()


@transaction.atomic
def held_in_a_transaction(subject: str) -> set[str]:
    return held([subject])


def test_the_next_to_end_comes_first_and_what_is_over_last() -> None:
    long, over, soon = a_hold(AD, days=90), a_hold(AD, days=-1), a_hold(AD, days=3)
    assert list(PreservationHold.objects.order_by(*soonest_first())) == [soon, long, over]
    assert [hold.ends_soon for hold in (long, over, soon)] == [False, False, True]

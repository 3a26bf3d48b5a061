"""Whoever is erased under a hold may come back with the same address: what is theirs now and what was do not mix."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.actions import ensure_user
from haven.accounts.models import FormerAddress, User
from haven.alerts.models import SavedSearch
from haven.custody.models import PreservationHold
from haven.listings.links import make_token
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from haven.rights.actions.erasing import erase_person, finish_erasures
from haven.rights.actions.retention import keep_no_longer
from haven.rights.belongings import Belongings
from tests.factories import a_hold, a_notice, a_saved_search, a_user, an_outgoing_mail

pytestmark = pytest.mark.django_db
MINE = "mara@example.org"
TABLES = (OutgoingMail, SavedSearch, Notice)


def leave_traces() -> dict[type, int]:
    """A mail to the address, a saved search and a report with it; their keys."""
    made = (an_outgoing_mail(to=MINE), a_saved_search(email=MINE), a_notice(email=MINE))
    return {type(row): row.pk for row in made}


def erase(who: User) -> None:
    erase_person(token=make_token("erase", str(who.pk)))


@pytest.fixture
def held(poster: User) -> dict[type, int]:
    """What a hold keeps of somebody who was erased."""
    kept = leave_traces()
    a_hold(f"person:{poster.pk}")
    erase(poster)
    return kept


def test_when_the_hold_ends_what_came_later_stays(poster: User, held: dict[type, int]) -> None:
    again = ensure_user(email=MINE)
    later = leave_traces()
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    assert finish_erasures() == 1
    for model in (OutgoingMail, SavedSearch):
        assert set(model.objects.filter(pk__in=[held[model], later[model]]).values_list("pk", flat=True)) == {
            later[model]
        }
    assert list(Notice.objects.exclude(email="").values_list("pk", flat=True)) == [later[Notice]]
    assert again.pk != poster.pk


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_mail_that_went_to_them_while_the_hold_lasted_goes_with_its_end(
    poster: User, held: dict[type, int], comes_back: bool
) -> None:
    told = an_outgoing_mail(to=MINE)
    theirs = None
    if comes_back:
        ensure_user(email=MINE)
        theirs = an_outgoing_mail(to=MINE)
    PreservationHold.objects.update(until=timezone.now() - timedelta(days=1))
    assert finish_erasures() == 1
    assert not OutgoingMail.objects.filter(pk=told.pk).exists()
    assert theirs is None or OutgoingMail.objects.filter(pk=theirs.pk).exists()


def test_erased_again_what_the_hold_keeps_stays(poster: User, held: dict[type, int]) -> None:
    again = ensure_user(email=MINE)
    later = leave_traces()
    erase(again)
    for model in (OutgoingMail, SavedSearch):
        assert set(model.objects.filter(pk__in=[held[model], later[model]]).values_list("pk", flat=True)) == {
            held[model]
        }
    assert list(Notice.objects.exclude(email="").values_list("pk", flat=True)) == [held[Notice]]


def test_the_export_says_nothing_of_what_is_held(held: dict[type, int]) -> None:
    mine = Belongings(ensure_user(email=MINE), MINE)
    later = leave_traces()
    of_account = {OutgoingMail: mine.mails, SavedSearch: mine.searches, Notice: mine.reports}
    for model, rows in of_account.items():
        assert held[model] not in rows.values_list("pk", flat=True)
        assert later[model] in rows.values_list("pk", flat=True)


def test_retention_passes_over_mails_to_addresses_that_a_held_account_had(poster: User) -> None:
    FormerAddress.objects.create(user=poster, email="before@example.org")
    mails = [an_outgoing_mail(to=to) for to in ("before@example.org", "Mara@Example.org", "other@example.org")]
    OutgoingMail.objects.update(sent_at=timezone.now() - timedelta(days=4000))
    a_hold(f"person:{poster.pk}")
    keep_no_longer()
    assert list(OutgoingMail.objects.order_by("pk")) == mails[:2]


def test_a_hundred_that_are_held_keep_nobody_waiting() -> None:
    people = [a_user() for _ in range(101)]
    for who in people:
        hold = a_hold(f"person:{who.pk}")
        erase(who)
    PreservationHold.objects.filter(pk=hold.pk).update(until=timezone.now())
    assert finish_erasures() == 1

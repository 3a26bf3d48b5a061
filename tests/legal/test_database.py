"""The database itself refuses what must not be, whoever writes: SQL that tries."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.models import BundleRelease
from haven.legal.models import Authority, CallBack, Export, Gathering, LegalRequest, Production
from tests.factories import (
    a_call_back,
    a_gathering,
    a_legal_request,
    a_production,
    a_target,
    a_user,
    a_verified_request,
    an_authority,
    an_export,
)

pytestmark = pytest.mark.django_db


def refused(saying: str, change: object, **values: object) -> None:
    with pytest.raises(DatabaseError, match=saying), transaction.atomic():
        change(**values)  # type: ignore[operator]


def update(row: LegalRequest | Production | Authority | CallBack | Gathering, **values: object) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def test_no_request_is_verified_without_a_call_that_confirms_it() -> None:
    request, other = a_legal_request(), a_call_back()
    refused("legal_state", update, row=request, state="verified")
    refused("no call has confirmed", update, row=request, state="verified", verified_by=other)
    unreached = a_call_back(request=request, result="unreached")
    refused("no call has confirmed", update, row=request, state="verified", verified_by=unreached)


def test_what_was_asked_for_is_not_changed_afterwards() -> None:
    request = a_verified_request(instrument="subpoena")
    refused("never changed", update, row=request, instrument="warrant")
    refused("never changed", update, row=request, judicial=True)


@pytest.mark.parametrize(
    ("instrument", "given"),
    [("subpoena", ["content"]), ("subpoena", ["records"]), ("court_order", ["content"]), ("dsa_10", ["content"]),
     ("preservation_letter", ["subscriber"]), ("eu_preservation", ["subscriber"]), ("dsa_9", ["subscriber"])],
)  # fmt: skip
def test_no_row_of_a_file_can_give_more_than_this(instrument: str, given: list[str]) -> None:
    refused("legal_most_that_is_entitled", update, row=a_verified_request(instrument=instrument), entitled=given)


def test_nothing_is_entitled_that_was_not_asked_for() -> None:
    refused("not asked for", update, row=a_verified_request(wanted=["subscriber"]), entitled=["subscriber", "content"])


def test_nothing_is_put_together_for_an_unverified_request() -> None:
    refused("no call has confirmed", a_production, request=a_legal_request())


def test_nothing_is_put_together_that_is_not_entitled(preparer: User) -> None:
    made = a_production(request=a_verified_request(instrument="subpoena"))
    values = {"manifest": "1", "prepared_by": preparer, "request": made.request}
    refused("does not entitle", Production.objects.create, classes=["content"], **values)
    refused("does not entitle", Production.objects.create, classes=[], **values)
    refused("never changed", update, row=made, classes=["content"])


def test_neither_who_prepared_nor_who_called_approves(caller: User, preparer: User) -> None:
    made = a_production(request=a_verified_request(by=caller), by=preparer)
    now = timezone.now()
    refused("production_by_two", update, row=made, approved_by=preparer, approved_at=now)
    refused("approved by who called", update, row=made, approved_by=caller, approved_at=now)
    refused("production_delivered_once", update, row=made, delivered_by=caller, delivered_at=now)


def test_nothing_is_approved_once_the_confirmation_is_taken_back(approver: User) -> None:
    made = a_production()
    update(made.request, state="received", verified_by=None, entitled=[])
    refused("does not entitle|not confirmed", update, row=made, approved_by=approver, approved_at=timezone.now())


def test_a_bundle_leaves_only_by_its_approval(approver: User) -> None:
    made = a_production()
    refused("leaves only once", BundleRelease.objects.create, bundle=made.bundles[0], by=approver)
    update(made, approved_by=approver, approved_at=timezone.now())
    refused("leaves only once", BundleRelease.objects.create, bundle=made.bundles[0], by=a_user())
    BundleRelease.objects.create(bundle=made.bundles[0], by=approver)


def test_calls_and_numbers_stay_as_they_are(caller: User) -> None:
    call, number = a_call_back(result="denied"), an_authority()
    refused("never changed", update, row=call, result="confirmed")
    refused("never changed", update, row=number, phone="+12025550199")
    refused("never changed", number.delete)
    update(number, retired_at=timezone.now())
    refused("not in the directory", CallBack.objects.create, request=call.request, authority=number, called_by=caller,
            result="denied", answered_by="Somebody")  # fmt: skip
    refused("never changed", update, row=number, retired_at=None)


def test_one_person_puts_no_number_into_the_directory(caller: User) -> None:
    values = {"name": "Mill", "country": "US", "kind": "police", "phone": "+12025550199", "source": "https://a.example",
              "checked_on": timezone.localdate(), "proposed_by": caller}  # fmt: skip
    refused("authority_by_two", Authority.objects.create, confirmed_by=caller, confirmed_at=timezone.now(), **values)
    refused("authority_by_two", Authority.objects.create, confirmed_at=timezone.now(), **values)


def test_no_file_is_saved_once_what_it_rests_on_is_gone(preparer: User) -> None:
    made = a_production()
    refused("does not hold", Export.objects.create, production=made, by=preparer)
    an_export(production=made)
    request = LegalRequest.objects.get(pk=made.request_id)
    assert request.verified_by is not None
    refused("under way", update, row=request, state="refused", closed_at=timezone.now(), closing_words="x")
    update(request.verified_by.authority, retired_at=timezone.now())
    refused("does not hold", Export.objects.create, production=made, by=preparer)
    update(made, withdrawn_at=timezone.now())
    refused("never changed", update, row=made, withdrawn_at=None)
    refused("not handed over", update, row=made, delivered_at=timezone.now(), delivered_by=preparer)
    refused("does not hold", Export.objects.create, production=made, by=preparer)


def test_whom_a_production_is_about_stays(preparer: User) -> None:
    made = a_production()
    refused("stays", a_target, request=made.request, subject="person:1")
    refused("never changed", update, row=made, concerned=[1])


def test_nothing_is_a_production_that_is_not_whole(approver: User) -> None:
    half = a_gathering()
    values = {"request": half.request, "classes": half.classes, "manifest": "1", "prepared_by": half.asked_by}
    refused("not whole", Production.objects.create, code=half.code, **values)
    refused("gathering_whole", update, row=half, state="whole")
    refused("gathering_whole", update, row=half, state="whole", items=7, gathered=7, sealed=6)
    refused("stays", a_target, request=half.request, subject="person:1")
    refused("never changed", update, row=half, classes=["content"])
    update(half, state="failed", problem="The log")
    refused("never changed", update, row=half, state="running")
    refused("not whole", Production.objects.create, code=half.code, **values)


def test_a_call_is_to_the_country_of_the_request(caller: User) -> None:
    request = a_legal_request(country="DE")
    refused("not in the directory", CallBack.objects.create, request=request, authority=an_authority(country="US"),
            called_by=caller, result="confirmed", answered_by="Somebody")  # fmt: skip
    refused("never changed", update, row=request, country="US")

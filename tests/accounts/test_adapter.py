"""Signing in with a code from a mail, through allauth as it is set up."""

import re

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


def code_in_the_mail() -> str:
    mail = OutgoingMail.objects.latest("id")
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[1]


def test_a_person_signs_in_with_a_code_and_the_log_says_so() -> None:
    user = ensure_user(email="rosa@example.org")
    client = Client()
    client.post("/account/login/code/", {"email": "Rosa@Example.org"})
    assert OutgoingMail.objects.get().recipient == "rosa@example.org"
    answer = client.post("/account/login/code/confirm/", {"code": code_in_the_mail()})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert LedgerEntry.objects.filter(action="account.signed_in", actor=f"person:{user.pk}").count() == 1


def test_an_account_opened_by_signing_up_is_in_the_log_too() -> None:
    client = Client()
    client.post("/account/signup/", {"email": "Lena@Example.org"})
    user = User.objects.get(email="lena@example.org")
    assert LedgerEntry.objects.filter(action="account.opened", subject=f"person:{user.pk}").count() == 1
    assert not user.has_usable_password()

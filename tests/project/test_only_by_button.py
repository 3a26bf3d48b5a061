"""Whoever goes to the address of a button reads what it is; a program gets what it always got."""

import pytest
from django.test import Client

from tests.factories import a_user


@pytest.mark.django_db
def test_a_person_is_told() -> None:
    visitor = Client(headers={"Accept": "text/html,*/*;q=0.8"})
    visitor.force_login(a_user())
    answer = visitor.get("/my/account/name/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Only a button leads here" in answer.content.decode()


@pytest.mark.django_db
def test_a_program_is_not_sent_a_page() -> None:
    answer = Client(headers={"Accept": "application/json"}).get("/inbound/mail/")
    assert (answer.status_code, answer.content) == (405, b"")

"""Where two people agree: numbers, and never why something is kept."""

import pytest
from django.test import Client

from haven.accounts.models import Role
from haven.closing.actions.agreeing import name_custodian
from haven.closing.models import Agreement
from haven.site.models import Closing
from haven.site.queries import site
from tests.factories import a_hold, a_user

pytestmark = pytest.mark.django_db


def at_desk(role: Role) -> Client:
    client = Client()
    client.force_login(a_user(role), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_nothing_waits_before_a_custodian_is_named(closing: Closing) -> None:
    page = at_desk(Role.ADMINISTRATOR).get("/closing/agreement/").content.decode()
    assert closing.ends_on.strftime("%Y") in page
    assert "No custodian is named yet" in page
    assert "I agree" not in page


def test_two_people_agree_by_typing_the_name(closing: Closing) -> None:
    a_hold("listing:aaaaaaaaaa")
    name_custodian(closing=closing, custodian="Archive of Leeds", address="2 Mill Lane\nLeeds")
    first, second = at_desk(Role.ADMINISTRATOR), at_desk(Role.LEGAL_APPROVER)
    page = first.get("/closing/agreement/").content.decode()
    assert "Archive of Leeds" in page
    assert "hold" not in page.partition("<main")[2].lower().replace("placeholder", "")
    answer = first.post("/closing/agreement/agree/", {"name": "something"}, follow=True)
    assert "not the name of the site" in answer.content.decode()
    for client in (first, second):
        answer = client.post("/closing/agreement/agree/", {"name": site().name}, follow=True)
        assert "You agreed to this" in answer.content.decode()
    assert Agreement.objects.count() == 2


def test_an_auditor_reads_and_agrees_to_nothing(closing: Closing) -> None:
    name_custodian(closing=closing, custodian="Archive of Leeds", address="2 Mill Lane")
    auditor = at_desk(Role.AUDITOR)
    assert "I agree" not in auditor.get("/closing/agreement/").content.decode()
    assert auditor.post("/closing/agreement/agree/", {"name": site().name}).status_code == 403

"""The link in the mail gives everything to whoever has it, by a button, and nothing once it is erased."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.closing.actions.announcing import announce
from haven.closing.tasks import go_on
from haven.ledger.models import LedgerEntry
from haven.listings.links import make_token
from haven.site.models import Closing
from tests.closing.conftest import move
from tests.factories import a_user
from tests.marketplace.stage import mailed_link

pytestmark = pytest.mark.django_db


def test_the_link_in_the_mail_needs_no_signing_in_and_a_button(closing: Closing, poster: User) -> None:
    go_on(0)
    link = mailed_link(poster.email, "/closing/data/")
    move(closing, days=3)
    assert Client().get(link).status_code == 200
    assert not LedgerEntry.objects.filter(action="data.exported").exists()
    answer = Client().post(link)
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert poster.email in archive.read("profile.json").decode()
    assert "no-store" in answer["Cache-Control"]


def test_no_other_link_opens_it(closing: Closing, poster: User) -> None:
    for token in (make_token("erase", str(poster.pk)), "x", make_token("data", "999999")):
        assert Client().get(f"/closing/data/{token}/").status_code == 410
    User.objects.filter(pk=poster.pk).update(is_active=False)
    assert Client().post(f"/closing/data/{make_token('data', str(poster.pk))}/").status_code == 410


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEGAL_APPROVER, Role.AUDITOR, Role.MODERATOR])
@pytest.mark.usefixtures("market")
def test_who_may_agree_finds_the_way_to_it(role: Role) -> None:
    client, link = Client(), f'href="{reverse("closing:agreement")}"'
    client.force_login(a_user(role))
    assert link not in client.get("/").content.decode()
    announce(ends_on=timezone.localdate() + timedelta(days=14))
    assert (link in client.get("/").content.decode()) is (role != Role.MODERATOR)

"""The child-safety role writes a report, sees it as it will be sent, and sees what stands in its way."""

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.custody.cybertip.form import INCIDENTS
from haven.custody.models import CyberTip
from haven.ledger.models import LedgerEntry
from tests.factories import a_confirmed_draft, a_cyber_tip, a_listing
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
ANSWER = {"about": "child", "incident": INCIDENTS[0], "happened_at": "2026-03-01T12:00", "route": "cybertipline"}


@pytest.fixture(autouse=True)
def contact(settings: pytest.FixtureRequest) -> None:
    settings.SITE_CONTACT = "desk@example.org"  # type: ignore[attr-defined]


def test_seen_first_then_filed(enter: Enter) -> None:
    client, draft = enter(Role.CHILD_SAFETY), a_confirmed_draft()
    assert f"file {draft.file_id}" in client.get(reverse("moderation:tips")).content.decode()
    url = reverse("moderation:tip_write") + f"?file={draft.file_id}"
    assert "poster@example.org" in client.get(url).content.decode()
    words = {"words": "Seen twice."}
    seen = client.post(url, ANSWER | words | {"step": "look"}).content.decode()
    assert "&lt;incidentType&gt;" in seen
    assert "Seen twice." in seen
    assert not CyberTip.objects.exists()
    sent = ANSWER | words | {"step": "file", "token": "d" * 32}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    tip = CyberTip.objects.get()
    page = client.get(reverse("moderation:tip", args=[tip.pk])).content.decode()
    assert "Try now" in page
    assert LedgerEntry.objects.filter(action="tip.read", subject=tip.name).exists()
    assert client.post(reverse("moderation:tip_retry", args=[tip.pk])).status_code == 302
    assert "1 report not filed yet" in client.get(reverse("moderation:quarantine")).content.decode()


def test_wrong_input_keeps_what_was_typed(enter: Enter) -> None:
    client, draft = enter(Role.CHILD_SAFETY), a_confirmed_draft()
    url = reverse("moderation:tip_write") + f"?file={draft.file_id}"
    wrong = client.post(url, ANSWER | {"about": "adult", "words": "Kept words", "step": "file"})
    assert wrong.status_code == 422
    assert "are referred" in wrong.content.decode()
    assert "Kept words" in wrong.content.decode()
    assert "Say when." in client.post(url, ANSWER | {"happened_at": ""}).content.decode()
    assert client.get(reverse("moderation:tip_write") + "?ad=zzzzzzzzzz").status_code == 404


def test_an_ad_and_the_uk_route(enter: Enter) -> None:
    client, listing = enter(Role.CHILD_SAFETY), a_listing()
    url = reverse("moderation:tip_write") + f"?ad={listing.code}"
    page = client.post(url, ANSWER | {"incident": "", "step": "file"})
    assert "Choose what happened." in page.content.decode(), "nothing is chosen for who reports an ad"
    client.post(url, ANSWER | {"route": "nca", "step": "file"})
    tip = CyberTip.objects.get()
    filed = reverse("moderation:tip_filed", args=[tip.pk])
    assert "portal" in client.get(reverse("moderation:tip", args=[tip.pk])).content.decode()
    assert client.post(filed, {"reference": ""}).status_code == 422
    assert client.post(filed, {"reference": "N-1"}).status_code == 302
    assert "N-1" in client.get(reverse("moderation:tips")).content.decode()
    assert "does not wait" in client.post(
        reverse("moderation:tip_retry", args=[tip.pk]), follow=True
    ).content.decode()  # fmt: skip


def test_a_refused_one_is_written_anew(enter: Enter) -> None:
    tip = a_cyber_tip()
    CyberTip.objects.update(state="refused", problem="The CyberTipline refused: no reason (code 4100).")
    client = enter(Role.CHILD_SAFETY)
    assert "It needs you" in client.get(reverse("moderation:tip", args=[tip.pk])).content.decode()
    url = reverse("moderation:tip_write") + f"?again={tip.pk}"
    assert "code 4100" in client.get(url).content.decode()
    client.post(url, ANSWER | {"words": "Anew", "step": "file"})
    tip.refresh_from_db()
    assert (tip.state, tip.words) == ("waiting", "Anew")

"""The pages of the child-safety role."""

import re

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.custody import store
from haven.custody.models import BankEntry, QuarantinedFile
from haven.custody.queries import held
from haven.ledger.models import LedgerEntry
from tests.factories import a_bank_entry, a_picture_file, a_quarantined_file
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"


def test_a_picture_is_shown_only_when_asked_for_and_that_is_on_record(enter: Enter) -> None:
    client, file = enter(Role.CHILD_SAFETY), a_quarantined_file()
    data = a_picture_file().getvalue()
    QuarantinedFile.objects.filter(pk=file.pk).update(stored=store.keep(data, store.QUARANTINE))
    assert f"File {file.pk}" in client.get(reverse("moderation:quarantine")).content.decode()
    page = client.get(reverse("moderation:quarantined", args=[file.pk])).content.decode()
    assert "<img" not in page
    assert not LedgerEntry.objects.filter(action="quarantine.viewed").exists()
    shown = client.post(reverse("moderation:quarantine_view", args=[file.pk]))
    assert (shown.content, shown["Content-Type"]) == (data, "image/jpeg")
    assert "no-store" in shown["Cache-Control"]
    answer = {"found": "confirmed", "note": "It is in two banks."}
    url = reverse("moderation:quarantine_decide", args=[file.pk])
    assert client.post(url, {"found": "confirmed"}).status_code == 422
    assert client.post(url, answer).status_code == 302
    file.refresh_from_db()
    file.cybertip.refresh_from_db()
    assert (file.state, file.cybertip.fields["file"]["viewed_by_esp"]) == ("confirmed", True)
    assert "Ready to be filed" in client.get(reverse("moderation:quarantined", args=[file.pk])).content.decode()
    client.post(url, answer)
    assert "decided already" in client.get(reverse("moderation:quarantine")).content.decode()


def test_every_choice_answers_to_its_words(enter: Enter) -> None:
    """Two things with one name: the words of the first choice belonged to the box around it, and chose nothing."""
    client, file = enter(Role.CHILD_SAFETY), a_quarantined_file()
    for name in ("quarantined", "tip_write"):
        address = reverse(f"moderation:{name}", args=[file.pk] if name == "quarantined" else [])
        page = client.get(address, {"file": file.pk}).content.decode()
        names = re.findall(r'\sid="([^"]+)"', page)
        assert sorted(names) == sorted(set(names))
        assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= set(names)


def test_a_file_that_is_gone(enter: Enter) -> None:
    file = a_quarantined_file()
    assert enter(Role.CHILD_SAFETY).post(reverse("moderation:quarantine_view", args=[file.pk])).status_code == 404


def test_hashes_by_hand(enter: Enter) -> None:
    client = enter(Role.CHILD_SAFETY)
    url = reverse("moderation:bank_add")
    wrong = client.post(url, {"kind": "pdq", "value": "123", "bank": "Own", "reason": "Seen."})
    assert wrong.status_code == 422
    assert "64 hexadecimal digits" in wrong.content.decode()
    assert "Seen." in wrong.content.decode()
    assert client.post(url, {"kind": "pdq", "value": PDQ, "bank": "Own", "reason": "Seen."}).status_code == 302
    entry = BankEntry.objects.get()
    page = client.get(reverse("moderation:banks") + f"?hash={PDQ[:8]}").content.decode()
    assert "Own" in page
    client.post(reverse("moderation:bank_retire", args=[entry.pk]), {"reason": ""})
    client.post(reverse("moderation:bank_retire", args=[entry.pk]), {"reason": "A door."})
    entry.refresh_from_db()
    assert entry.retired_reason == "A door."
    assert "A door." in client.get(reverse("moderation:banks")).content.decode()


def test_empty_pages(enter: Enter) -> None:
    client = enter(Role.CHILD_SAFETY)
    assert "Nothing has matched" in client.get(reverse("moderation:quarantine")).content.decode()
    assert "There is none yet" in client.get(reverse("moderation:banks")).content.decode()
    a_bank_entry()
    assert "Made up" in client.get(reverse("moderation:banks")).content.decode()


def test_the_hold_of_a_wrong_match_is_released_by_two_of_the_role(enter: Enter) -> None:
    file = a_quarantined_file(state="cleared")
    url = reverse("moderation:quarantine_release", args=[file.pk])
    first = enter(Role.CHILD_SAFETY)
    first.post(url)
    first.post(url)
    assert held([file.subject]) == {file.subject}
    enter(Role.CHILD_SAFETY).post(url)
    assert held([file.subject]) == set()
    waiting = a_quarantined_file(subject="listing:cccccccccc")
    answer = first.post(reverse("moderation:quarantine_release", args=[waiting.pk]), follow=True)
    assert "Only the hold of a wrong match" in answer.content.decode()

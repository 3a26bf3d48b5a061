"""The operator's policy in one file; while it has a fault nothing is deleted."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import Acceptance
from haven.mail.models import OutgoingMail
from haven.rights.actions.retention import KINDS, keep_no_longer
from haven.rights.errors import RightsError
from haven.rights.policy import days_kept
from tests.factories import a_hold, an_acceptance, an_outgoing_mail


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    settings.RETENTION_FILE = tmp_path / "retention.yaml"
    settings.LOGS = tmp_path
    return tmp_path / "retention.yaml"


def test_every_kind_has_its_days(file: Path) -> None:
    assert set(days_kept()) == {kind.name for kind in KINDS}
    file.write_text("# ours\nmails: 5\nads: 90\n")
    assert (days_kept()["mails"], days_kept()["ads"], days_kept()["drafts"]) == (5, 90, 30)
    file.write_text("")
    assert days_kept()["mails"] == 30


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mails: soon", "mails should be a number of days from 1 to 3650"),
        ("mails: true", "mails should be a number"),
        ("words: 30", "words should be a number of days from 190"),
        ("secrets: 30", "there is no kind 'secrets'"),
        ("sessions: 30", "there is no kind 'sessions'"),
        ("- mails", "a kind and its days on each line"),
        ("mails: [", "cannot be read, so nothing is deleted"),
    ],
)
@pytest.mark.django_db
def test_a_fault_is_named_and_nothing_is_deleted(file: Path, words: str, said: str) -> None:
    OutgoingMail.objects.filter(pk=an_outgoing_mail().pk).update(sent_at=timezone.now() - timedelta(days=400))
    file.write_text(words)
    with pytest.raises(RightsError, match=said.replace("[", "\\[")):
        keep_no_longer()
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_consents_sessions_and_logs_go_and_a_hold_wins(file: Path) -> None:
    old = timezone.now() - timedelta(days=2000)
    kept, gone, nobodys, fresh = (an_acceptance() for _ in range(4))
    Acceptance.objects.filter(pk__in=[kept.pk, gone.pk]).update(accepted_at=old)
    Acceptance.objects.filter(pk=nobodys.pk).update(person=None, accepted_at=timezone.now() - timedelta(days=31))
    a_hold(f"person:{kept.person_id}")
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now() - timedelta(minutes=1))
    Session.objects.create(session_key="b" * 32, session_data="", expire_date=timezone.now() + timedelta(days=1))
    for name, age in (("web.log", 90), ("web.log.1", 90), ("worker.log.1", 1)):
        path = file.parent / name
        path.write_text("x")
        os.utime(path, (timezone.now().timestamp() - age * 86400,) * 2)
    done = keep_no_longer()
    assert (done["consents"], done["sessions"], done["logs"]) == (2, 1, 1)
    assert set(Acceptance.objects.values_list("pk", flat=True)) == {kept.pk, fresh.pk}
    assert Session.objects.get().session_key == "b" * 32
    assert sorted(path.name for path in file.parent.glob("*.log*")) == ["web.log", "worker.log.1"]

"""Delivering mail: once, in time, and found again when its job is lost."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from haven.mail.actions import cancel_mail, queue_mail
from haven.mail.models import OutgoingMail
from haven.mail.tasks import deliver, deliver_overdue
from tests.committed import at_once, work_off
from tests.factories import an_outgoing_mail


class Unwilling(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: list[EmailMessage]) -> int:  # type: ignore[override]
        raise SMTPServerDisconnected(f"{len(messages)} mails: later, please")


def ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


@pytest.mark.django_db
def test_a_mail_leaves_once_however_often_its_job_runs() -> None:
    mail = queue_mail(to="rosa@example.org", sender='"Lena" <a1@relay.example>', subject="Hello", text="Words.\n")
    for _ in range(3):
        deliver(mail_id=mail.pk)
    (sent,) = outbox.outbox
    assert (sent.to, sent.from_email, sent.subject, sent.body) == (
        ["rosa@example.org"],
        '"Lena" <a1@relay.example>',
        "Hello",
        "Words.\n",
    )
    mail.refresh_from_db()
    assert mail.sent_at is not None


@pytest.mark.django_db
def test_no_machine_is_asked_to_answer_a_machine() -> None:
    deliver(mail_id=an_outgoing_mail().pk)
    assert outbox.outbox[0].message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_not_before_its_time_and_not_after_it_was_cancelled() -> None:
    early = an_outgoing_mail(send_after=timezone.now() + timedelta(seconds=30))
    cancelled = an_outgoing_mail(topic="decision:1")
    cancel_mail(topic="decision:1")
    for mail_id in (early.pk, cancelled.pk, 0):
        deliver(mail_id=mail_id)
    assert outbox.outbox == []
    assert not OutgoingMail.objects.exclude(sent_at=None).exists()


@pytest.mark.django_db
def test_a_mail_that_is_not_taken_is_not_sent(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Unwilling"
    mail = an_outgoing_mail()
    with pytest.raises(SMTPServerDisconnected):
        deliver(mail_id=mail.pk)
    mail.refresh_from_db()
    assert mail.sent_at is None


@pytest.mark.django_db
def test_a_mail_whose_job_was_lost_gets_another() -> None:
    lost = an_outgoing_mail(send_after=ago(3))
    an_outgoing_mail(send_after=ago(1))
    an_outgoing_mail(send_after=ago(60), attempts=8)
    deliver_overdue(0)
    assert [job.args for job in ProcrastinateJob.objects.filter(task_name=deliver.name)] == [{"mail_id": lost.pk}]
    lost.refresh_from_db()
    assert lost.attempts == 1


@pytest.mark.django_db
def test_a_mail_whose_job_will_be_tried_again_gets_no_second_one() -> None:
    mail = queue_mail(to="rosa@example.org", subject="Hello", text="Words.")
    OutgoingMail.objects.filter(pk=mail.pk).update(send_after=ago(10))
    for _ in range(3):
        deliver_overdue(0)
    assert ProcrastinateJob.objects.count() == 1


def test_the_worker_delivers(committed: None) -> None:
    queue_mail(to="rosa@example.org", subject="Hello", text="Words.")
    queue_mail(to="lena@example.org", subject="Later", text="Words.", after=timezone.now() + timedelta(hours=1))
    outbox.outbox = []
    work_off()
    assert [mail.recipient for mail in OutgoingMail.objects.exclude(sent_at=None)] == ["rosa@example.org"]
    assert {job.status for job in ProcrastinateJob.objects.all()} == {"succeeded", "todo"}
    assert [sent.to for sent in outbox.outbox] == [["rosa@example.org"]]


def test_workers_that_run_one_job_at_once_send_one_mail(committed: None) -> None:
    mail = an_outgoing_mail()
    outbox.outbox = []
    assert at_once(*[lambda: deliver(mail_id=mail.pk)] * 4) == [None] * 4
    assert len(outbox.outbox) == 1

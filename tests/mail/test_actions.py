"""Writing mail: worded from a template, queued with its job, cancelled in time."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.mail.actions import cancel_mail, queue_mail, render_mail, send_mail
from haven.mail.models import OutgoingMail
from tests.factories import an_outgoing_mail

pytestmark = pytest.mark.django_db
WORDS = {"title": "Oak table", "link": "https://haven.example/x", "site": "Haven"}


def test_the_first_line_of_a_template_is_the_subject() -> None:
    subject, text = render_mail("confirm_ad", WORDS)
    assert subject == "Put your ad live: Oak table"
    assert text.startswith("Hello,\n")
    assert text.endswith(".\n")
    assert "https://haven.example/x" in text


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r", "\v", "\f", "\x1e", "\x85", "\u2028"])
def test_a_subject_stays_one_line_and_its_rest_out_of_the_text(mark: str) -> None:
    subject, text = render_mail("confirm_ad", WORDS | {"title": f"Oak{mark}Bcc: everyone@example.org{mark}{mark}Buy!"})
    assert subject == "Put your ad live: Oak Bcc: everyone@example.org Buy!"
    assert text.startswith("Hello,\n")


def test_a_long_subject_is_cut_to_what_a_mail_holds() -> None:
    mail = send_mail(to="rosa@example.org", template="confirm_ad", context=WORDS | {"title": "x" * 500})
    assert len(mail.subject) == 200


def test_plain_text_is_not_escaped_as_html() -> None:
    assert "Tom & Jerry's <table>" in render_mail("confirm_ad", WORDS | {"title": "Tom & Jerry's <table>"})[1]


def test_a_mail_and_its_job_come_and_go_together() -> None:
    with transaction.atomic():
        queue_mail(to="rosa@example.org", subject="Hello", text="A few words.")
        assert ProcrastinateJob.objects.get().status == "todo"
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_mail_that_may_not_leave_yet_has_a_job_for_then() -> None:
    after = timezone.now() + timedelta(minutes=1)
    mail = queue_mail(to="rosa@example.org", subject="Hello", text="A few words.", after=after)
    job = ProcrastinateJob.objects.get()
    assert (mail.send_after, job.scheduled_at, job.args) == (after, after, {"mail_id": mail.pk})


def test_cancelling_a_topic_reaches_what_has_not_left() -> None:
    waiting, other = an_outgoing_mail(topic="decision:1"), an_outgoing_mail(topic="decision:11")
    left = an_outgoing_mail(topic="decision:1")
    OutgoingMail.objects.filter(pk=left.pk).update(sent_at=timezone.now())
    assert cancel_mail(topic="decision:1") == 1
    assert cancel_mail(topic="decision:1") == 0
    assert set(OutgoingMail.objects.filter(cancelled_at=None)) == {other, left}
    waiting.refresh_from_db()
    assert waiting.cancelled_at is not None

"""Writing and cancelling outgoing mail."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.db import transaction
from django.template import Context, Template
from django.template.engine import Engine
from django.utils import timezone
from django.utils.translation import get_language, override

from haven.mail.models import OutgoingMail
from haven.mail.tasks import deliver
from haven.site.queries import site


@cache
def _halves(template: str) -> tuple[Template, Template]:
    """What makes the subject, and what makes the text."""
    engine = Engine.get_default()
    first, _, rest = str(engine.get_template(f"mail/{template}.txt").source).lstrip().partition("\n")
    return engine.from_string(first), engine.from_string(rest)


def render_mail(template: str, context: Mapping[str, object], language: str = "") -> tuple[str, str]:
    """The subject (one line, so that no header can be smuggled in) and the text of `mail/<template>.txt`.

    In `language`, or in that of the request; in the site's own where the operator does not offer it (any more). Desks
    are English, and so are their mails (`desk_…`).

    Subject and text are rendered apart: a line break in a value must not move words from one into the other.
    """
    plain = Context(dict(context), autoescape=False)
    first, rest = _halves(template)
    wanted = language or get_language() or site().page_language
    with override(wanted if template.startswith("desk_") else site().speaks(wanted)):
        subject, text = first.render(plain), rest.render(plain)
    return " ".join(subject.split())[:200], text.strip() + "\n"


def send_mail(
    *,
    to: str,
    template: str,
    context: Mapping[str, object],
    sender: str = "",
    topic: str = "",
    after: datetime | None = None,
    headers: Mapping[str, str] | None = None,
    language: str = "",
) -> OutgoingMail:
    """Have the worker send a mail once the present transaction is committed, not before `after`.

    `language` is that of who gets it; without one the mail is in the language of the request that causes it.
    """
    subject, text = render_mail(template, context, language)
    return queue_mail(to=to, subject=subject, text=text, sender=sender, topic=topic, after=after, headers=headers)


@transaction.atomic
def queue_mail(
    *,
    to: str,
    subject: str,
    text: str,
    sender: str = "",
    topic: str = "",
    after: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail:
    """Queue a mail that is already worded; see `send_mail`."""
    mail = OutgoingMail.objects.create(
        recipient=to,
        sender=sender,
        subject=subject,
        text=text,
        topic=topic,
        headers=dict(headers or {}),
        send_after=after or timezone.now(),
    )
    deliver.configure(schedule_at=after).defer(mail_id=mail.pk)
    return mail


def cancel_mail(*, topic: str) -> int:
    """Keep the mails of a topic from leaving; the number that had not left yet."""
    waiting = OutgoingMail.objects.filter(topic=topic, sent_at=None, cancelled_at=None)
    return waiting.update(cancelled_at=timezone.now())

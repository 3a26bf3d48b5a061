"""Telling people that something is wrong with the log: a page is only seen by who opens it."""

from django.conf import settings

from haven.accounts.models import Role, User
from haven.listings.links import absolute
from haven.mail.actions import send_mail
from haven.site.queries import site

_TOLD = [Role.ADMINISTRATOR, Role.AUDITOR]


def tell_alarm(text: str) -> None:
    """A mail to each operator and auditor, in the transaction that raises the alarm (`ALARMS_TOLD_BY`)."""
    context = {
        "site": site().name, "text": text, "link": absolute("moderation:ledger"),
        "health": f"{settings.SITE_URL}/health",
    }  # fmt: skip
    for user in User.objects.filter(grants__role__in=_TOLD, is_active=True).distinct():
        send_mail(to=user.email, template="desk_log_alarm", context=context, language="en-gb")

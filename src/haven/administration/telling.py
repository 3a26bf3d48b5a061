"""Telling people that something is wrong with the log: a page is only seen by who opens it."""

from django.conf import settings

from haven.accounts.models import Role, User
from haven.accounts.telling import mail_staff
from haven.listings.links import absolute
from haven.site.queries import site

_TOLD = [Role.ADMINISTRATOR, Role.AUDITOR]


def tell_alarm(text: str) -> None:
    """A mail to each operator and auditor, in the transaction that raises the alarm (`ALARMS_TOLD_BY`)."""
    context = {
        "site": site().name, "text": text, "link": absolute("moderation:ledger"),
        "health": f"{settings.SITE_URL}/health",
    }  # fmt: skip
    mail_staff(User.objects.holding(_TOLD), "desk_log_alarm", context)

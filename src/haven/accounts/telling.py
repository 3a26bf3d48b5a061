"""Mail to people at the desks, in the language that the desks have."""

from collections.abc import Iterable, Mapping

from haven.accounts.models import User
from haven.mail.actions import send_mail


def mail_staff(people: Iterable[User], template: str, context: Mapping[str, object]) -> None:
    """Have each of them mailed, in English, as part of the present transaction."""
    for user in people:
        send_mail(to=user.email, template=template, context=context, language="en-gb")

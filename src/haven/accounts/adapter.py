"""Where allauth meets Haven: its mails leave through `haven.mail`, its sign-ins are recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from haven.accounts.models import User
from haven.ledger.actions import VISITOR, person, record
from haven.mail.actions import queue_mail
from haven.site.queries import closing, site


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Queues mail and records sign-ins."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of allauth's own mails (sign-in codes, verification)."""
        message = self.render_mail(template_prefix, email, {"email": email, "site_name": site().name, **context})
        queue_mail(to=email, subject=" ".join(str(message.subject).split())[:200], text=str(message.body))

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Whether anybody may open an account: not once the site is closing."""
        return closing() is None

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Record that somebody opened an account by signing up."""
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                record(actor=VISITOR, action="account.opened", subject=f"person:{saved.pk}")
        return saved

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        """Record who signed in."""
        with transaction.atomic():
            user.note_language()
            record(actor=person(user.pk), action="account.signed_in", subject=f"person:{user.pk}")
        return super().post_login(request, user, **kwargs)

"""Ending what somebody else may have added to an account: what opens it, and what acts or listens for it."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.api.actions import revoke_token
from haven.api.models import ApiToken
from haven.ledger.actions import person, record
from haven.webhooks.actions import remove_endpoint
from haven.webhooks.models import Endpoint

_Type = Authenticator.Type


@transaction.atomic
def end_what_was_added(*, who: User, since: datetime) -> list[str]:
    """Remove second factors, tokens and webhooks that are no older; what each was, in words."""
    removed = _factors(who, since)
    for token in ApiToken.alive().filter(user=who, created_at__gte=since):
        removed.append(_("the token “%(name)s”") % {"name": token.name})
        revoke_token(token=token, by=who)
    for endpoint in Endpoint.objects.filter(owner=who, created_at__gte=since):
        removed.append(_("the webhook to %(address)s") % {"address": endpoint.url})
        remove_endpoint(endpoint=endpoint, by=who)
    return removed


def _factors(who: User, since: datetime) -> list[str]:
    """Recovery codes go with the last factor that they stand in for, however old they are."""
    rows = Authenticator.objects.filter(user=who)
    new = list(rows.filter(created_at__gte=since).order_by("created_at", "pk"))
    if not new:
        return []
    rows.filter(pk__in=[one.pk for one in new]).delete()
    if not rows.exclude(type=_Type.RECOVERY_CODES).exists():
        rows.delete()
    record(actor=person(who.pk), action="account.factors_removed", subject=f"person:{who.pk}", factors=len(new))
    return [_called(one) for one in new]


def _called(factor: Authenticator) -> str:
    if factor.type == _Type.WEBAUTHN:
        return _("the passkey “%(name)s”") % {"name": factor.wrap().name}
    return _("an authenticator app") if factor.type == _Type.TOTP else _("recovery codes")

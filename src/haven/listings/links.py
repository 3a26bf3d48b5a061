"""Links that carry a right: signed, of one purpose, and dead after a while.

Whoever holds the link may do what it is for, so it goes out by mail only, to the address that has the right.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.listings.errors import BadLink

_DAY = 86400
# Each purpose with the days its link lives; the purpose is part of the signature.
LIFETIMES = {
    "confirm": 3,
    "contact": 3,
    "manage": 400,
    "renew": 60,
    "thread": 400,
    "appeal": 190,
    "reasons": 190,
    "question": 30,
    "erase": 3,
    "move": 3,
    "unmove": 7,
    "alert": 7,
    "alerts": 400,
    "stop_alert": 3650,
    "data": 400,
    "report": 30,
}


def make_token(purpose: str, value: str) -> str:
    """A signed token for one purpose of `LIFETIMES`."""
    return signing.TimestampSigner(salt=f"haven.{purpose}").sign_object(value)


def read_token(purpose: str, token: str) -> str:
    """The value that was signed.

    Raises:
        BadLink: altered, for another purpose, or too old.
    """
    try:
        value = signing.TimestampSigner(salt=f"haven.{purpose}").unsign_object(token, max_age=LIFETIMES[purpose] * _DAY)
    except signing.SignatureExpired:
        raise BadLink(_("This link is too old. Ask for a new one.")) from None
    except signing.BadSignature:
        raise BadLink(_("This link is not complete. Copy all of it from the mail.")) from None
    return str(value)


def check_owner(token: str, owner: User | None) -> None:
    """A link that was read still is its owner's.

    Raises:
        BadLink: it was mailed while somebody else had the account.
    """
    made_at = signing.b62_decode(token.rsplit(":", 2)[1])
    if owner is not None and not owner.honours(made_at):
        raise BadLink(_("This link does not work any more. Ask for a new one."))


def absolute(view: str, *args: object) -> str:
    """The public address of a view, for mails."""
    return str(settings.SITE_URL) + reverse(view, args=args)

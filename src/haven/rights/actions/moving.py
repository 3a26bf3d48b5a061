"""Moving an account to another e-mail address: a link to the new one, word to the old one, and a way back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from haven.accounts.models import FormerAddress, User
from haven.alerts.models import SavedSearch
from haven.ledger.actions import person, record
from haven.listings.errors import BadLink
from haven.listings.links import absolute, make_token, read_token
from haven.mail.actions import send_mail
from haven.notices.models import Misuse, Notice
from haven.rights.actions.shutting_out import end_what_was_added
from haven.rights.errors import RightsError
from haven.site.queries import site

_BEFORE = timedelta(days=1)
"""Somebody who sits down at another's account may add a key of their own first, and ask for the move then."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whose account is theirs again, and what was removed from it, in words."""

    who: User
    removed: list[str]


@transaction.atomic
def ask_to_move(*, who: User, email: str) -> None:
    """Mail a link to the new address that moves the account, and the old one a link that stops it.

    An address that has an account already is told so by mail: the page answers the same, and tells nobody who is here.

    Raises:
        RightsError: it is the account's address already.
    """
    email = email.strip().lower()
    if email == who.email:
        raise RightsError(_("This is your address already."))
    record(actor=person(who.pk), action="account.move_asked", subject=f"person:{who.pk}")
    if _is_taken(email, who):
        send_mail(to=email, template="address_taken", context={"site": site().name})
        return
    asked = int(timezone.now().timestamp())
    link = absolute("marketplace:move", make_token("move", f"{who.pk}:{_stamp(who)}:{asked}:{email}"))
    send_mail(to=email, template="move", context={"site": site().name, "name": who.name, "link": link})
    _warn(who, email, asked, is_done=False)


@transaction.atomic
def move_person(*, token: str) -> User:
    """The click in the mail to the new address: from now on the account is there. A second click changes nothing.

    Raises:
        BadLink: the link is no good any more.
        RightsError: the address has got an account of its own meanwhile.
    """
    number, stamp, asked, email = _parts("move", token, 4)
    who = User.objects.select_for_update().filter(pk=int(number), is_active=True).first()
    if who is not None and who.email == email:
        return who
    if who is None or not constant_time_compare(stamp, _stamp(who)):
        raise BadLink(_("This link does not work any more. Ask for a new one."))
    _warn(who, email, int(asked), is_done=True)  # while the old mailbox is theirs
    _readdress(who, email)
    record(actor=person(who.pk), action="account.moved", subject=f"person:{who.pk}")
    return who


@transaction.atomic
def take_back(*, token: str) -> TakenBack:
    """The link in the mail to the old address, "It was not me": the account is there again, nobody is signed in to it.

    Links to move it that are under way are worth nothing from then on, and what was added to it since the day before
    somebody asked (passkeys and other second factors, tokens, webhooks) is removed. Links in mails of before end, too.

    Raises:
        BadLink: the link is no good any more.
        RightsError: the old address has got an account of its own meanwhile.
    """
    number, asked, email = _parts("unmove", token, 3)
    who = User.objects.select_for_update().filter(pk=int(number), is_active=True).first()
    if who is None:
        raise BadLink(_("This link does not work any more. Ask for a new one."))
    if who.email != email:
        _readdress(who, email)
    who.set_unusable_password()  # what sessions and links go by
    who.links_since = timezone.now()
    who.save(update_fields=["password", "links_since"])
    removed = end_what_was_added(who=who, since=datetime.fromtimestamp(int(asked), UTC) - _BEFORE)
    record(actor=person(who.pk), action="account.move_stopped", subject=f"person:{who.pk}", removed=len(removed))
    return TakenBack(who, removed)


def _readdress(who: User, email: str) -> None:
    """Whoever reads the new mailbox has the account and hears of what was asked from the old one."""
    if _is_taken(email, who):
        raise RightsError(_("There is an account with this address already. Sign in to that one and erase it first."))
    before = who.email
    FormerAddress.objects.create(user=who, email=before)
    who.former_addresses.filter(email=email).delete()
    who.email = email
    who.save(update_fields=["email"])
    EmailAddress.objects.filter(user=who).delete()
    EmailAddress.objects.create(user=who, email=email, verified=True, primary=True)
    SavedSearch.objects.filter(owner=who).update(email=email)
    Notice.objects.filter(email__iexact=before).update(email=email)
    if not Misuse.objects.filter(email__iexact=email).exists():
        Misuse.objects.filter(email__iexact=before).update(email=email)


def _is_taken(email: str, who: User) -> bool:
    others = User.objects.exclude(pk=who.pk).filter(email=email)
    return others.exists() or EmailAddress.objects.exclude(user=who).filter(email=email, verified=True).exists()


def _stamp(who: User) -> str:
    """Changes with the address, and when everybody is signed out."""
    return salted_hmac("haven.move", f"{who.email}:{who.password}").hexdigest()[:24]


def _parts(purpose: str, token: str, count: int) -> list[str]:
    """The parts of what a link says, the address last."""
    parts = read_token(purpose, token).split(":", count - 1)
    if len(parts) < count:
        raise BadLink(_("This link does not work any more. Ask for a new one."))
    return parts


def _warn(who: User, email: str, asked: int, *, is_done: bool) -> None:
    link = absolute("marketplace:take_back", make_token("unmove", f"{who.pk}:{asked}:{who.email}"))
    context = {"site": site().name, "email": email, "link": link, "is_done": is_done}
    send_mail(to=who.email, template="moving", context=context)

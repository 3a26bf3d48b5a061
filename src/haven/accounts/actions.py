"""What changes people and roles."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from haven.accounts.models import Acceptance, Role, RoleGrant, User, tidy_name
from haven.ledger.actions import VISITOR, machine, person, record
from haven.site.models import TermsVersion


@transaction.atomic
def ensure_user(*, email: str, display_name: str = "", actor: str = machine("accounts")) -> User:
    """The person who has shown that this address is theirs; made at the first time.

    Call it only once the address is proven (a link or a code that was sent to it came back).
    """
    email = email.strip().lower()
    proven = EmailAddress.objects.select_related("user").filter(email=email, verified=True).first()
    user: User = proven.user if proven else _opened(email, display_name, actor)
    name = tidy_name(display_name)
    if name and not user.display_name:
        user.display_name = name
        user.save(update_fields=["display_name"])
        record(actor=actor, action="account.named", subject=f"person:{user.pk}")
    if actor == VISITOR:
        user.note_language()
    if proven is None:
        EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def rename(*, user: User, display_name: str) -> None:
    """Call a person something else from now on, wherever others see the name; nothing makes them a number."""
    user.display_name = tidy_name(display_name)
    user.save(update_fields=["display_name"])
    record(actor=person(user.pk), action="account.named", subject=f"person:{user.pk}")


def _opened(email: str, display_name: str, actor: str) -> User:
    """The account with this address; of two who open it at once the second finds the first one's."""
    user = User.objects.filter(email=email).first()
    if user is not None:
        return user
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, display_name)
            record(actor=actor, action="account.opened", subject=f"person:{user.pk}")
            return user
    except IntegrityError:
        return User.objects.get(email=email)


@transaction.atomic
def grant_role(*, user: User, role: Role, granted_by: User | None = None) -> None:
    """Give a role; without `granted_by` it was the operator at the command line."""
    _, new = RoleGrant.objects.get_or_create(user=user, role=role, defaults={"granted_by": granted_by})
    if new:
        actor = person(granted_by.pk) if granted_by else machine("command-line")
        record(actor=actor, action="role.granted", subject=f"person:{user.pk}", role=str(role))
        user.__dict__.pop("roles", None)


@transaction.atomic
def close_account(*, user: User, closed_by: User) -> None:
    """End an account: nobody signs in to it or posts from it any more, and its open sessions are worth nothing.

    Two people must have agreed; whoever calls sees to that.
    """
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(actor=person(closed_by.pk), action="account.closed", subject=f"person:{user.pk}")


@transaction.atomic
def reopen_account(*, user: User, reopened_by: User) -> None:
    """Give a closed account back to its owner."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor=person(reopened_by.pk), action="account.reopened", subject=f"person:{user.pk}")


@transaction.atomic
def accept_terms(*, terms: TermsVersion | None, step: Acceptance.Step, subject: str, who: User | None = None) -> None:
    """Keep that somebody agreed to these terms by a step; `claim_acceptances` says later who, where nobody knows yet.

    Nothing is kept where nobody was asked (`terms` is None): what a program or the command line sends in.
    """
    if terms is None:
        return
    Acceptance.objects.create(terms=terms, step=step, subject=subject, person=who)
    actor = person(who.pk) if who else VISITOR
    record(actor=actor, action="terms.accepted", subject=subject, version=terms.day, step=str(step))


@transaction.atomic
def claim_acceptances(*, subject: str, who: User, now: str = "") -> None:
    """The address behind a step is proven: `who` it was that agreed; `now` is the subject's name from here on."""
    waiting = Acceptance.objects.filter(subject=subject, person=None)
    if waiting.update(person=who, subject=now or subject):
        record(actor=person(who.pk), action="terms.claimed", subject=now or subject)

"""Naming the custodian, and the two people who agree: to for whom it is sealed, then to exactly what was sealed."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.accounts.telling import mail_staff
from haven.closing.enveloping import read_certificate
from haven.closing.errors import ClosingError
from haven.closing.models import Agreement, Sealing
from haven.ledger.actions import machine, person, record
from haven.site.models import Closing
from haven.site.queries import site

AGREEING = (Role.ADMINISTRATOR, Role.LEGAL_APPROVER)
"""Who may agree; two different people of these."""
ENOUGH = 2
READ_BACK = 8
"""How many characters of the list's digest are typed by who agrees to the erasure: read off the custodian's copy."""


@transaction.atomic
def name_custodian(
    *, closing: Closing, custodian: str, address: str, certificate: str = "", restricted: str = ""
) -> Sealing:
    """Say for whom it is sealed; whoever may agree gets a mail. Named anew, earlier agreements count for nothing.

    Raises:
        ClosingError: no name or address, a certificate that cannot be used, or it is sealed already.
    """
    custodian, address = " ".join(custodian.split()), address.replace("\r\n", "\n").strip()
    if not custodian or not address or len(custodian) > 120 or len(address) > 400:
        raise ClosingError("A custodian has a name (at most 120 characters) and a postal address (at most 400).")
    for pem in (certificate, restricted):
        if pem:
            read_certificate(pem)
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if closing.sealed_at:
        raise ClosingError("It is sealed already, for the custodian who was named.")
    sealing, _ = Sealing.objects.update_or_create(
        closing=closing,
        defaults={
            "custodian": custodian, "address": address, "certificate": certificate, "restricted": restricted,
            "named_at": timezone.now(),
        },
    )  # fmt: skip
    record(
        actor=machine("command-line"), action="custodian.named", subject=closing.subject, digest=sealing.digest,
        enveloped=bool(certificate),
    )  # fmt: skip
    _ask(closing)
    return sealing


@transaction.atomic
def agree(*, closing: Closing, by: User, typed: str, read_back: str = "") -> Agreement:
    """Agree to the step that waits; a second click changes nothing.

    Raises:
        ClosingError: no step waits, the site's name is not what was typed, or the digest not what was read.
    """
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    step, digest = waiting_for(closing)
    if not by.roles & {str(role) for role in AGREEING}:
        raise ClosingError("You may not agree to this.")
    if typed.strip() != site().name:
        raise ClosingError("That is not the name of the site. Type it as it stands at the top of every page.")
    if step == Agreement.Step.ERASE and read_back.strip().lower() != digest[:READ_BACK]:
        raise ClosingError("These are not the first characters of the list's digest. Read them off the sealed copy.")
    made, new = Agreement.objects.get_or_create(closing=closing, step=step, digest=digest, by=person(by.pk))
    if new:
        record(actor=person(by.pk), action="closing.agreed", subject=closing.subject, step=step, digest=digest)
    return made


def waiting_for(closing: Closing) -> tuple[str, str]:
    """The step that people agree to next, and the digest of what exactly.

    Raises:
        ClosingError: nothing waits.
    """
    sealing = Sealing.objects.filter(closing=closing).first()
    if closing.called_off_at or closing.erasing_at:
        raise ClosingError("There is nothing to agree to any more.")
    if sealing is None:
        raise ClosingError("No custodian is named yet, so there is nothing to agree to.")
    if closing.sealed_at:
        return str(Agreement.Step.ERASE), sealing.manifest
    return str(Agreement.Step.SEAL), sealing.digest


def agreed_by(closing: Closing, step: str, digest: str) -> list[str]:
    """Who agreed to this, as the ledger names them."""
    rows = Agreement.objects.filter(closing=closing, step=step, digest=digest).order_by("pk")
    return list(rows.values_list("by", flat=True))


def require_two(closing: Closing, step: str, digest: str) -> None:
    """That two people agreed to exactly this.

    Raises:
        ClosingError: fewer did.
    """
    found = len(agreed_by(closing, step, digest))
    if found < ENOUGH:
        where = f"{settings.SITE_URL}/closing/agreement/"
        raise ClosingError(f"Two people have to agree first ({found} did): each signs in and opens {where}")


def _ask(closing: Closing) -> None:
    context = {"site": site().name, "day": closing.ends_on, "link": f"{settings.SITE_URL}/closing/agreement/"}
    mail_staff(User.objects.holding(AGREEING), "desk_closing_waits", context)

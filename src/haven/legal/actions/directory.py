"""The directory of authorities: what the reviewed file says, and what two people add."""

from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import machine, person, record
from haven.legal.directory import listed, normal_phone
from haven.legal.errors import LegalError
from haven.legal.models import Authority


@transaction.atomic
def load_directory() -> int:
    """Bring the table in line with the reviewed file; how many rows came or went. A changed number is a new row."""
    wanted = {(row.name, row.country, row.phone): row for row in listed()}
    known = {
        (row.name, row.country, row.phone): row for row in Authority.objects.filter(from_file=True, retired_at=None)
    }
    gone = [row.pk for key, row in known.items() if key not in wanted]
    Authority.objects.filter(pk__in=gone).update(retired_at=timezone.now())
    new = [
        Authority(
            name=row.name, country=row.country, kind=row.kind, phone=row.phone, source=row.source,
            checked_on=row.checked, from_file=True, confirmed_at=timezone.now(),
        )
        for key, row in wanted.items() if key not in known
    ]  # fmt: skip
    Authority.objects.bulk_create(new)
    if new or gone:
        record(
            actor=machine("directory"), action="authorities.loaded", subject="site:authorities",
            added=len(new), retired=len(gone),
        )  # fmt: skip
    return len(new) + len(gone)


@transaction.atomic
def propose_authority(
    *, name: str, country: str, kind: str, phone: str, source: str, checked_on: date, by: User
) -> Authority:
    """Add an authority that somebody else has to confirm before a call to it counts.

    Raises:
        LegalError: the number is none, or the page that says so is no public https address.
    """
    parts = urlsplit(source.strip())
    if parts.scheme != "https" or "." not in (parts.hostname or ""):
        raise LegalError("Give the address (https://…) of the authority’s own page that has the number.")
    if kind not in Authority.Kind.values or not name.strip():
        raise LegalError("Say what the authority is called, and what it is.")
    row = Authority.objects.create(
        name=name.strip()[:120], country=country, kind=kind, phone=normal_phone(phone, country),
        source=source.strip()[:300], checked_on=checked_on, proposed_by=by,
    )  # fmt: skip
    record(actor=person(by.pk), action="authority.proposed", subject=row.subject, country=country)
    return row


@transaction.atomic
def confirm_authority(*, authority: Authority, by: User) -> Authority:
    """Confirm what somebody else found, after looking it up anew.

    Raises:
        LegalError: it is one's own, or was settled before.
    """
    row = Authority.objects.select_for_update().get(pk=authority.pk)
    if row.confirmed_at is not None or row.retired_at is not None:
        raise LegalError("This entry was settled before.")
    if row.proposed_by_id == by.pk:
        raise LegalError("An entry is confirmed by somebody else than found it.")
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    row.save()
    record(actor=person(by.pk), action="authority.confirmed", subject=row.subject)
    return row


@transaction.atomic
def retire_authority(*, authority: Authority, by: User) -> Authority:
    """Take an entry out of use: one person is enough to distrust a number.

    Raises:
        LegalError: it is out of use.
    """
    row = Authority.objects.select_for_update().get(pk=authority.pk)
    if row.retired_at is not None:
        raise LegalError("This entry is out of use already.")
    row.retired_at = timezone.now()
    row.save()
    record(actor=person(by.pk), action="authority.retired", subject=row.subject)
    return row

"""Filling the hash banks: from a file, by hand, and taking an entry out of use."""

import secrets
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.bank_files import Hash
from haven.custody.errors import BankRefused
from haven.custody.models import BankEntry, BankVersion
from haven.ledger.actions import machine, person, record

_AT_ONCE = 5000


@transaction.atomic
def import_bank(*, bank: str, reason: str, hashes: Iterable[Hash], by: User | None = None) -> int:
    """Put the hashes of a file into a bank; how many were not there. Without `by`, it was the operator.

    Raises:
        BankRefused: the bank has no name, or nothing is said why.
    """
    _check(bank, reason)
    before = BankEntry.objects.filter(bank=bank).count()
    rows = (BankEntry(bank=bank, kind=one.kind, value=one.value, reason=reason, added_by=by) for one in hashes)
    while some := list(islice(rows, _AT_ONCE)):
        BankEntry.objects.bulk_create(some, ignore_conflicts=True)
    added = BankEntry.objects.filter(bank=bank).count() - before
    _changed()
    actor = person(by.pk) if by else machine("command-line")
    record(actor=actor, action="bank.imported", subject="site:banks", bank=bank, added=added)
    return added


@transaction.atomic
def add_hash(*, bank: str, kind: str, value: str, reason: str, by: User) -> BankEntry:
    """Put one hash into a bank by hand.

    Raises:
        BankRefused: it is no such hash, is there already, or nothing is said why.
    """
    _check(bank, reason)
    value = value.strip().lower()
    length = 64 if kind == BankEntry.Kind.PDQ else 32
    if kind not in BankEntry.Kind.values or len(value) != length or set(value) - set("0123456789abcdef"):
        raise BankRefused(f"A hash of this kind has {length} hexadecimal digits.")
    entry, new = BankEntry.objects.get_or_create(
        bank=bank.strip(), kind=kind, value=value, defaults={"reason": reason.strip(), "added_by": by}
    )
    if not new:
        raise BankRefused("This hash is in the bank already.")
    _changed()
    record(actor=person(by.pk), action="bank.added", subject=entry.subject, bank=entry.bank)
    return entry


@transaction.atomic
def retire_hash(*, entry: BankEntry, reason: str, by: User) -> BankEntry:
    """Match nothing with it any more; the entry, and what it matched, stay on record.

    Raises:
        BankRefused: it is retired, or nothing is said why.
    """
    entry = BankEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.retired_at is not None:
        raise BankRefused("This hash is retired already.")
    if not reason.strip() or len(reason) > 300:
        raise BankRefused("Say in at most 300 characters why it is retired.")
    entry.retired_at, entry.retired_by, entry.retired_reason = timezone.now(), by, reason.strip()
    entry.save()
    _changed()
    record(actor=person(by.pk), action="bank.retired", subject=entry.subject, bank=entry.bank)
    return entry


def _check(bank: str, reason: str) -> None:
    if not bank.strip() or len(bank) > 120:
        raise BankRefused("Name the bank, in at most 120 characters.")
    if not reason.strip() or len(reason) > 300:
        raise BankRefused("Say in at most 300 characters why these are taken, or from whom they come.")


def _changed() -> None:
    BankVersion.objects.update_or_create(pk=BankVersion.THE_ONE, defaults={"token": secrets.token_hex(8)})

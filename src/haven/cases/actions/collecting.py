"""Taking ads from elsewhere into a case, and making them readable."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.conf import settings
from django.db import transaction

from haven.accounts.models import User
from haven.cases.actions.standing import at_work, checked
from haven.cases.collected.building import FILES, BadCollection, clear
from haven.cases.collected.child import build_apart
from haven.cases.errors import CaseError
from haven.cases.models import Case, Collection
from haven.evidence.digests import sha256
from haven.ledger.actions import machine, person, record

MOST_BYTES = 75 * 2**20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,99}\Z")


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """A file as it came."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person who brings it says: what it is called, where it is from, why it is lawfully held."""

    title: str
    origin: str
    lawful: str


@transaction.atomic
def take_collection(*, case: Case, said: Said, files: Sequence[CollectedFile], by: User) -> Collection:
    """Keep the files byte for byte under their hashes; the worker makes them readable (`read_collection`).

    Raises:
        CaseError: a word is missing, or a file's name or size is none that is taken; see `at_work`.
    """
    case = at_work(case, by)
    title, origin, lawful = checked(said.title, 120), checked(said.origin, 500), checked(said.lawful, 1000)
    if not title or not origin or not lawful:
        raise CaseError("Say what it is, where it is from, and why you hold it lawfully.")
    _check(files)
    kept = Collection(case=case, title=title, origin=origin, lawful=lawful, place=secrets.token_hex(16), added_by=by)
    kept.files = [{"name": one.name, "sha256": sha256(one.data), "size": len(one.data)} for one in files]
    _write(kept, files)
    kept.save()
    digest = sha256(rfc8785.dumps(kept.files))
    record(actor=person(by.pk), action="collection.taken", subject=case.subject, collection=kept.pk, files=len(files),
           digest=digest)  # fmt: skip
    return kept


@transaction.atomic
def read_collection(*, collection: Collection) -> Collection:
    """Make a collection readable; what is wrong with it is kept as a sentence. A second time changes nothing.

    Raises:
        Interrupted: the reading was ended from outside; it begins anew the next time.
    """
    row = Collection.objects.select_for_update().get(pk=collection.pk)
    if row.state != Collection.State.READING:
        return row
    changed: dict[str, Any]
    try:
        for name in changed_files(row):
            raise BadCollection(f"{name} is not what came: it was changed on the disk.")
        built = build_apart(row.directory, region=settings.SITE_REGION)
        changed = {"state": Collection.State.OPEN, "ads": built.ads, "networks": built.networks,
                   "left_out": built.left_out, "problems": built.problems}  # fmt: skip
    except BadCollection as error:
        clear(row.directory)
        changed = {"state": Collection.State.FAILED, "problem": str(error)[:500]}
    return _settled(row, changed)


@transaction.atomic
def give_up_reading(*, collection: Collection, problem: str) -> Collection:
    """Note that Haven itself failed at it, which no second try mends; nothing where it was read meanwhile."""
    row = Collection.objects.select_for_update().get(pk=collection.pk)
    if row.state != Collection.State.READING:
        return row
    return _settled(row, {"state": Collection.State.FAILED, "problem": problem[:500]})


def _settled(row: Collection, changed: dict[str, Any]) -> Collection:
    for name, value in changed.items():
        setattr(row, name, _without_nul(value))
    row.save()
    record(actor=machine("cases"), action="collection.read", subject=row.case.subject, collection=row.pk,
           state=str(row.state), ads=row.ads)  # fmt: skip
    return row


def _without_nul(value: Any) -> Any:
    """What a file's row is called may hold one, and no table takes it."""
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return value.replace("\x00", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def changed_files(collection: Collection) -> list[str]:
    """The files that are not any more what came."""
    wrong = []
    for one in collection.files:
        path = collection.directory / FILES / one["name"]
        if not path.is_file() or sha256(path.read_bytes()) != one["sha256"]:
            wrong.append(str(one["name"]))
    return wrong


def _check(files: Sequence[CollectedFile]) -> None:
    names = [one.name for one in files]
    if not files:
        raise CaseError("Choose the files: all of a sweep's directory, or files of ads.")
    for name in names:
        if not _NAME.match(name):
            raise CaseError(f"“{name[:60]}” is no name that is kept: use letters, digits, dots and dashes.")
    if len(set(names)) != len(names):
        raise CaseError("Two files have the same name.")
    if sum(len(one.data) for one in files) > MOST_BYTES:
        raise CaseError(f"The files have more than {MOST_BYTES // 2**20} MB together: split them.")


def _write(kept: Collection, files: Sequence[CollectedFile]) -> None:
    """On the disk before the row is."""
    folder = kept.directory / FILES
    folder.mkdir(parents=True, mode=0o700)
    kept.directory.chmod(0o700)
    for one in files:
        path = folder / one.name
        path.touch(mode=0o600)
        path.write_bytes(one.data)

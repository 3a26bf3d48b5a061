"""Which rows outlive the closing, and why; everything else goes. Reads, changes nothing.

Owns the rule. Rows stay because a hold covers them, because a gag is still to end, because the record of decisions has
its term, because people still work here, or because such a row refers to them. A table that nobody thought of is erased
whole; that is the safe way to be forgotten. Tables of the log, of the closing and of the operator's own words stay.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from haven.accounts.models import RoleGrant, User
from haven.cases.models import DangerReport
from haven.closing.capturing import held_names
from haven.closing.errors import ClosingError
from haven.custody.models import (
    CyberTip,
    EvidenceBundle,
    EvidenceFile,
    EvidenceItem,
    PreservationHold,
    QuarantinedFile,
)
from haven.custody.queries import in_force
from haven.legal.models import LegalRequest, Production
from haven.legal.queries import untold
from haven.listings.models import Conversation, Listing, Message, Photo
from haven.moderation.models import Appeal, Decision, StatementOfReasons
from haven.notices.models import Notice
from haven.rights.belongings import Belongings
from haven.rights.models import Erasure

Kept = dict[type[Model], set[Any]]

WHOLE_APPS = {"ledger", "site", "closing", "contenttypes", "auth"}
WHOLE = {"listings.Category", "listings.Place"}
"""The log; that the site closes, and its imprint; who it is sealed for; what Django needs; towns and shelves."""
RECORDS: tuple[type[Model], ...] = (Decision, StatementOfReasons, Appeal, Notice, LegalRequest, DangerReport)
"""What was decided, reported, asked by authorities or told to the police: kept for the term of `words`."""
_NAMED: dict[str, tuple[type[Model], str]] = {
    "person": (User, "pk"), "listing": (Listing, "code"), "conversation": (Conversation, "pk"),
    "message": (Message, "pk"), "photo": (Photo, "key"), "notice": (Notice, "pk"), "decision": (Decision, "pk"),
    "evidence": (EvidenceItem, "pk"), "bundle": (EvidenceBundle, "pk"), "legal": (LegalRequest, "reference"),
    "production": (Production, "code"),
}  # fmt: skip
_NO_ROW = {"contact"}
_NOT_BELOW = {"cases", "findings", "alerts", "webhooks", "api"}
"""Rooms whose rows about something held are sealed with it, derived from it, or another person's own: not kept."""
_ADDRESSED = ("searches", "first_messages", "mails", "drafts", "reports", "warnings")


def models() -> list[type[Model]]:
    """All tables that may lose rows."""
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [m for m in every if m._meta.app_label not in WHOLE_APPS and m._meta.label not in WHOLE]


def rows_of(model: type[Model]) -> QuerySet[Any]:
    """All rows of a table, whatever its managers leave out."""
    return QuerySet(model)


def survivors(*, with_records: bool, with_staff: bool) -> Kept:
    """Primary keys of the rows that stay, by model.

    Raises:
        ClosingError: a hold covers a kind of thing that nobody knows: nothing may be erased then.
    """
    kept: Kept = {model: set() for model in models()}
    _descend(kept, _held())
    _descend(kept, {LegalRequest: set(untold().values_list("production__request", flat=True))})
    if with_records:
        _descend(kept, {model: set(rows_of(model).values_list("pk", flat=True)) for model in RECORDS})
    if with_staff:
        _keep_staff(kept)
    _ascend(kept)
    kept[EvidenceFile] |= set(EvidenceFile.objects.filter(item__in=kept[EvidenceItem]).values_list("pk", flat=True))
    return kept


def unreported() -> dict[type[Model], QuerySet[Any]]:
    """What child safety has still to decide about, or to file: a duty that ends with no day (18 USC 2258A)."""
    state = QuarantinedFile.State
    open_files = Q(state=state.WAITING) | Q(state=state.CONFIRMED) & ~Q(cybertip__tip__state=CyberTip.State.FILED)
    return {
        QuarantinedFile: QuarantinedFile.objects.filter(open_files, erased_at=None),
        CyberTip: CyberTip.objects.exclude(state=CyberTip.State.FILED),
    }


def known_people(kept: Kept, *, with_staff: bool) -> set[int]:
    """Accounts that stay with name and address: held ones, the sides of what is held, and who works here."""
    names = held_names()
    people = {int(name[7:]) for name in names if name.startswith("person:") and name[7:].isdigit()}
    held_ads = Q(code__in=[name[8:] for name in names if name.startswith("listing:")]) | Q(poster__in=people)
    named = Q(pk__in=_numbers(names, "conversation")) | Q(reader__in=people)
    about = named | Q(listing__in=Listing.objects.filter(held_ads))
    talks = Conversation.objects.filter(about, pk__in=kept[Conversation])
    people |= set(Listing.objects.filter(held_ads).exclude(poster=None).values_list("poster_id", flat=True))
    people |= {one for pair in talks.values_list("reader_id", "listing__poster_id") for one in pair if one}
    people |= set(untold().values_list("person", flat=True))
    if with_staff:
        people |= set(RoleGrant.objects.values_list("user_id", flat=True))
    return people & kept[User]


def _held() -> Kept:
    """What holds cover by name, the holds themselves, and what belongs to a person by address alone."""
    found: Kept = {PreservationHold: set(in_force().values_list("pk", flat=True)), EvidenceItem: set()}
    found |= {model: set(rows.values_list("pk", flat=True)) for model, rows in unreported().items()}
    names = set(held_names())
    for name in sorted(names):
        kind, _, key = name.partition(":")
        if kind in _NO_ROW:
            continue
        if kind not in _NAMED:
            raise ClosingError(f"A hold covers {name}, and nobody said what that is: nothing is erased.")
        model, field = _NAMED[kind]
        if field != "pk" or key.isdigit():
            named = rows_of(model).filter(**{field: key}).values_list("pk", flat=True)
            found.setdefault(model, set()).update(named)
    names |= {f"hold:{pk}" for pk in found[PreservationHold]}  # what was there when it was placed
    shown = EvidenceItem.objects.filter(Q(subject__in=names) | Q(about__in=names))
    found[EvidenceItem].update(shown.values_list("pk", flat=True))
    for person in User.objects.filter(pk__in=found.get(User, ())):
        _add_addressed(found, person)
    return found


def _add_addressed(found: Kept, person: User) -> None:
    erased = Erasure.objects.filter(person=person, done_at=None).first()
    mine = Belongings(person, erased.address if erased else person.email)
    for name in _ADDRESSED:
        rows = getattr(mine, name)
        found.setdefault(rows.model, set()).update(rows.values_list("pk", flat=True))


def _descend(kept: Kept, roots: Kept) -> None:
    """Keep the roots and everything that refers to them, what refers to that, and so on."""
    todo = [(model, keys) for model, keys in roots.items() if keys]
    while todo:
        model, keys = todo.pop()
        new = keys - kept[model]
        kept[model] |= new
        for child, field in _children(model) if new else ():
            rows = rows_of(child).filter(**{f"{field}__in": new}).values_list("pk", flat=True)
            todo.append((child, set(rows)))


def _children(model: type[Model]) -> Iterable[tuple[type[Model], str]]:
    for other in models():
        if other._meta.app_label not in _NOT_BELOW:
            for field in other._meta.concrete_fields:
                if isinstance(field, ForeignKey) and field.related_model is model:
                    yield other, field.name


def _keep_staff(kept: Kept) -> None:
    """Who works here can go on signing in: somebody has to release what is held, and to answer."""
    staff = set(RoleGrant.objects.values_list("user_id", flat=True))
    kept[User] |= staff
    for model in (RoleGrant, EmailAddress, Authenticator):
        kept[model] |= set(rows_of(model).filter(user__in=staff).values_list("pk", flat=True))


def _ascend(kept: Kept) -> None:
    """Keep whatever a kept row refers to, without what else refers to that."""
    todo = [(model, set(keys)) for model, keys in kept.items() if keys]
    while todo:
        model, keys = todo.pop()
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in kept:
                target = field.related_model
                rows = rows_of(model).filter(pk__in=keys).exclude(**{field.attname: None})
                new = set(rows.values_list(field.attname, flat=True)) - kept[target]
                if new:
                    kept[target] |= new
                    todo.append((target, new))


def _numbers(names: Iterable[str], kind: str) -> list[int]:
    keys = (name.partition(":")[2] for name in names if name.startswith(f"{kind}:"))
    return [int(key) for key in keys if key.isdigit()]

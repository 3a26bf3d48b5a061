"""What authorities ask, and what comes of it."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from haven.accounts.models import Role, User
from haven.custody.actions.bundling import make_bundle
from haven.legal.actions.gathering import ask_for_production, gather
from haven.legal.actions.holding import hold_for
from haven.legal.actions.receiving import Asked, receive_request
from haven.legal.documents import Document
from haven.legal.models import (
    Authority,
    CallBack,
    Export,
    Gathering,
    LegalHold,
    LegalRequest,
    Production,
    ProductionPart,
    Target,
    UserNotice,
)
from tests.factories.custody import an_evidence_item
from tests.factories.people import a_user

PDF = Document(b"%PDF-1.7 made up", "document.pdf", "application/pdf")


def asked(**values: object) -> Asked:
    """What a request says: a warrant from the United States, unless told otherwise."""
    given: dict[str, object] = {
        "instrument": "warrant", "authority_said": "Mill County Police", "country": "US", "officer": "Sgt. Sand",
        "email": "sand@police.example.org", "file_number": "MC-12", "legal_basis": "18 USC 2703",
        "about": "poster@example.org", "wanted": ["subscriber", "records", "content"],
    }  # fmt: skip
    return Asked(**(given | values))  # type: ignore[arg-type]


def a_legal_request(**values: object) -> LegalRequest:
    """A request that came by the form, with its file."""
    return receive_request(asked=asked(**values), document=PDF)


def an_authority(*, country: str = "US", phone: str = "+12025550100", name: str = "Mill County Police") -> Authority:
    """An entry of the directory that two people made before any request came."""
    return Authority.objects.create(
        name=name, country=country, kind="police", phone=phone, source="https://police.example.org/contact",
        checked_on=timezone.localdate(), proposed_by=a_user(Role.LEGAL_SPECIALIST),
        confirmed_by=a_user(Role.LEGAL_SPECIALIST), confirmed_at=timezone.now() - timedelta(days=30),
    )  # fmt: skip


def a_call_back(
    *, request: LegalRequest | None = None, by: User | None = None, result: str = "confirmed", country: str = "US"
) -> CallBack:
    """A call, written down without what comes of it."""
    return CallBack.objects.create(
        request=request or a_legal_request(), authority=an_authority(country=country), result=result,
        called_by=by or a_user(Role.LEGAL_SPECIALIST), answered_by="The desk sergeant",
    )  # fmt: skip


def a_verified_request(*, by: User | None = None, **values: object) -> LegalRequest:
    """A request that a call has confirmed."""
    from haven.legal.actions.verifying import note_call

    request = a_legal_request(**values)
    note_call(
        request=request, authority=an_authority(country=request.country), result="confirmed",
        answered_by="The sergeant", words="", judicial=request.judicial, by=by or a_user(Role.LEGAL_SPECIALIST),
    )  # fmt: skip
    request.refresh_from_db()
    return request


def a_target(*, request: LegalRequest | None = None, subject: str = "") -> Target:
    """Whom a request is about."""
    request = request or a_verified_request()
    subject = subject or f"person:{a_user().pk}"
    return Target.objects.create(request=request, subject=subject, named_by="a line", added_by=a_user())


def a_gathering(*, request: LegalRequest | None = None, by: User | None = None) -> Gathering:
    """What is to be put together, and that no worker has begun with."""
    by, request = by or a_user(Role.LEGAL_SPECIALIST), request or a_target().request
    return Gathering.objects.create(request=request, classes=["subscriber"], moments=["today"], asked_by=by)


def put_together(
    *,
    request: LegalRequest | None = None,
    classes: Sequence[str] = ("subscriber",),
    by: User | None = None,
    moments: Sequence[str] = ("today",),
) -> Production:
    """What somebody asked for, worked off at once."""
    by, request = by or a_user(Role.LEGAL_SPECIALIST), request or a_target().request
    made = gather(code=ask_for_production(request=request, classes=classes, by=by, moments=moments).code)
    assert made is not None, Gathering.objects.latest("id").problem
    return made


def a_production(*, request: LegalRequest | None = None, by: User | None = None) -> Production:
    """One item, put together, waiting."""
    by, request = by or a_user(Role.LEGAL_SPECIALIST), request or a_verified_request()
    made = Production.objects.create(request=request, classes=["subscriber"], manifest="1" * 64, prepared_by=by)
    a_production_part(production=made)
    return made


def a_production_part(*, production: Production | None = None) -> ProductionPart:
    """A bundle of one item more."""
    production = production or a_production()
    by, number = production.prepared_by, production.parts.count() + 1
    bundle = make_bundle(title="Answer", purpose="MC-12", items=[an_evidence_item()], by=by, desk="legal")
    return ProductionPart.objects.create(production=production, number=number, bundle=bundle)


def an_export(*, production: Production | None = None) -> Export:
    """That a file was saved."""
    production = production or a_production()
    Production.objects.filter(pk=production.pk, approved_at=None).update(
        approved_by=a_user(Role.LEGAL_APPROVER), approved_at=timezone.now()
    )
    return Export.objects.create(production=production, by=a_user(Role.LEGAL_SPECIALIST))


def a_user_notice(*, production: Production | None = None, person: User | None = None) -> UserNotice:
    """Somebody is to be told now."""
    return UserNotice.objects.create(
        production=production or a_production(), person=person or a_user(), due_at=timezone.now()
    )


def a_legal_hold(*, request: LegalRequest | None = None, about: str = "poster@example.org") -> LegalHold:
    """A hold on whatever a request names."""
    request = request or a_legal_request(about=about, instrument="preservation_letter", wanted=[])
    return hold_for(request=request, subjects=[], by=a_user(Role.LEGAL_SPECIALIST))

"""The owner of the token: who it is, everything about them in one file, and the link that erases it."""

from datetime import datetime
from http import HTTPStatus

from django.http import FileResponse, HttpRequest
from ninja import Router, Schema, Status

from haven.accounts.permissions import signed_in
from haven.api.authentication import needs, token_of
from haven.api.errors import Problem
from haven.api.scopes import Scope
from haven.marketplace.limits import may_cause_mail
from haven.rights.actions.erasing import ask_to_erase
from haven.rights.actions.taking import take_everything

router = Router(tags=["Me"])


class MeOut(Schema):
    """Whose token it is and what it is good for."""

    name: str
    email: str
    scopes: list[str]
    roles: list[str]
    expires_at: datetime | None


class SentOut(Schema):
    """What was sent, and where to."""

    sent_to: str


@router.get("/me", auth=needs(), response=MeOut, summary="Whose token this is")
def me(request: HttpRequest) -> MeOut:
    """Good for a first try."""
    person = signed_in(request)
    token = token_of(request)
    return MeOut(
        name=person.name,
        email=person.email,
        scopes=token.scopes,
        roles=sorted(person.roles),
        expires_at=token.expires_at,
    )


@router.get("/my/data", auth=needs(Scope.DATA_EXPORT), summary="Everything about me",
            openapi_extra={"responses": {200: {"content": {"application/zip": {}}}}})  # fmt: skip
def export(request: HttpRequest) -> FileResponse:
    """The same zip archive as on the page of one's own data; noted in the log."""
    response = FileResponse(take_everything(of=signed_in(request)), as_attachment=True, filename="my-data.zip")
    response["Content-Type"] = "application/zip"
    response["Cache-Control"] = "private, no-store"
    return response


@router.post("/my/erasure", auth=needs(Scope.DATA_EXPORT), response={202: SentOut}, summary="Ask to be erased")
def ask_erasure(request: HttpRequest) -> Status[SentOut]:
    """Mails the link that erases: no program does that alone."""
    person = signed_in(request)
    if not may_cause_mail(request, person.email):
        raise Problem(429, "We sent many mails to this address already. Wait an hour, then try again.")
    ask_to_erase(who=person)
    return Status(HTTPStatus.ACCEPTED, SentOut(sent_to=person.email))

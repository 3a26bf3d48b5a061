"""Reports that need no account: having an intimate image removed, and the way back to lost case codes."""

from http import HTTPStatus

from django.http import HttpRequest
from ninja import Router, Schema, Status

from haven.accounts.models import User
from haven.api.authentication import ANYONE
from haven.api.errors import Problem
from haven.marketplace.api.ads import CaseOut
from haven.marketplace.api.asking import as_form, check
from haven.marketplace.forms.reports import ImagesForm, LostCodeForm
from haven.marketplace.limits import may_cause_mail
from haven.notices.actions import file_notice, remind_of_cases
from haven.notices.models import NoticeReason

router = Router(tags=["Ads"])


class RemovalIn(Schema):
    """A request to remove an intimate image: `ad` is the address of the ad or its code, `name` the signature."""

    ad: str
    text: str = ""
    name: str
    email: str
    shown: bool
    good_faith: bool


class AddressIn(Schema):
    """An e-mail address."""

    email: str


@router.post("/images", auth=ANYONE, response={201: CaseOut}, summary="Have an intimate image removed")
def remove_image(request: HttpRequest, removal: RemovalIn) -> Status[CaseOut]:
    """Within 48 hours. `shown`: who asks is shown in it, or speaks for who is, and there was no consent."""
    form = ImagesForm(as_form(removal.dict()))
    check(form)
    read = form.cleaned_data
    if not may_cause_mail(request, read["email"]):
        raise Problem(429, "We sent many mails to this address already. Wait an hour, or use another one.")
    values = {name: read[name] for name in ("text", "name", "email", "good_faith")}
    reporter = request.user if isinstance(request.user, User) else None
    notice = file_notice(listing=read["ad"], reason=NoticeReason.INTIMATE, reporter=reporter, **values)
    return Status(HTTPStatus.CREATED, CaseOut(case_code=notice.case_code, state=notice.state, outcome=notice.outcome))


@router.post("/cases/lost", auth=ANYONE, response={202: None}, summary="Mail the case codes of an address to it")
def lost_codes(request: HttpRequest, lost: AddressIn) -> Status[None]:
    """The answer is the same whether there are any."""
    form = LostCodeForm(as_form(lost.dict()))
    check(form)
    if may_cause_mail(request, form.cleaned_data["email"]):
        remind_of_cases(email=form.cleaned_data["email"])
    return Status(HTTPStatus.ACCEPTED, None)

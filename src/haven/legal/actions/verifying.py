"""Finding out whether a request is real: somebody calls the authority by the directory, never by the request."""

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.legal.directory import stands_in
from haven.legal.errors import LegalError
from haven.legal.law import entitlements_for
from haven.legal.models import Authority, CallBack, LegalRequest


def may_be_called_about(authority: Authority, request: LegalRequest) -> bool:
    """Whether the directory's number is independent of the request.

    One that came into the directory after the request, and stands in it, is the request's own.
    """
    late = authority.confirmed_at is None or authority.confirmed_at > request.received_at
    return authority.may_be_called and not (late and names_number(request, authority.phone))


@transaction.atomic
def note_call(
    *, request: LegalRequest, authority: Authority, result: str, answered_by: str, words: str, by: User
) -> CallBack:
    """Write a call down.

    One that confirms the request fixes what it entitles to, by the directory's country; one that denies it takes an
    earlier confirmation back.

    Raises:
        LegalError: the request is closed, the number is not the directory's own, or nothing is said who answered.
    """
    request = request.lock()
    if not request.is_open:
        raise LegalError("This request is closed.")
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if not may_be_called_about(authority, request):
        raise LegalError(
            "This number does not count: it is not confirmed, or it came into the directory after the request and "
            "stands in it. Find another, such as the switchboard’s, on a page that you reached without the request."
        )
    if result not in CallBack.Result.values or (result != CallBack.Result.UNREACHED and not answered_by.strip()):
        raise LegalError("Say what came of the call, and who answered.")
    if result == CallBack.Result.CONFIRMED and request.calls.filter(result="denied", called_by=by).exists():
        raise LegalError("You were told before that they know nothing of it: now somebody else has to call.")
    call = CallBack.objects.create(
        request=request, authority=authority, called_by=by, result=result,
        answered_by=answered_by.strip()[:120], words=words.replace("\x00", "").strip()[:1000],
    )  # fmt: skip
    _judge(request, call)
    record(
        actor=person(by.pk), action="request.called_back", subject=request.subject,
        authority=authority.pk, result=result, entitled=" ".join(request.entitled),
    )  # fmt: skip
    return call


def _judge(request: LegalRequest, call: CallBack) -> None:
    if call.result == CallBack.Result.CONFIRMED and request.verified_by is None:
        rows = entitlements_for(request.instrument, call.authority.country, judicial=request.judicial)
        given = {name for row in rows for name in row.classes}
        request.entitled = [name for name in request.wanted if name in given]
        request.verified_by, request.state = call, LegalRequest.State.VERIFIED
    elif call.result in {CallBack.Result.DENIED, CallBack.Result.DIFFERS}:
        request.entitled, request.verified_by, request.state = [], None, LegalRequest.State.RECEIVED
    request.save()


def names_number(request: LegalRequest, phone: str) -> bool:
    """Whether a number stands in what was typed into a request."""
    texts = (request.phone, request.words, request.about, request.authority_said, request.officer, request.legal_basis)
    return stands_in(phone, *texts, request.file_number)

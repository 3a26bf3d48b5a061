"""Finding out whether a request is real: somebody calls the authority by the directory, never by the request."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.actions.capturing import erase_evidence
from haven.ledger.actions import person, record
from haven.legal.actions.standing import rules_of
from haven.legal.actions.telling import heed_gag, plan_after_all, theirs_to_tell
from haven.legal.directory import ending_of
from haven.legal.errors import LegalError
from haven.legal.models import Authority, CallBack, LegalRequest, UserNotice


def may_be_called_about(authority: Authority, request: LegalRequest) -> bool:
    """Whether the directory's number is of the request's country, and independent of it.

    One that came into the directory after a request in which it stands was brought by that request: it counts neither
    for it, nor for any other, unless that one was found to be real.
    """
    return authority.may_be_called and authority.country == request.country and not brought_by(authority, request)


def brought_by(authority: Authority, request: LegalRequest) -> QuerySet[LegalRequest]:
    """The requests that may have brought an entry's number: this one, and others that nobody has confirmed."""
    naming = LegalRequest.objects.filter(numbers__contains=ending_of(authority.phone))
    if authority.confirmed_at is not None:
        naming = naming.filter(received_at__lte=authority.confirmed_at)
    return naming.filter(Q(pk=request.pk) | Q(verified_by=None))


@transaction.atomic
def note_call(
    *,
    request: LegalRequest,
    authority: Authority,
    result: str,
    answered_by: str,
    words: str,
    by: User,
    judicial: bool = False,
) -> CallBack:
    """Write a call down.

    One that confirms the request fixes what it entitles to, by the directory's country; a later one counts instead if
    it alone says that a judge or court stood behind it, as the request does; one that denies it takes an
    earlier confirmation back; one by which the authority takes it back closes it. A mail or a letter that says so may
    be anybody's, so that there is no other way.

    Raises:
        LegalError: the request is closed, the number is not the directory's own, or nothing is said who answered.
    """
    request = request.lock()
    if not request.is_open:
        raise LegalError("This request is closed.")
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if not may_be_called_about(authority, request):
        raise LegalError(
            "This number does not count: it is not confirmed, of another country than the request, or it came into "
            "the directory after a request in which it stands. Find another, such as the switchboard’s, on a page that "
            "you reached without the request."
        )
    if result not in CallBack.Result.values or (result != CallBack.Result.UNREACHED and not answered_by.strip()):
        raise LegalError("Say what came of the call, and who answered.")
    told_otherwise = request.calls.filter(result__in=["denied", "differs"], called_by=by)
    if result == CallBack.Result.CONFIRMED and told_otherwise.exists():
        raise LegalError("You were told before that it is not theirs as we have it: now somebody else has to call.")
    call = CallBack.objects.create(
        request=request, authority=authority, called_by=by, result=result, judicial=judicial,
        answered_by=answered_by.strip()[:120], words=words.strip()[:1000],
    )  # fmt: skip
    _judge(request, call, by)
    told = _retell(request, call)
    record(
        actor=person(by.pk), action="request.called_back", subject=request.subject,
        authority=authority.pk, result=result, entitled=" ".join(request.entitled), **told,
    )  # fmt: skip
    return call


def _retell(request: LegalRequest, call: CallBack) -> dict[str, int]:
    """Bring who is to be told, and when, in line with the call; what the entry says of it."""
    if call.result in {CallBack.Result.DENIED, CallBack.Result.DIFFERS}:
        return {"to_tell": plan_after_all(request, call.result)}
    if request.verified_by == call and theirs_to_tell(request, call):
        UserNotice.objects.filter(production__request=request, sent_at=None).delete()
    elif request.verified_by == call:
        heed_gag(request)
    return {}


def _judge(request: LegalRequest, call: CallBack, by: User) -> None:
    if call.result == CallBack.Result.CONFIRMED and (request.verified_by is None or _says_more(request, call)):
        rows = rules_of(request, call)
        given = {name for row in rows for name in row.classes}
        request.entitled = [name for name in request.wanted if name in given]
        request.verified_by, request.state = call, LegalRequest.State.VERIFIED
    elif call.result in {CallBack.Result.DENIED, CallBack.Result.DIFFERS, CallBack.Result.WITHDRAWN}:
        _withdraw_productions(request, by)
        request.entitled, request.verified_by, request.state = [], None, LegalRequest.State.RECEIVED
    if call.result == CallBack.Result.WITHDRAWN:
        request.state, request.closed_at, request.closed_by = LegalRequest.State.WITHDRAWN, timezone.now(), by
        request.closing_words = f"{call.authority.name}, {call.answered_by}. {call.words}".strip()
    request.save()


def _says_more(request: LegalRequest, call: CallBack) -> bool:
    """Whether it says that a judge stood behind it, which the call that counts does not say.

    Raises:
        LegalError: who called has agreed to something of it: nobody does both.
    """
    if request.verified_by is None or request.verified_by.judicial or not (request.judicial and call.judicial):
        return False
    if request.productions.filter(approved_by=call.called_by, withdrawn_at=None).exists():
        raise LegalError("You approved what was put together for it: now somebody else has to call.")
    return True


def _withdraw_productions(request: LegalRequest, by: User) -> None:
    """What was not handed over leaves no more; what was never even saved is erased."""
    rows = list(request.productions.filter(declined_at=None, delivered_at=None, withdrawn_at=None))
    unsaved = [production.subject for production in rows if not production.exports.exists()]
    request.productions.filter(pk__in=[production.pk for production in rows]).update(withdrawn_at=timezone.now())
    erase_evidence(names=unsaved, actor=person(by.pk))

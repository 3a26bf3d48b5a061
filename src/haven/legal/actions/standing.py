"""What has to hold before anything about a request is put together, approved or saved."""

from collections.abc import Sequence

from haven.legal.errors import LegalError, NotEntitled, NotVerified
from haven.legal.law import Entitlement, entitlements_for
from haven.legal.models import CallBack, LegalRequest, Production

DESK = "legal"
"""How bundles and holds name this desk, which alone learns of them."""


def require_entitled(request: LegalRequest, classes: Sequence[str], but: Production | None = None) -> None:
    """That a call has confirmed it, that its instrument gives these classes, and that no production but this one waits.

    Raises:
        NotVerified: no call has confirmed it, or the number that was called is out of use.
        NotEntitled: the instrument does not give that.
        LegalError: another production waits.
    """
    if request.verified_by is None or not request.is_open:
        raise NotVerified("Nothing is given before a call by the directory’s number has confirmed the request.")
    if request.verified_by.authority.retired_at is not None:
        raise NotVerified("The number that was called is out of use since: call again, by another.")
    if not classes or set(classes) - set(request.entitled):
        raise NotEntitled("The instrument does not entitle to this.")
    waiting = request.productions.filter(approved_at=None, declined_at=None, withdrawn_at=None)
    if (waiting.exclude(pk=but.pk) if but else waiting).exists():
        raise LegalError("A production waits for the second person already.")


def require_none_gathered(request: LegalRequest) -> None:
    """That nothing is being put together for it just now.

    Raises:
        LegalError: something is.
    """
    if request.gathered_now is not None:
        raise LegalError("Something is being put together for it: wait until it is whole, or stop it.")


def rules_of(request: LegalRequest, call: CallBack) -> list[Entitlement]:
    """What the instrument gives by what was said at the call; a judge counts if both say so."""
    return entitlements_for(request.instrument, call.authority.country, judicial=request.judicial and call.judicial)

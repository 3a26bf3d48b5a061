"""Who may do something in a case now."""

from haven.accounts.models import User
from haven.cases.errors import CaseClosed, NotAMember
from haven.cases.models import Case
from haven.cases.queries import is_member


def at_work(case: Case, by: User) -> Case:
    """The case as it is now, locked, for a member who works on it.

    Raises:
        NotAMember: that person is none.
        CaseClosed: it is closed.
    """
    locked = case.lock()
    if not is_member(locked, by):
        raise NotAMember("There is no such case.")
    if not locked.is_open:
        raise CaseClosed("This case is closed: it can be read and no more.")
    return locked


def checked(text: str, longest: int) -> str:
    """The words without what no database keeps; at most so many characters (forms tell people before)."""
    return text.replace("\x00", "").strip()[:longest]

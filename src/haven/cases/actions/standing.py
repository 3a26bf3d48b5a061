"""Who may do something in a case now."""

from haven.accounts.models import User
from haven.cases.errors import CaseClosed, CaseError, NotAMember
from haven.cases.models import Case
from haven.cases.queries import is_member


def as_member(case: Case, by: User) -> Case:
    """The case as it is now, locked, open or closed.

    Raises:
        NotAMember: that person is no member.
    """
    locked = case.lock()
    if not is_member(locked, by):
        raise NotAMember("There is no such case.")
    return locked


def at_work(case: Case, by: User) -> Case:
    """The case as it is now, locked, for a member who works on it.

    Raises:
        NotAMember: that person is none.
        CaseClosed: it is closed.
    """
    locked = as_member(case, by)
    if not locked.is_open:
        raise CaseClosed("This case is closed: it can be read and no more.")
    return locked


def checked(text: str, longest: int) -> str:
    """The words without what no database keeps; a new line is one character, as browsers count it.

    Raises:
        CaseError: they are longer than that. Nobody's words are cut without their knowing.
    """
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(words) > longest:
        raise CaseError(f"There is room for {longest:,} characters; this has {len(words):,}.")
    return words

"""Errors of cases."""


class CaseError(Exception):
    """Something that cannot be done in a case; the message is for the person who tried."""


class NotAMember(CaseError):
    """Whoever is no member of a case learns nothing of it, not even that there is one."""


class CaseClosed(CaseError):
    """Nothing is looked up for, or written into, a case that is closed."""

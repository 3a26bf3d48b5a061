"""Errors of the ledger."""


class LedgerError(Exception):
    """An entry that may not be written as it is."""


class LogDown(LedgerError):
    """The log takes no entry, so nothing is shown."""


class LogBroken(LedgerError):
    """The log is not what it was when it was signed last; it signs nothing more until a person has looked at it."""

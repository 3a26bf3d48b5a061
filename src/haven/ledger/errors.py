"""Errors of the ledger."""


class LedgerError(Exception):
    """An entry that may not be written as it is."""

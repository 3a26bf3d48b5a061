"""Errors of custody."""


class CustodyError(Exception):
    """Something about evidence or a hold that cannot be done; the message is for the person who tried."""


class HoldRefused(CustodyError):
    """A hold that cannot be placed, renewed or released like that."""


class EvidenceMissing(CustodyError):
    """A file of an item that is gone or is not what was captured."""


class BankRefused(CustodyError):
    """A hash, or a file of them, that cannot be taken."""

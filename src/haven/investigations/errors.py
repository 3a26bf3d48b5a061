"""Errors of investigations."""


class InvestigationError(Exception):
    """Something at the desk that cannot be done; the message is for the person who tried."""


class TooManyAds(InvestigationError):
    """More ads than one bundle should hold."""

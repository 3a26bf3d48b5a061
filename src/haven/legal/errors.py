"""What can go wrong at the legal desk; the message is for the person who tried."""


class LegalError(Exception):
    """Something about a request that cannot be done."""


class NotVerified(LegalError):
    """Nobody has found out by the directory's number that the request is real."""


class NotEntitled(LegalError):
    """The instrument does not entitle to what was to be produced."""


class GatheringGone(LegalError):
    """What is being put together was stopped, or another run of the worker has taken it over: this one ends."""

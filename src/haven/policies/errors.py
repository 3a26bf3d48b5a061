"""Errors of policies."""


class PoliciesError(Exception):
    """Something about policy versions that cannot be done."""


class NoPolicy(PoliciesError):
    """There is no live policy to screen under."""


class StaleDraft(PoliciesError):
    """The draft is no longer what its author began from."""

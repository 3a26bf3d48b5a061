"""Errors of policies."""


class PoliciesError(Exception):
    """Something about policy versions that cannot be done."""


class NoPolicy(PoliciesError):
    """There is no live policy to screen under."""

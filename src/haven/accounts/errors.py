"""Errors of accounts."""


class AccountsError(Exception):
    """Something about a person or a role that cannot be done."""

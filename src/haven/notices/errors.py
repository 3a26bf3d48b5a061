"""Errors of notices."""


class NoticesError(Exception):
    """Something about a report that cannot be done; the message is for the reporter."""


class Suspended(NoticesError):
    """Reports from an address are not worked on for a time."""

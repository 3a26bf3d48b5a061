"""What can go wrong while a site is closed; the message is for the operator or the second person."""


class ClosingError(Exception):
    """A step that cannot be taken now."""

"""What can go wrong with a person's own data; the message is for that person."""


class RightsError(Exception):
    """Something that cannot be done with one's own data."""

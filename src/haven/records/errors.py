"""What can go wrong in the vocabulary, each told in one line."""


class RecordsError(Exception):
    """Any error that this package raises on purpose."""


class ReadingError(RecordsError):
    """A file cannot be read as ads at all; the message says which, why, and what to do."""

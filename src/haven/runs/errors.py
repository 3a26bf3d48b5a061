"""What can go wrong in a run over files, each told in one line."""


class RunError(Exception):
    """Base of every error of `haven.runs`."""


class DirectoryError(RunError):
    """A directory holds something else than an earlier result, or cannot be written."""


class ChildLost(RunError):
    """A child process ended before it answered; what it said stands on standard error."""

"""Errors of the program as a whole; the `haven` command prints them in one line."""


class ProjectError(Exception):
    """Something the operator can mend; the message says how."""

    exit_code = 2


class BadEnvironment(ProjectError):
    """A `HAVEN_…` variable has a value that cannot be used."""


class DataDirectoryUnusable(ProjectError):
    """The data directory cannot be made, written or taken."""


class DatabaseUnusable(ProjectError):
    """No PostgreSQL that Haven can work with."""


class ServingFailed(ProjectError):
    """The site could not be started, or a part of it ended by itself."""


class BackupFailed(ProjectError):
    """A backup could not be written, read or brought back whole."""


class PartEnded(ServingFailed):
    """A child of a served site ended by itself."""

    exit_code = 1

"""What can go wrong on a cluster beyond what can in a sweep. Must not know: Daft, the command line."""

from haven.networks.errors import NetworkError


class ClusterError(NetworkError):
    """The work cannot be spread, or a part of it failed."""


class MissingExtraError(ClusterError):
    """The packages that spread the work are not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"this engine needs {package}: install the extra with pip install 'haven[cluster]'")

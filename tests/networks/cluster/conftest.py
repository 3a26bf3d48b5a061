"""The extra `cluster`, where it is installed."""

import pytest


@pytest.fixture
def extra() -> None:
    """Skips what needs Daft and Ray where they are not installed."""
    reason = "the extra is not installed: `make prove` runs this, or pip install 'haven[cluster]'"
    for package in ("daft", "ray"):
        pytest.importorskip(package, reason=reason)

"""What the tests of this package share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.committed import committed

__all__ = ["committed"]


@pytest.fixture(autouse=True)
def keys_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Each test makes its own keys."""
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"

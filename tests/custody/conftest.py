"""What the tests of this package share."""

from tests.committed import committed

__all__ = ["committed"]

"""A few shelves and towns, the live policy, and somebody who posts."""

from tests.marketplace.conftest import market, poster

__all__ = ["market", "poster"]

"""Journeys wait as long as a busy machine needs: what is asserted is what happens, not how fast."""

from playwright.sync_api import expect

from tests.committed import committed

__all__ = ["committed"]

expect.set_options(timeout=20_000)

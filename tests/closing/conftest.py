"""A site with somebody who posts, and a day on which it closes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.closing.actions.announcing import announce
from haven.site.models import Closing
from haven.site.queries import kept_closing
from tests.committed import committed
from tests.marketplace.conftest import ad, market, poster, signed_in

__all__ = ["ad", "committed", "market", "poster", "signed_in"]


@pytest.fixture(autouse=True)
def places_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Each test has its own keys and files: what the closing deletes is looked at."""
    settings.LEDGER_KEYS = tmp_path / "ledger.keys"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def closing(market: None) -> Closing:
    """One that is announced for in two weeks."""
    return announce(ends_on=timezone.localdate() + timedelta(days=14))


def move(closing: Closing, *, days: int) -> Closing:
    """The same as if its day were that many days ago."""
    Closing.objects.filter(pk=closing.pk).update(ends_on=timezone.localdate() - timedelta(days=days))
    kept_closing.forget()
    closing.refresh_from_db()
    return closing

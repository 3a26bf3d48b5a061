"""Nobody's first page waits for what all pages need."""

import gc
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.template import Engine
from django.template.loaders.cached import Loader

from haven.project import warming

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Iterator[WSGIHandler]:
    """The site's, with the test's connection kept open behind a page and the collector left as it was."""
    before = gc.get_threshold()
    request_finished.disconnect(close_old_connections)
    yield get_wsgi_application()
    request_finished.connect(close_old_connections)
    gc.set_threshold(*before)
    gc.unfreeze()


def test_the_templates_of_first_pages_are_read_before_anybody_asks(
    handler: WSGIHandler, caplog: pytest.LogCaptureFixture
) -> None:
    (loader,) = Engine.get_default().template_loaders
    assert isinstance(loader, Loader)
    loader.reset()
    warming.warm_up(handler)
    assert {"marketplace/search/page.html", "marketplace/front.html"} <= set(loader.get_template_cache)
    assert not caplog.records


def test_a_page_that_does_not_answer_is_told_and_the_rest_goes_on(
    handler: WSGIHandler, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "PAGES", (("/nowhere-at-all", ""), *warming.PAGES))
    warming.warm_up(handler)
    told = [record.getMessage() for record in caplog.records if record.name == warming.logger.name]
    assert told == ["The first page /nowhere-at-all answered 404: visitors may wait for it"]

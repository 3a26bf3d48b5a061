"""What all tests share: an embedded PostgreSQL, a served demo, a browser, and which tests need which.

Nothing here starts before a test asks for it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.test import SimpleTestCase

from tests.making import made_once
from tests.serving import Site, make_demo, served_demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PROVING = os.environ.get("HAVEN_PROVE") == "1"
NO_BROWSER = os.environ.get("HAVEN_NO_BROWSER") == "1"
NEEDS = {
    "database": {"db", "transactional_db", "database_server", "migrated", "site"},
    "browser": {"browser", "context", "page"},
}
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

hypothesis.settings.register_profile("sample", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("prove", deadline=None, max_examples=3000)
hypothesis.settings.load_profile("prove" if PROVING else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks tests by what they need and runs the ones that need most last.

    None that needs less comes after a browser, whose event loop stays, or after a database, whose connection does.
    Several processes at once do not keep to that, so `make test` runs each need for itself.
    """
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in NEEDS.items():
            if wanted & fixtures:
                item.add_marker(mark)
        if item.get_closest_marker("django_db") or issubclass(getattr(item, "cls", None) or object, SimpleTestCase):
            item.add_marker("database")
        if PROVING and hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("prove")
    items.sort(key=lambda item: [bool(item.get_closest_marker(mark)) for mark in ("browser", "database")])
    if NO_BROWSER:
        left_out = [item for item in items if item.get_closest_marker("browser")]
        items[:] = [item for item in items if not item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header() -> list[str]:
    """Says what is left out, so that nobody takes a part for the whole."""
    lines = ["HAVEN_NO_BROWSER=1: the browser tests are left out"] if NO_BROWSER else []
    if not os.environ.get("HAVEN_CORPORA"):
        lines.append("HAVEN_CORPORA is not set: tests on outside corpora are skipped")
    return lines


@pytest.fixture(autouse=True)
def site_as_the_environment_says() -> None:
    """Each test begins with a site that nobody has set anything about, known without asking the database, in English.

    The language of the last request stays active in its thread.
    """
    from django.utils import translation

    from haven.listings.queries import known
    from haven.site.models import SiteSettings
    from haven.site.queries import Site, kept_closing, kept_site, kept_terms

    translation.deactivate()
    known.forget()
    kept_site.put(Site(SiteSettings()))
    kept_terms.put(None)
    kept_closing.put(None)


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of an embedded PostgreSQL that lasts for the session."""
    from haven.project.cluster import Cluster
    from haven.project.data_directory import DataDirectory

    data = DataDirectory(Path(os.environ["HAVEN_DATA"]))
    data.prepare()
    cluster = Cluster(data)
    cluster.start()
    yield cluster.url()
    cluster.stop()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The server ends with the session: nothing need be dropped, which an open connection would prevent."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: str, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Points Django at the embedded PostgreSQL before pytest-django makes the test database."""
    from django.db import connections
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(database_server)
    settings = connections["default"].settings_dict
    settings.update({"HOST": parts["host"], "PORT": str(parts["port"]), "USER": parts["user"]})


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo as `make run` serves it: a process of its own with database, web server and worker."""
    with served_demo(made_once(tmp_path_factory, "site", make_demo)) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless browser for the session; without one the test fails and says what to install."""
    from playwright.sync_api import sync_playwright

    from scripts.find_browser import WHAT_TO_DO, find_browser

    executable = find_browser()
    if executable is None:
        pytest.fail(WHAT_TO_DO, pytrace=False)
    # Playwright's event loop lives in this thread, where Django would refuse to touch the database from now on
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: "Browser", site: Site) -> Iterator["BrowserContext"]:
    """A person's browser at the served demo: no cookies yet, relative addresses work."""
    fresh = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    fresh.set_default_timeout(15_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """A tab in that browser."""
    return context.new_page()

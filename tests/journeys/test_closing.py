"""A site ends: its poster reads that it will, takes along what is theirs, finds it closed, and its last page opens."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from haven.accounts.models import Role
from haven.closing.actions.announcing import announce
from haven.closing.last import write_last
from haven.closing.tasks import go_on
from haven.listings.actions.catalogue import sync_categories
from haven.mail.models import OutgoingMail
from tests.closing.conftest import move
from tests.closing.test_whole import close_and_seal, erase
from tests.factories import a_hold, a_listing, a_user
from tests.journeys.looking import assert_accessible

pytestmark = pytest.mark.browser


@pytest.fixture
def page(
    committed: None, browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Iterator[Page]:
    """A browser at a site of this process, with keys and files of its own."""
    settings.LEDGER_KEYS, settings.MEDIA_ROOT = tmp_path / "ledger.keys", tmp_path / "media"
    settings.SEARCH_DIRECTORY, settings.LOGS = tmp_path / "search", tmp_path / "logs"
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_from_the_announcement_to_the_last_page(page: Page, tmp_path: Path) -> None:
    sync_categories()
    poster = a_user(email="mara@example.org", display_name="Mara")
    a_listing(poster=poster, title="Blue touring bicycle")
    closing = announce(ends_on=timezone.localdate() + timedelta(days=14))
    go_on(0)
    page.goto("/")
    page.get_by_role("link", name="What that means for you").click()
    expect(page.get_by_role("heading", name=re.compile("closes on"))).to_be_visible()
    assert_accessible(page)
    mail = OutgoingMail.objects.get(recipient=poster.email)
    link = re.search(r"/closing/data/\S+", mail.text)
    assert link is not None
    page.goto(link[0])
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    assert download.value.path().read_bytes()[:2] == b"PK"

    move(closing, days=0)
    go_on(0)
    page.goto("/")
    expect(page.get_by_role("heading", name=re.compile("is closed"))).to_be_visible()
    assert_accessible(page)

    two = [a_user(Role.ADMINISTRATOR), a_user(Role.LEGAL_APPROVER)]
    here = tmp_path / "sealed"
    a_hold(a_listing(title="A green tandem for two").subject, days=300)
    closing = close_and_seal(here, two)
    for path in ("index.html", "contents.html"):
        page.goto((here / "custodian" / path).as_uri())
        expect(page.get_by_role("heading").first).to_be_visible()
        assert_accessible(page)
    erase(closing, two)
    write_last(closing=closing, directory=here)
    page.goto((here / "public" / "index.html").as_uri())
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_text("Archive of Leeds")).to_be_visible()
    assert "mara" not in page.content().lower()
    assert_accessible(page)

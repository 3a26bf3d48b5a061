"""Each page that the site has, in both colour schemes, in a narrow and a wide window, twice and four times as large.

The other journeys look at pages as they change; this one at all that there are, so that none is forgotten.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from haven.accounts.models import User
from tests.journeys.desks import everybody, set_desks, unknown_routes
from tests.journeys.looking import Scheme, faults
from tests.marketplace.conftest import market, poster
from tests.marketplace.walk import set_stage

__all__ = ["market", "poster"]
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

LOOKS: tuple[tuple[int, Scheme], ...] = ((390, "dark"), (1280, "light"))
WIDTHS = (390, 640, 320, 1280)
"""A phone; a window of 1280 pixels at 200 % and at 400 % (WCAG 2.2, 1.4.10); a desk."""
PARTS = {"marketplace:places", "marketplace:kept_cards", "moderation:network"}  # of pages
ACCOUNT = ("login/", "signup/", "login/code/", "inactive/", "email/", "logout/", "2fa/",
           "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/recovery-codes/generate/")  # fmt: skip


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A browser that nobody signed in with."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def look_at(context: BrowserContext, addresses: list[str]) -> list[str]:
    """Everything that is wrong with any of these pages."""
    page, found = context.new_page(), []
    for address in addresses:
        answer = page.goto(address)
        assert answer
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
        found += [f"{address}: {fault}" for fault in faults(page, LOOKS, WIDTHS)]
    return found


def test_what_everyone_and_posters_see(visitor: BrowserContext, poster: User, live_server: LiveServer) -> None:
    stage, nobody = set_stage(poster), Client()
    addresses = [each for name in stage.addresses if name not in PARTS for each in stage.addresses[name]]
    public = [each for each in addresses if nobody.get(each).status_code == 200]
    found = look_at(visitor, [*public, "/account/login/", "/account/signup/"])
    sign_in(visitor, poster, live_server.url)
    own = [each for each in addresses if each not in public]
    found += look_at(
        visitor, [*own, "/", stage.addresses["marketplace:ad"][0], *(f"/account/{each}" for each in ACCOUNT)]
    )
    assert not found, "\n".join(found)


@pytest.mark.usefixtures("market")
def test_what_the_desks_see(visitor: BrowserContext, live_server: LiveServer, settings: Settings) -> None:
    settings.SITE_CONTACT = "desk@example.org"  # reports name it
    who = everybody()
    with transaction.atomic():
        addresses = set_desks(who)
    assert unknown_routes(addresses) == []
    sign_in(visitor, who, live_server.url)
    found = look_at(visitor, [each for name, each in addresses.items() if name not in PARTS])
    assert not found, "\n".join(found)

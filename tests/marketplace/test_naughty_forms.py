"""Every public form, found on the pages themselves, with what people paste and programs send."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from tests.conftest import PROVING
from tests.marketplace.walk import Form, Stage, forms_on, set_stage, unknown_routes
from tests.naughty import STRINGS

# Where what was typed does not come back in a field, each with why.
NOT_SHOWN_AGAIN = {"/cases/lost/": "says the same whatever the address", "/language/": "a choice"}
EACH = 1 if PROVING else 4
"""Every which string a form gets: those that a sample leaves out of one form, it tries on the next."""
VISITORS = (
    "marketplace:ad",
    "marketplace:new_alert",
    "marketplace:report",
    "marketplace:front",
    "marketplace:cases",
    "marketplace:images",
)


@pytest.fixture
def stage(poster: User) -> Stage:
    return set_stage(poster)


def browser(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def every_form(stage: Stage) -> list[tuple[Client, Form]]:
    """Each form once, by where it goes and what it asks; as who is signed in sees it, and as a visitor does."""
    found: dict[object, tuple[Client, Form]] = {}
    for client, names in ((browser(stage.poster), list(stage.addresses)), (browser(None), list(VISITORS))):
        for name in names:
            for address in stage.addresses[name]:
                for form in forms_on(client, address):
                    key = (form.action.partition("?")[0], form.method, tuple(sorted({f.name for f in form.fields})))
                    found.setdefault(key, (client, form))
    return list(found.values())


def submit(client: Client, form: Form, values: dict[str, list[str]]) -> HttpResponse:
    """Send a form as a browser would; whatever it changed is as before."""
    cache.clear()
    body = urlencode(values, doseq=True, errors="surrogatepass")
    with transaction.atomic():
        if form.method == "post":
            answer = client.post(form.action, body, content_type="application/x-www-form-urlencoded")
        else:
            answer = client.get(f"{form.action.partition('?')[0]}?{body}")
        transaction.set_rollback(True)
    return answer if isinstance(answer, HttpResponse) else HttpResponse(b"".join(answer), status=answer.status_code)


def filled(form: Form, text: str, *, everywhere: bool) -> dict[str, list[str]]:
    """The form with the text typed into every field; `everywhere` also where nobody can type."""
    values: dict[str, list[str]] = {}
    for field in form.fields:
        if field.kind == "text" or (everywhere and field.kind != "file" and field.name != "csrfmiddlewaretoken"):
            values[field.name] = [text]
        elif field.kind in {"hidden", "choice", "tick"}:
            values.setdefault(field.name, []).append(field.value)
    return values


def test_every_public_route_has_its_page_here(stage: Stage) -> None:
    assert unknown_routes(stage) == []


def test_there_are_forms_and_they_are_found(stage: Stage) -> None:
    typed = {form.action.partition("?")[0] for _, form in every_form(stage) if form.is_typed_into}
    assert {"/search/", "/cases/", "/cases/lost/", "/images/", "/my/programs/", "/my/webhooks/"} <= typed
    assert {f"/ads/{stage.ad.code}/report/"} <= typed
    assert len(typed) >= 12


def test_no_text_breaks_a_form_and_none_is_lost(stage: Stage, settings: Settings) -> None:
    typed_into = [(client, form) for client, form in every_form(stage) if form.is_typed_into]
    for number, (client, form) in enumerate(typed_into):
        for text in STRINGS[number % EACH :: EACH]:
            answer = submit(client, form, filled(form, text, everywhere=False))
            assert answer.status_code < 500, (form.action, text[:40])
            if answer.status_code == 422 or (answer.status_code == 200 and form.method == "post"):
                says_what_is_wrong(form, text, answer)
            if answer.status_code == 422 and not any(form.action.startswith(path) for path in NOT_SHOWN_AGAIN):
                assert kept(text, answer), (form.action, text[:40])


def test_nothing_in_a_place_where_nobody_types_breaks_a_form(stage: Stage) -> None:
    for number, (client, form) in enumerate(every_form(stage)):
        for text in STRINGS[number % EACH :: EACH]:
            answer = submit(client, form, filled(form, text, everywhere=True))
            assert answer.status_code < 500, (form.action, text[:40])


def says_what_is_wrong(form: Form, text: str, answer: HttpResponse) -> None:
    """A form that comes back says at the top what is wrong, and at each field."""
    page = answer.content.decode()
    if answer.status_code == 422:
        assert "error-summary" in page or 'role="alert"' in page, (form.action, text[:40])


def kept(text: str, answer: HttpResponse) -> bool:
    """Whether what was typed is in the page again, but for what no page can hold and blanks around it."""
    page = html.unescape(answer.content.decode())
    pieces = [piece.strip() for piece in re.split(r"[\ud800-\udfff\x00\r\n]", text)]
    longest = max(pieces, key=len)[:60].strip()
    return not longest.isprintable() or longest in page

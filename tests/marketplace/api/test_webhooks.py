"""Where programs are called, managed by program."""

import pytest

from haven.accounts.models import User
from haven.api.models import IdempotentAnswer
from haven.api.scopes import Scope
from haven.webhooks.models import Delivery, Endpoint
from tests.factories import a_user
from tests.programs import Program, problem, wrong_fields

URL = "https://hooks.example.org/haven"


@pytest.fixture
def program(poster: User) -> Program:
    return Program(poster)


def test_added_tried_given_a_new_secret_and_removed(program: Program) -> None:
    added = program.made("/my/webhooks", {"url": URL, "events": ["ad.ended", "message.received"]})
    assert added["secret"].startswith("whsec_")
    [shown] = program.read("/my/webhooks")
    assert (shown["url"], shown["events"], "secret" in shown) == (URL, ["ad.ended", "message.received"], False)
    here = f"/my/webhooks/{added['id']}"
    assert program.made(f"{here}/secret")["secret"] != added["secret"]
    program.made(f"{here}/steps", {"step": "try"})
    [sent] = program.read(f"{here}/deliveries")
    assert (sent["type"], sent["delivered_at"], sent["answers"]) == ("endpoint.test", None, [])
    Endpoint.objects.update(disabled_at="2026-01-01T00:00Z")
    problem(program.post(f"/my/deliveries/{sent['id']}/repeat"), 409)
    assert program.made(f"{here}/steps", {"step": "on"})["disabled_at"] is None
    assert program.made(f"/my/deliveries/{sent['id']}/repeat")["message_id"] == sent["message_id"]
    assert program.send("DELETE", here).status_code == 204
    assert program.read("/my/webhooks") == []
    assert not Delivery.objects.exists()


def test_what_is_wrong_is_named(program: Program) -> None:
    assert wrong_fields(program.post("/my/webhooks", {"url": "http://10.0.0.1/", "events": ["ad.ended"]})) == {"url"}
    assert wrong_fields(program.post("/my/webhooks", {"url": URL, "events": []})) == {"events"}


def test_a_token_has_nothing_told_that_it_could_not_read(poster: User) -> None:
    narrow = Program(poster, scopes=[Scope.WEBHOOKS_WRITE, Scope.ADS_READ])
    refused = problem(
        narrow.post("/my/webhooks", {"url": URL, "events": ["message.received"], "with_content": True}), 403
    )
    assert "messages:read" in refused["detail"]
    narrow.made("/my/webhooks", {"url": URL, "events": ["ad.ended"]})


def test_a_secret_is_not_kept_for_a_repetition(program: Program) -> None:
    problem(program.post("/my/webhooks", {"url": URL, "events": ["ad.ended"]}, Idempotency_Key="once"), 400)
    assert not Endpoint.objects.exists()
    assert not any(b"whsec_" in bytes(row.body) for row in IdempotentAnswer.objects.all())


def test_others_are_not_there(program: Program) -> None:
    added = Program(a_user()).made("/my/webhooks", {"url": URL, "events": ["ad.ended"]})
    for method, path in (("DELETE", ""), ("POST", "/secret"), ("GET", "/deliveries")):
        problem(program.send(method, f"/my/webhooks/{added['id']}{path}"), 404)

"""From the outbox to a program: signed, tried again, given up, turned off."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.mail.models import OutgoingMail
from haven.webhooks.actions import redeliver, remove_endpoint, rotate_secret, try_endpoint
from haven.webhooks.announcing import announce, cancel
from haven.webhooks.delivering import HOPELESS, WAITS, deliver_one
from haven.webhooks.errors import WebhooksError
from haven.webhooks.models import Delivery, Endpoint, Event
from haven.webhooks.signing import new_secret, unseal
from haven.webhooks.tasks import deliver_overdue, forget
from tests.factories import a_delivery, a_user, an_endpoint
from tests.webhooks.receiver import Receiver, listening, signed_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.WEBHOOK_LOOPBACK = True
    with listening() as receiver:
        yield receiver


def test_a_message_arrives_signed(receiver: Receiver) -> None:
    secret = new_secret()
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url, secret=secret))
    assert deliver_one(delivery.pk) is None
    ((headers, body),) = receiver.received
    assert signed_by(secret, headers, body)
    assert not signed_by(new_secret(), headers, body)
    assert not signed_by(secret, headers, body + b" ")
    assert not signed_by(secret, headers | {"webhook-id": "msg_other"}, body)
    assert headers["webhook-id"] == delivery.message_id
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert json.loads(body) == delivery.payload
    delivery.refresh_from_db()
    assert delivery.delivered_at is not None
    assert delivery.attempts.get().status == 200


def test_once_delivered_it_is_not_sent_again(receiver: Receiver) -> None:
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url))
    deliver_one(delivery.pk)
    deliver_one(delivery.pk)
    assert len(receiver.received) == 1


def test_two_secrets_are_good_while_they_are_changed_over(receiver: Receiver) -> None:
    old = new_secret()
    endpoint = an_endpoint(url=receiver.url, secret=old)
    new = rotate_secret(endpoint=endpoint, by=endpoint.owner)
    deliver_one(a_delivery(endpoint=endpoint).pk)
    headers, body = receiver.received[0]
    assert signed_by(old, headers, body)
    assert signed_by(new, headers, body)
    Endpoint.objects.update(old_until=timezone.now())
    deliver_one(a_delivery(endpoint=endpoint).pk)
    headers, body = receiver.received[1]
    assert not signed_by(old, headers, body)
    assert signed_by(new, headers, body)


def test_secrets_are_sealed_where_they_are_stored() -> None:
    secret = new_secret()
    endpoint = an_endpoint(secret=secret)
    assert secret not in endpoint.secret
    assert unseal(endpoint.secret) == secret


def test_what_is_not_taken_is_tried_again_ever_later_and_then_given_up(receiver: Receiver) -> None:
    receiver.status = 503
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url))
    for wait in WAITS:
        before = timezone.now()
        again = deliver_one(delivery.pk)
        assert again is not None
        assert wait <= again - before < wait + timedelta(seconds=30)
        assert deliver_one(delivery.pk) == again
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    assert deliver_one(delivery.pk) is None
    delivery.refresh_from_db()
    assert delivery.given_up_at is not None
    assert len(receiver.received) == len(WAITS) + 1
    assert {headers["webhook-id"] for headers, _ in receiver.received} == {delivery.message_id}
    assert sorted(WAITS) == WAITS


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.status, receiver.location = 302, receiver.url
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url))
    assert deliver_one(delivery.pk) is not None
    assert len(receiver.received) == 1
    assert delivery.attempts.get().status == 302


def test_this_host_is_not_called_unless_the_operator_says_so(receiver: Receiver, settings: Settings) -> None:
    settings.WEBHOOK_LOOPBACK = False
    for url in (receiver.url, receiver.url.replace("http:", "https:")):
        deliver_one(a_delivery(endpoint=an_endpoint(url=url)).pk)
    assert receiver.received == []


def test_who_does_not_answer_is_a_problem_in_words() -> None:
    delivery = a_delivery(endpoint=an_endpoint(url="https://127.0.0.1:1/"))
    deliver_one(delivery.pk)
    attempt = delivery.attempts.get()
    assert attempt.status is None
    assert "network" in attempt.problem


@pytest.mark.parametrize(("status", "since"), [(500, HOPELESS), (410, timedelta())])
def test_an_endpoint_that_is_hopeless_is_turned_off_and_its_owner_told_once(
    receiver: Receiver, status: int, since: timedelta
) -> None:
    receiver.status = status
    endpoint = an_endpoint(owner=a_user(email="mara@example.org"), url=receiver.url)
    Endpoint.objects.update(failing_since=timezone.now() - since)
    for _ in range(2):
        deliver_one(a_delivery(endpoint=endpoint).pk)
    endpoint.refresh_from_db()
    assert endpoint.disabled_at is not None
    mail = OutgoingMail.objects.get(recipient="mara@example.org")
    assert receiver.url in mail.text
    assert "/my/webhooks/" in mail.text
    assert LedgerEntry.objects.filter(action="endpoint.disabled", subject=endpoint.subject).count() == 1
    assert len(receiver.received) == 1
    announce(to=endpoint.owner_id, event=Event.AD_ENDED, data={})
    assert Delivery.objects.count() == 2


def test_one_good_answer_forgives(receiver: Receiver) -> None:
    endpoint = an_endpoint(url=receiver.url)
    Endpoint.objects.update(failing_since=timezone.now() - HOPELESS)
    deliver_one(a_delivery(endpoint=endpoint).pk)
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None


def test_by_a_click_it_is_sent_once_more_under_its_id(receiver: Receiver) -> None:
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url))
    deliver_one(delivery.pk)
    redeliver(delivery=delivery, by=delivery.endpoint.owner)
    deliver_one(delivery.pk)
    assert [headers["webhook-id"] for headers, _ in receiver.received] == [delivery.message_id] * 2
    Delivery.objects.update(cancelled_at=timezone.now())
    delivery.refresh_from_db()
    with pytest.raises(WebhooksError):
        redeliver(delivery=delivery, by=delivery.endpoint.owner)


def test_only_who_listens_is_told_and_content_only_who_asked() -> None:
    owner: User = a_user()
    quiet, talkative = an_endpoint(owner=owner), an_endpoint(owner=owner, content=True)
    Endpoint.objects.filter(pk=an_endpoint(owner=owner).pk).update(events=["ad.ended"])
    an_endpoint()
    announce(to=owner.pk, event=Event.MESSAGE_RECEIVED, data={"message": 1}, content={"text": "Hello"})
    announce(to=None, event=Event.MESSAGE_RECEIVED, data={})
    told = {delivery.endpoint_id: delivery.payload["data"] for delivery in Delivery.objects.all()}
    assert told == {quiet.pk: {"message": 1}, talkative.pk: {"message": 1, "text": "Hello"}}


def test_what_was_taken_back_in_time_is_not_sent(receiver: Receiver) -> None:
    endpoint = an_endpoint(url=receiver.url)
    later = timezone.now() + timedelta(minutes=1)
    announce(to=endpoint.owner_id, event=Event.DECISION_MADE, data={}, after=later, topic="decision:1")
    delivery = Delivery.objects.get()
    assert deliver_one(delivery.pk) == later
    assert cancel(topic="decision:1") == 1
    Delivery.objects.update(due_at=timezone.now())
    assert deliver_one(delivery.pk) is None
    assert receiver.received == []


def test_what_lost_its_job_is_found_and_what_is_old_forgotten(receiver: Receiver) -> None:
    delivery = a_delivery(endpoint=an_endpoint(url=receiver.url))
    deliver_overdue(timestamp=0)
    assert receiver.received == []
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=3))
    deliver_overdue(timestamp=0)
    assert len(receiver.received) == 1
    Delivery.objects.filter(pk=delivery.pk).update(created_at=timezone.now() - timedelta(days=31))
    forget(timestamp=0)
    assert not Delivery.objects.exists()


def test_a_test_says_nothing_and_removing_takes_everything_along() -> None:
    endpoint = an_endpoint()
    assert try_endpoint(endpoint=endpoint, by=endpoint.owner).payload["data"] == {}
    remove_endpoint(endpoint=endpoint, by=endpoint.owner)
    assert not Delivery.objects.exists()

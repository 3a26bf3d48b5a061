"""The pages for one's programs: tokens and webhooks; and what webhooks are told of an ad's life."""

import re

import pytest
from django.test import Client

from haven.accounts.models import Role, User
from haven.alerts.actions.saving import save_search
from haven.alerts.matching import match_new_ads
from haven.alerts.models import Every
from haven.api.models import ApiToken
from haven.api.scopes import Scope
from haven.listings.actions.conversations import start_conversation
from haven.listings.actions.life import mark_sold, pause, put_back, reserve
from haven.listings.models import Listing
from haven.listings.queries import SearchQuery
from haven.moderation.actions import decide, undo
from haven.moderation.models import Outcome
from haven.policies.queries import live_policy
from haven.webhooks.models import Delivery, Endpoint
from tests.factories import a_delivery, a_user, an_endpoint
from tests.marketplace.stage import publish_ad
from tests.programs import V1

MAKE = {"name": "Stock list", "scopes": ["ads:read", "ads:write"], "term": "30"}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_token_is_shown_once_works_and_is_revoked(signed_in: Client) -> None:
    page = signed_in.post("/my/programs/", MAKE)
    found = re.search(r'id="token">(haven_[\w-]+)<', page.content.decode())
    assert found
    assert "no-store" in page["Cache-Control"]
    assert found[1] not in signed_in.get("/my/programs/").content.decode()
    headers = {"Authorization": f"Bearer {found[1]}"}
    assert Client().get(f"{V1}/my/ads", headers=headers).status_code == 200
    assert Client().get(f"{V1}/my/threads", headers=headers).status_code == 403
    token = ApiToken.objects.get()
    assert (token.scopes, token.expires_at is None) == (["ads:read", "ads:write"], False)
    signed_in.post(f"/my/programs/{token.pk}/revoke/")
    assert Client().get(f"{V1}/my/ads", headers=headers).status_code == 401


def test_what_is_missing_is_said_and_what_was_typed_kept(signed_in: Client) -> None:
    page = signed_in.post("/my/programs/", {"name": "Stock list"})
    assert page.status_code == 422
    assert "Tick at least one thing" in page.content.decode()
    assert 'value="Stock list"' in page.content.decode()
    assert not ApiToken.objects.exists()


def test_the_desks_are_offered_to_people_who_work_there(signed_in: Client) -> None:
    assert str(Scope.MODERATION_READ) not in signed_in.get("/my/programs/").content.decode()
    assert signed_in.post("/my/programs/", MAKE | {"scopes": ["moderation:read"]}).status_code == 422
    assert str(Scope.MODERATION_READ) in browser(a_user(Role.MODERATOR)).get("/my/programs/").content.decode()


def test_nobody_revokes_the_tokens_of_others(signed_in: Client) -> None:
    signed_in.post("/my/programs/", MAKE)
    token = ApiToken.objects.get()
    assert browser(a_user()).post(f"/my/programs/{token.pk}/revoke/").status_code == 404
    assert ApiToken.alive().exists()


def test_an_administrator_makes_integrations_and_ends_tokens(signed_in: Client) -> None:
    signed_in.post("/my/programs/", MAKE)
    admin = browser(a_user(Role.ADMINISTRATOR))
    page = admin.post("/integrations/", MAKE | {"name": "Town hall", "email": "feed@example.org"})
    assert re.search(r'id="token">haven_', page.content.decode())
    assert admin.post("/integrations/", MAKE | {"email": "mara@example.org"}).status_code == 422
    assert "mara@example.org" not in admin.get("/integrations/").content.decode()
    for token in ApiToken.objects.all():
        admin.post(f"/integrations/{token.pk}/revoke/")
    assert not ApiToken.alive().exists()


def test_an_endpoint_is_added_its_secret_shown_once_and_changed(signed_in: Client) -> None:
    asked = {"url": "https://hooks.example.org/haven", "events": ["ad.published"]}
    page = signed_in.post("/my/webhooks/", asked).content.decode()
    first = re.search(r"whsec_[\w+/=]+", page)
    assert first
    assert "whsec_" not in signed_in.get("/my/webhooks/").content.decode()
    endpoint = Endpoint.objects.get()
    again = re.search(r"whsec_[\w+/=]+", signed_in.post(f"/my/webhooks/{endpoint.pk}/secret/").content.decode())
    assert again
    assert again[0] != first[0]
    signed_in.post(f"/my/webhooks/{endpoint.pk}/try/")
    delivery = Delivery.objects.get()
    assert "endpoint.test" in signed_in.get(f"/my/webhooks/{endpoint.pk}/").content.decode()
    assert signed_in.post(f"/my/deliveries/{delivery.pk}/repeat/").status_code == 302
    signed_in.post(f"/my/webhooks/{endpoint.pk}/remove/")
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize(
    "url", ["http://hooks.example.org/", "https://a:b@example.org/", "localhost", "ftp://example.org"]
)
def test_an_address_that_is_not_called_is_refused_at_its_field(signed_in: Client, url: str) -> None:
    page = signed_in.post("/my/webhooks/", {"url": url, "events": ["ad.published"]})
    assert page.status_code == 422
    assert f'value="{url}"' in page.content.decode()
    assert not Endpoint.objects.exists()


def test_endpoints_of_others_are_not_there(signed_in: Client) -> None:
    delivery = a_delivery(endpoint=an_endpoint())
    for path in ("secret", "try", "on", "remove"):
        assert signed_in.post(f"/my/webhooks/{delivery.endpoint_id}/{path}/").status_code == 404
    assert signed_in.get(f"/my/webhooks/{delivery.endpoint_id}/").status_code == 404
    assert signed_in.post(f"/my/deliveries/{delivery.pk}/repeat/").status_code == 404


def told() -> list[tuple[str, object]]:
    return [(row.kind, row.payload["data"].get("state")) for row in Delivery.objects.order_by("pk")]


def test_the_life_of_an_ad_is_told(poster: User) -> None:
    an_endpoint(owner=poster)
    ad = publish_ad(poster, title="Blue touring bicycle", price="320")
    reserve(listing=ad, author=poster)
    pause(listing=ad, author=poster)
    put_back(listing=ad, author=poster)
    mark_sold(listing=ad, author=poster)
    assert told() == [
        ("ad.published", "published"),
        ("ad.changed", "published"),
        ("ad.changed", "paused"),
        ("ad.published", "published"),
        ("ad.ended", "sold"),
    ]


def test_a_message_is_told_to_the_other_side_without_its_words(poster: User, ad: Listing) -> None:
    reader = a_user()
    an_endpoint(owner=poster)
    an_endpoint(owner=reader)
    start_conversation(listing=ad, reader=reader, text="Is it still there?")
    delivery = Delivery.objects.get()
    assert (delivery.kind, delivery.endpoint.owner) == ("message.received", poster)
    assert "still there" not in str(delivery.payload)


def test_a_decision_is_told_when_it_can_no_longer_be_taken_back(poster: User, ad: Listing) -> None:
    an_endpoint(owner=poster)
    moderator = a_user(Role.MODERATOR)
    _, policy = live_policy()
    ground = next(slug for slug in policy.grounds if slug != policy.on_failure.ground)
    assert ad.revision_id
    made = decide(
        listing=ad, revision_id=ad.revision_id, moderator=moderator, outcome=Outcome.REMOVE, ground=ground, facts="So."
    )
    delivery = Delivery.objects.get(kind="decision.made")
    assert delivery.due_at == made.final_at
    assert "So." not in str(delivery.payload)
    undo(decision=made, moderator=moderator)
    delivery.refresh_from_db()
    assert delivery.cancelled_at is not None


def test_a_find_is_told_once(poster: User) -> None:
    reader = a_user()
    an_endpoint(owner=reader)
    save_search(
        wanted=SearchQuery(words="tandem"), name="tandem", asked="q=tandem", email="", every=Every.NEVER, owner=reader
    )
    ad = publish_ad(poster, title="Green tandem")
    match_new_ads()
    delivery = Delivery.objects.get(kind="search.matched")
    assert delivery.payload["data"]["ad"] == ad.code
    put_back(listing=pause(listing=ad, author=poster), author=poster)
    match_new_ads()
    assert Delivery.objects.filter(kind="search.matched").count() == 1

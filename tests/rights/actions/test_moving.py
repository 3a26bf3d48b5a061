"""An account moves with all that goes by its address, and never into somebody else's hands."""

import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haven.accounts.actions import ensure_user
from haven.accounts.models import FormerAddress, User
from haven.alerts.models import SavedSearch
from haven.api.models import ApiToken
from haven.legal.targets import subjects_naming
from haven.listings.errors import BadLink
from haven.listings.links import make_token
from haven.mail.actions import queue_mail
from haven.notices.models import Misuse, Notice
from haven.rights.actions.erasing import erase_person
from haven.rights.actions.moving import ask_to_move, move_person, take_back
from haven.rights.belongings import Belongings
from haven.rights.errors import RightsError
from haven.webhooks.models import Endpoint
from tests.factories import a_conversation, a_notice, a_saved_search, an_api_token, an_endpoint
from tests.marketplace.stage import mailed_link, publish_ad

pytestmark = pytest.mark.django_db
OLD, NEW = "mara@example.org", "mara.new@example.org"


def moved(who: User, email: str = NEW) -> User:
    ask_to_move(who=who, email=email)
    return move_person(token=mailed_link(email, "/move/").split("/")[2])


def test_what_goes_by_the_address_comes_along(poster: User) -> None:
    SavedSearch.objects.filter(pk=a_saved_search(email=OLD).pk).update(owner=poster)
    a_notice(email=OLD)
    Misuse.objects.create(email=OLD)
    moved(poster)
    assert SavedSearch.objects.get().email == NEW
    assert Notice.objects.get().email == NEW
    assert Misuse.objects.get().email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]


def test_whoever_has_the_old_mailbox_begins_anew_and_sees_nothing(poster: User) -> None:
    queue_mail(to=OLD, subject="Before", text="Mine")
    moved(poster)
    stranger = ensure_user(email=OLD)
    assert stranger != poster
    queue_mail(to=OLD, subject="After", text="Theirs")
    assert set(Belongings(stranger, OLD).mails.values_list("subject", flat=True)) == {"After"}
    mine = set(Belongings(User.objects.get(pk=poster.pk), NEW).mails.values_list("subject", flat=True))
    assert "Before" in mine
    assert "After" not in mine


def test_who_asks_for_the_old_address_still_means_this_account(poster: User) -> None:
    """Moving would have been a way to be found by no request."""
    moved(poster)
    for address in (OLD, NEW):
        assert list(subjects_naming([("email", address)])) == [f"person:{poster.pk}"]


def test_a_link_is_worth_nothing_once_the_old_address_objects(poster: User) -> None:
    ask_to_move(who=poster, email=NEW)
    link = mailed_link(NEW, "/move/").split("/")[2]
    take_back(token=mailed_link(OLD, "/move/back/").split("/")[3])
    with pytest.raises(BadLink):
        move_person(token=link)
    poster.refresh_from_db()
    assert poster.email == OLD


def test_of_two_links_the_second_click_comes_too_late(poster: User) -> None:
    ask_to_move(who=poster, email="first@example.org")
    moved(poster)
    with pytest.raises(BadLink):
        move_person(token=mailed_link("first@example.org", "/move/").split("/")[2])


def test_an_address_that_got_an_account_meanwhile_is_left_to_it(poster: User) -> None:
    ask_to_move(who=poster, email=NEW)
    other = ensure_user(email=NEW)
    with pytest.raises(RightsError, match="already"):
        move_person(token=mailed_link(NEW, "/move/").split("/")[2])
    assert User.objects.get(email=NEW) == other


def test_there_and_back_leaves_one_trail(poster: User) -> None:
    moved(poster)
    poster.refresh_from_db()
    moved(poster, OLD)
    assert list(FormerAddress.objects.values_list("email", flat=True)) == [NEW]


def test_a_closed_account_goes_nowhere(poster: User) -> None:
    ask_to_move(who=poster, email=NEW)
    User.objects.filter(pk=poster.pk).update(is_active=False)
    with pytest.raises(BadLink):
        move_person(token=mailed_link(NEW, "/move/").split("/")[2])
    with pytest.raises(BadLink):
        take_back(token=make_token("unmove", f"{poster.pk}:0:{OLD}"))


def test_erased_with_the_addresses_it_had(poster: User) -> None:
    queue_mail(to=OLD, subject="Before", text="Mine")
    who = moved(poster)
    assert who.former_addresses.get().until > timezone.now() - timedelta(minutes=1)
    erase_person(token=make_token("erase", str(poster.pk)))
    assert not FormerAddress.objects.exists()
    assert not Belongings(who, OLD).mails.exists()


def a_factor(who: User, kind: str, *, days_ago: float, name: str = "") -> None:
    Authenticator.objects.create(
        user=who, type=kind, data={"name": name}, created_at=timezone.now() - timedelta(days=days_ago)
    )


def test_what_a_stranger_added_is_removed_with_the_way_back(poster: User) -> None:
    """Else a passkey of theirs would still open the account, a token act in it, a webhook read along."""
    a_factor(poster, "webauthn", days_ago=30, name="My own")
    a_factor(poster, "recovery_codes", days_ago=30)
    mine, mine_too = an_api_token(user=poster), an_endpoint(owner=poster, url="https://mine.example.org/")
    for row in (mine, mine_too):
        type(row).objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=2))
    a_factor(poster, "webauthn", days_ago=0.5, name="Theirs")  # before they asked
    moved(poster)
    a_factor(poster, "totp", days_ago=0)
    theirs, theirs_too = an_api_token(user=poster), an_endpoint(owner=poster)
    back = take_back(token=mailed_link(OLD, "/move/back/").split("/")[3])
    assert back.removed == [
        "the passkey “Theirs”", "an authenticator app", f"the token “{theirs.name}”", f"the webhook to {theirs_too.url}"
    ]  # fmt: skip
    assert [one.type for one in Authenticator.objects.order_by("pk")] == ["webauthn", "recovery_codes"]
    assert list(ApiToken.alive()) == [mine]
    assert list(Endpoint.objects.all()) == [mine_too]


def test_recovery_codes_go_with_the_last_factor(poster: User) -> None:
    """Alone they would ask the owner for a code that nobody has."""
    a_factor(poster, "recovery_codes", days_ago=30)
    ask_to_move(who=poster, email=NEW)
    a_factor(poster, "totp", days_ago=0)
    take_back(token=mailed_link(OLD, "/move/back/").split("/")[3])
    assert not Authenticator.objects.exists()


def test_links_that_a_stranger_was_mailed_die_with_the_way_back(
    poster: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were good for 400 days: whoever had read the mailbox for an hour could manage the ads for a year."""
    ad = publish_ad(poster, title="Blue touring bicycle")
    conversation, theirs, now = a_conversation(listing=ad), Client(), time.time()
    managed = reverse("marketplace:my_ad", args=[ad.code])
    with monkeypatch.context() as a_minute_ago:
        a_minute_ago.setattr(time, "time", lambda: now - 60)
        manage = reverse("marketplace:manage", args=[make_token("manage", ad.code)])
        others = [
            reverse("marketplace:renew", args=[make_token("renew", ad.code)]),
            reverse("marketplace:thread", args=[make_token("thread", f"{conversation.pk}:{poster.pk}")]),
            reverse("marketplace:erase", args=[make_token("erase", str(poster.pk))]),
        ]
        theirs.get(manage)
    assert theirs.get(managed).status_code == 200
    moved(poster)
    take_back(token=mailed_link(OLD, "/move/back/").split("/")[3])
    assert [client.get(manage).status_code, *(client.post(link).status_code for link in others)] == [410] * 4
    assert theirs.get(managed).status_code == 404
    assert User.objects.get(pk=poster.pk).is_active
    client.get(reverse("marketplace:manage", args=[make_token("manage", ad.code)]))
    assert client.get(managed).status_code == 200


def test_a_link_of_another_form_is_no_link(poster: User) -> None:
    for purpose, step in (("move", move_person), ("unmove", take_back)):
        with pytest.raises(BadLink):
            step(token=make_token(purpose, f"{poster.pk}:{OLD}"))

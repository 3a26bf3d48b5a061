"""What screening refuses alone: reasons stored and mailed at once, and an appeal that a person hears."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.moderation.actions import decide
from haven.moderation.actions.refusing import appeal_to_a_person
from haven.moderation.belongings import ModerationRoom
from haven.moderation.errors import ModerationError
from haven.moderation.models import Outcome, StatementOfReasons
from haven.moderation.queries import item_of
from tests.factories import a_draft, a_policy_version, a_user
from tests.factories.words import HONEST, HONEST_TITLE, TO_HOLD, TO_REFUSE

pytestmark = pytest.mark.django_db
WORDS = "The fee is for the key, and comes back."


def refused() -> Listing:
    a_policy_version()
    return submit_ad(author=a_user(email="poster@example.org"), draft=a_draft(title=HONEST_TITLE, body=TO_REFUSE))


def link_in(mail: OutgoingMail) -> str:
    (path,) = [word for word in mail.text.split() if "/statements/machine/" in word]
    return "/" + path.split("/", 3)[3]


def test_the_statement_is_whole_and_names_no_signal() -> None:
    listing = refused()
    statement = StatementOfReasons.objects.get()
    assert statement.verdict
    assert statement.verdict.revision == listing.revision
    assert statement.puid == f"verdict-{statement.verdict.pk}"
    assert (statement.automated_decision, statement.automated_detection) == ("AUTOMATED_DECISION_FULLY", "Yes")
    assert statement.decision_visibility == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    (mail,) = OutgoingMail.objects.all()
    for hit in statement.verdict.hits.all():
        assert hit.signal not in statement.text + mail.text
        assert hit.why not in statement.text + mail.text
    assert statement.verdict.ground_sentence in mail.text
    assert "out-of-court" in mail.text
    assert "/statements/" not in statement.text


@pytest.mark.parametrize("body", [HONEST, TO_HOLD])
def test_no_reasons_where_nothing_was_refused(body: str) -> None:
    a_policy_version()
    submit_ad(author=a_user(), draft=a_draft(title=HONEST_TITLE, body=body))
    assert not StatementOfReasons.objects.exists()


def test_from_the_mail_to_a_person_who_publishes(client: Client) -> None:
    listing = refused()
    link = link_in(OutgoingMail.objects.get())
    page = client.get(link).content.decode()
    assert "by our automatic check" in page
    assert client.post(link, {"text": ""}).status_code == 422
    assert client.post(link, {"text": WORDS}).status_code == 302
    listing.refresh_from_db()
    assert listing.state == ListingState.HELD
    moderator = a_user(Role.MODERATOR)
    appeal = item_of(listing, moderator).machine_appeal
    assert appeal
    assert appeal.appeal_text == WORDS
    assert WORDS in client.get(link).content.decode()
    assert "appealed already" in client.post(link, {"text": "Again."}).content.decode()
    assert listing.revision_id
    decide(listing=listing, revision_id=listing.revision_id, moderator=moderator, outcome=Outcome.PUBLISH)
    listing.refresh_from_db()
    assert listing.is_public


def test_not_against_words_that_are_gone() -> None:
    listing = refused()
    statement = StatementOfReasons.objects.get()
    assert listing.poster
    submit_ad(author=listing.poster, draft=a_draft(listing=listing, title=HONEST_TITLE, body=TO_HOLD))
    with pytest.raises(ModerationError, match="changed the ad"):
        appeal_to_a_person(statement=statement, author=listing.poster, text=WORDS)


def test_not_after_six_months(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = refused()
    later = timezone.now() + timedelta(days=184)
    monkeypatch.setattr("haven.moderation.actions.refusing.timezone.now", lambda: later)
    assert listing.poster
    with pytest.raises(ModerationError, match="six months"):
        appeal_to_a_person(statement=StatementOfReasons.objects.get(), author=listing.poster, text=WORDS)


def test_a_statement_belongs_to_one_thing() -> None:
    refused()
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementOfReasons.objects.update(verdict=None)


def test_a_wrong_link(client: Client) -> None:
    assert client.get("/moderation/statements/machine/made-up/").status_code == 410


def test_it_is_the_posters_to_take_along_and_its_words_go_with_age() -> None:
    listing, room = refused(), ModerationRoom()
    assert listing.poster
    appeal_to_a_person(statement=StatementOfReasons.objects.get(), author=listing.poster, text=WORDS)
    (told,) = room.tell(listing.poster, listing.poster.email)["machine_refusals"]
    assert (told["ad"], told["your_appeal"]) == (listing.code, WORDS)
    assert room.forget(timezone.now() - timedelta(days=1)) == 0
    assert room.forget(timezone.now() + timedelta(days=1)) == 1
    assert StatementOfReasons.objects.get().appeal_text == ""

"""What screening refuses alone: reasons stored and mailed at once, and an appeal that a person hears."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.listings.actions.importing import Incoming, import_ads
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing, ListingState
from haven.mail.models import OutgoingMail
from haven.moderation.actions import decide
from haven.moderation.actions.refusing import appeal_to_a_person
from haven.moderation.belongings import ModerationRoom
from haven.moderation.errors import ModerationError
from haven.moderation.models import Outcome, StatementOfReasons
from haven.moderation.queries import item_of
from tests.factories import a_category, a_draft, a_policy_version, a_user, an_ad_record, site_settings
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


def imported(*bodies: str, author: User) -> list[Listing]:
    a_policy_version()
    ads = [
        Incoming(an_ad_record(id=str(number), title=HONEST_TITLE, body=body), author)
        for number, body in enumerate(bodies)
    ]
    list(import_ads(ads=ads, category=a_category(), source="file", actor=author))
    return list(Listing.objects.order_by("pk"))


def test_what_is_refused_at_an_import_has_its_reasons_and_one_mail(client: Client) -> None:
    author = a_user(email="dealer@example.org")
    refused_one, _, refused_two = imported(TO_REFUSE, HONEST, TO_REFUSE + " Twice.", author=author)
    statements = StatementOfReasons.objects.order_by("pk")
    ads = [statement.verdict.revision.listing for statement in statements if statement.verdict]
    assert ads == [refused_one, refused_two]
    assert {row.automated_decision for row in statements} == {"AUTOMATED_DECISION_FULLY"}
    (mail,) = OutgoingMail.objects.all()
    assert (mail.recipient, mail.subject) == ("dealer@example.org", "We did not publish 2 of your ads")
    first, second = (word for word in mail.text.split() if "/statements/machine/" in word)
    assert first != second
    link = "/" + second.split("/", 3)[3]
    assert client.post(link, {"text": WORDS}).status_code == 302
    refused_two.refresh_from_db()
    assert refused_two.state == ListingState.HELD
    assert len(ModerationRoom().tell(author, author.email)["machine_refusals"]) == 2


def test_one_refused_at_an_import_is_told_as_if_it_had_been_posted() -> None:
    (listing,) = imported(TO_REFUSE, author=a_user(email="dealer@example.org"))
    (mail,) = OutgoingMail.objects.all()
    assert (mail.topic, mail.subject) == (listing.subject, f"We did not publish your ad: {HONEST_TITLE}")


def test_reasons_are_in_the_posters_language_and_under_the_sites_name() -> None:
    site_settings(name="Marktplatz")
    author = a_user(email="poster@example.org")
    User.objects.filter(pk=author.pk).update(language="de")
    author.refresh_from_db()
    imported(TO_REFUSE, author=author)
    (mail,) = OutgoingMail.objects.all()
    assert mail.subject.startswith("Wir haben Ihre Anzeige nicht veröffentlicht")
    assert mail.text.rstrip().endswith("Marktplatz")
    assert "Guten Tag" in StatementOfReasons.objects.get().text


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

"""What a poster sees who comes with the link from the mail."""

import pytest
from django.test import Client
from django.urls import reverse

from haven.listings.formats import day_words
from haven.listings.links import make_token
from haven.moderation.models import Appeal, Decision, StatementOfReasons
from tests.factories import a_decision, a_statement, a_user, an_appeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    statement = a_statement()
    assert statement.decision
    return statement.decision


def address(decision: Decision, route: str = "statement") -> str:
    return reverse(f"moderation:{route}", args=[make_token("appeal", str(decision.pk))])


def test_the_reasons_without_an_account(client: Client, decision: Decision) -> None:
    page = client.get(address(decision)).content.decode()
    until = f"You can appeal until {day_words(decision.appeal_ends)}."
    for words in (decision.ground_sentence, decision.facts, until, "No machine made the decision"):
        assert words in page
    assert decision.moderator.name not in page


def test_an_appeal_is_filed_once_and_its_answer_is_shown(client: Client, decision: Decision) -> None:
    filing = address(decision, "file_appeal")
    assert client.get(filing).status_code == 200
    assert client.post(filing, {"text": "I own it."})["Location"] == filing.removesuffix("appeal/")
    assert client.get(filing).status_code == 302
    again = client.post(filing, {"text": "Again."}, follow=True)
    assert "You have appealed against this decision already." in again.content.decode()
    german = client.post(filing, {"text": "Nochmals."}, follow=True, headers={"accept-language": "de"})
    assert "Sie haben gegen diese Entscheidung schon Einspruch erhoben." in german.content.decode()
    appeal = Appeal.objects.get()
    assert appeal.text == "I own it."
    Appeal.objects.update(state="upheld", answer="It was not yours.", answered_by=a_user())
    assert "It was not yours." in client.get(address(decision)).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001, "\x00"])
def test_bad_input_comes_back_with_what_to_do(client: Client, decision: Decision, text: str) -> None:
    answer = client.post(address(decision, "file_appeal"), {"text": text})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_links_that_are_no_good(client: Client, decision: Decision) -> None:
    undone = a_decision()
    Decision.objects.filter(pk=undone.pk).update(undone_at=undone.decided_at, undone_by=undone.moderator)
    broken = address(decision)[:-2] + "x/"
    other = reverse("moderation:statement", args=[make_token("manage", str(decision.pk))])
    for link in (broken, other, address(undone)):
        assert client.get(link).status_code == 410
        assert client.get(link + "appeal/").status_code == 410
        assert client.post(link + "appeal/", {"text": "Please."}).status_code == 410


def test_the_page_keeps_to_itself_how_the_ad_was_found(client: Client) -> None:
    appeal = an_appeal()
    page = client.get(address(appeal.decision)).content.decode()
    told = page[page.index("<main") : page.index("</main>")].lower()  # the foot of every page links to the signals
    assert "signal" not in told
    assert "network" not in told


def test_a_trusted_flaggers_report_is_said_to_be_one(client: Client, decision: Decision) -> None:
    StatementOfReasons.objects.update(source_type="SOURCE_TRUSTED_FLAGGER", automated_detection="No")
    page = client.get(address(decision)).content.decode()
    assert "Someone reported the ad." in page
    assert "We saw it ourselves" not in page

"""A case as people see it: what goes in, what is refused, what the log says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from haven.accounts.models import Role, User
from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import pseudonym
from haven.evidence.digests import sha256
from haven.ledger.models import LedgerEntry
from haven.notices.models import Notice
from tests.factories import (
    a_conversation,
    a_hypothesis,
    a_listing,
    a_message,
    a_network,
    a_notice,
    a_referral,
    a_reveal,
    a_user,
    an_exhibit,
)
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


@pytest.fixture
def at(case_of_two: Case) -> str:
    """Where the case is."""
    return f"/investigations/cases/{case_of_two.pk}/"


@pytest.fixture
def client(enter: AsUser, lead: User) -> Client:
    """The lead's browser."""
    return enter(lead)


def put(client: Client, at: str, part: str, **typed: object) -> str:
    """Sends the form of a part; what the page says afterwards."""
    answer = client.post(f"{at}add/{part}/", {f"{part}-{name}": value for name, value in typed.items()}, follow=True)
    return answer.content.decode()


def test_opening_a_case_and_finding_it_in_the_list(client: Client) -> None:
    assert "Give the case a title" in client.post("/investigations/cases/new/", {"purpose": "x"}).content.decode()
    answer = client.post("/investigations/cases/new/", {"title": "Rooms <b>", "purpose": "Letter 12"}, follow=True)
    assert "Rooms &lt;b&gt;" in answer.content.decode()
    assert "Rooms &lt;b&gt;" in client.get("/investigations/").content.decode()


def test_who_is_no_member_finds_nothing_and_stands_in_the_log(at: str, case_of_two: Case, enter: AsUser) -> None:
    stranger = enter(a_user(Role.INVESTIGATOR))
    exhibit = an_exhibit(case=case_of_two)
    for address in (at, f"{at}search/", f"{at}networks/", f"{at}bundle/", f"{at}exhibits/{exhibit.number}/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"{at}add/notes/", {"notes-text": "x"}).status_code == 404
    assert LedgerEntry.objects.filter(action="case.refused", subject=case_of_two.subject).count() == 6
    assert stranger.get("/investigations/cases/999999/").status_code == 404
    assert case_of_two.title not in stranger.get("/investigations/").content.decode()


def test_an_auditor_reads_and_writes_nothing(at: str, case_of_two: Case, enter: AsUser) -> None:
    auditor = enter(a_user(Role.AUDITOR))
    page = auditor.get(at).content.decode()
    assert case_of_two.title in page
    assert "Add an exhibit" not in page
    assert auditor.post(f"{at}add/notes/", {"notes-text": "x"}).status_code == 403


def test_every_part_takes_something_in(client: Client, at: str, case_of_two: Case, second: User) -> None:
    assert "Called back." in put(client, at, "notes", text="Called back.")
    assert "Compare the photos" in put(client, at, "tasks", text="Compare the photos", assignee=second.pk)
    assert "One hand wrote these" in put(client, at, "hypotheses", text="One hand wrote these")
    exhibit = an_exhibit(case=case_of_two)
    hypothesis = case_of_two.hypotheses.get()
    page = put(client, at, "weighings", hypothesis=hypothesis.pk, exhibit=exhibit.pk, side="against", why="A form")
    assert "A form" in page
    third = a_user(Role.INVESTIGATOR, display_name="Tilda")
    assert "Tilda" in put(client, at, "members", member=third.pk)
    task = case_of_two.tasks.get()
    assert "done by Lea" in client.post(f"{at}tasks/{task.pk}/done/", follow=True).content.decode()
    page = put(client, at, "referrals", to="GB/Modern Slavery & Exploitation Helpline (Unseen)", why="Look at it")
    assert "Haven sends nothing itself" in page
    assert "08000" in case_of_two.referrals.get().reached_at


def test_what_is_wrong_is_said_where_it_was_typed_and_nothing_is_lost(client: Client, at: str) -> None:
    page = put(client, at, "exhibits", kind="ad", ref="nosuchcode", why="My words <i>")
    assert "There is no ad with this code" in page
    assert "My words &lt;i&gt;" in page
    assert client.post(f"{at}add/notes/", {"notes-text": ""}).status_code == 422
    assert client.post(f"{at}add/nothing/", {}).status_code == 404
    assert client.post(f"{at}tasks/1/undo/").status_code == 404


def test_ads_networks_contacts_and_files_become_exhibits(client: Client, at: str, case_of_two: Case) -> None:
    ad = a_listing(title="Room one", body="Call 202 555 0123")
    network = a_network(ads=(ad.code,))
    put(client, at, "exhibits", kind="ad", ref=ad.code, why="")
    put(client, at, "exhibits", kind="network", ref=network.pk, why="")
    put(client, at, "exhibits", kind="identifier", ref="two oh two 555 01 two three", why="")
    file = SimpleUploadedFile("chat <1>.txt", b"hello", "text/plain")
    put(client, at, "files", file=file, why="From the hotline")
    kinds = [(row.number, row.kind) for row in case_of_two.exhibits.all()]
    assert kinds == [(1, "ad"), (2, "network"), (3, "identifier"), (4, "file")]
    assert "Room one" in client.get(f"{at}exhibits/1/").content.decode()
    assert "phone +12025550123" in client.get(at).content.decode()
    assert sha256(b"hello") in client.get(f"{at}exhibits/4/").content.decode()
    sent = client.get(f"{at}exhibits/4/files/file.bin")
    assert (sent.content, sent["Content-Type"]) == (b"hello", "application/octet-stream")
    assert sent["Content-Disposition"].startswith("attachment")
    assert client.get(f"{at}exhibits/9/").status_code == client.get(f"{at}exhibits/4/files/x").status_code == 404


def test_of_reported_messages_only_the_reported_sides_are_kept(client: Client, at: str, case_of_two: Case) -> None:
    conversation = a_conversation()
    poster = conversation.listing.poster
    assert poster
    a_message(conversation=conversation, author=poster, text="Send the code")
    a_message(conversation=conversation, author=conversation.reader, text="My private words")
    notice = a_notice(listing=conversation.listing)
    Notice.objects.filter(pk=notice.pk).update(conversation=conversation, against=poster)
    Notice.objects.filter(pk=notice.pk).update(filed_at=notice.filed_at.replace(year=notice.filed_at.year + 1))
    put(client, at, "exhibits", kind="messages", ref=notice.case_code, why="")
    page = client.get(f"{at}exhibits/1/").content.decode()
    assert "Send the code" in page
    assert "My private words" not in page
    assert Exhibit.objects.get(case=case_of_two).subject == notice.subject
    assert "about messages" in put(client, at, "exhibits", kind="messages", ref=a_notice().case_code, why="")


def test_an_identity_needs_two(client: Client, at: str, case_of_two: Case, enter: AsUser, second: User) -> None:
    vera = a_user(display_name="Vera", email="vera@example.org")
    assert "Nobody has that name" in put(client, at, "reveals", person="Person XXXXX", why="To warn her")
    put(client, at, "reveals", person=pseudonym(case_of_two.pk, vera.pk), why="To warn her")
    reveal = case_of_two.reveals.get()
    step = f"{at}reveals/{reveal.pk}/agree/"
    assert step not in client.get(at).content.decode()
    assert "nobody reveals an identity alone" in client.post(step, follow=True).content.decode()
    page = enter(second).post(step, follow=True).content.decode()
    assert "vera@example.org" in page
    assert "Decline" not in enter(second).get(at).content.decode()


def test_a_case_cannot_be_reached_through_another(client: Client, at: str) -> None:
    """Rows of other cases are not there, whatever number is asked for."""
    other = a_reveal()
    assert client.post(f"{at}reveals/{other.pk}/agree/").status_code == 404
    assert client.post(f"{at}hypotheses/{a_hypothesis(case=other.case).pk}/settle/").status_code == 404


def test_a_closed_case_is_read_and_no_more(client: Client, at: str, lead: User) -> None:
    put(client, at, "closing", words="Handed over to the police")
    page = client.get(at).content.decode()
    assert "Handed over to the police" in page
    assert "Add an exhibit" not in page
    for address in (f"{at}search/", f"{at}networks/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Nothing is looked up for a closed case" in answer.content.decode()
    assert LedgerEntry.objects.filter(action="search.refused", actor=f"person:{lead.pk}").count() == 2
    client.post(f"{at}closing/0/reopen/")
    assert client.get(f"{at}search/").status_code == 200


def test_exhibits_leave_in_a_bundle_that_another_member_releases(
    client: Client, at: str, case_of_two: Case, enter: AsUser, second: User
) -> None:
    an_exhibit(case=case_of_two)
    an_exhibit(case=case_of_two, subject="listing:bbbbbbbbbb")
    typed = {"title": "Rooms", "purpose": "Letter 12", "exhibits": ["2"]}
    assert "Choose at least one" in client.post(f"{at}bundle/", typed | {"exhibits": []}).content.decode()
    bundle = client.post(f"{at}bundle/", typed)["Location"]
    assert "Another member of the case" in client.get(bundle).content.decode()
    enter(second).post(f"{bundle}release/")
    assert client.get(f"{bundle}bundle.zip")["Content-Type"] == "application/zip"
    assert case_of_two.bundles.get().items == [case_of_two.exhibits.get(number=2).item_id]


def test_a_step_that_cannot_be_done_keeps_the_words_where_they_were_typed(
    client: Client, at: str, case_of_two: Case
) -> None:
    hypothesis = a_hypothesis(case=case_of_two)
    typed = {"state": "supported", "sought_against": "I looked for an agency that lets for owners."}
    answer = client.post(f"{at}hypotheses/{hypothesis.pk}/settle/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No exhibit speaks for it yet." in page
    assert typed["sought_against"] in page
    referral = a_referral(case=case_of_two)
    page = client.post(f"{at}referrals/{referral.pk}/answer/", {"answer": "  "}).content.decode()
    assert "Say what they answered." in page
    assert referral.reached_at in page, "whom to call stands in the case"


def test_a_hypothesis_that_is_open_again_offers_what_was_looked_for(client: Client, at: str, case_of_two: Case) -> None:
    a_hypothesis(case=case_of_two, sought_against="The register of agencies")
    assert "The register of agencies</textarea>" in client.get(at).content.decode()


def test_auditors_are_shown_no_tab_that_refuses_them(at: str, enter: AsUser) -> None:
    page = enter(a_user(Role.AUDITOR)).get(at).content.decode()
    assert f'href="{at}search/"' not in page
    assert f'href="{at}bundle/"' not in page
    assert f'href="{at}networks/"' in page


def test_what_was_typed_while_another_closed_the_case_is_shown(client: Client, at: str, case_of_two: Case) -> None:
    put(client, at, "closing", words="Handed over")
    for part, typed in (("notes", {"text": "She called at <nine>"}), ("tasks", {"text": "Call her back"})):
        answer = client.post(f"{at}add/{part}/", {f"{part}-{name}": words for name, words in typed.items()})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "This case is closed" in page
        assert any(words in page for words in ("She called at &lt;nine&gt;</textarea>", "Call her back</textarea>"))
    assert not case_of_two.notes.exists()


def test_so_is_what_was_typed_for_what_another_settled(
    client: Client, at: str, case_of_two: Case, enter: AsUser, second: User
) -> None:
    hypothesis = a_hypothesis(case=case_of_two)
    settle = f"{at}hypotheses/{hypothesis.pk}/settle/"
    enter(second).post(settle, {"state": "dropped", "sought_against": "They are one firm"})
    answer = client.post(settle, {"state": "dropped", "sought_against": "My own words"})
    assert answer.status_code == 422
    assert "My own words</textarea>" in answer.content.decode()
    assert "This was not taken" in answer.content.decode()


def test_a_settled_hypothesis_is_taken_up_again_and_not_settled_twice(
    client: Client, at: str, case_of_two: Case
) -> None:
    hypothesis = a_hypothesis(case=case_of_two)
    settle = f"{at}hypotheses/{hypothesis.pk}/settle/"
    client.post(settle, {"state": "dropped", "sought_against": "They are one firm"})
    assert "This hypothesis is settled" in client.post(settle, {"state": "dropped"}).content.decode()
    hypothesis.refresh_from_db()
    assert (hypothesis.state, hypothesis.sought_against) == ("dropped", "They are one firm")
    client.post(f"{at}hypotheses/{hypothesis.pk}/reopen/")
    hypothesis.refresh_from_db()
    assert (hypothesis.state, hypothesis.sought_against) == ("open", "They are one firm")
    assert LedgerEntry.objects.filter(action="hypothesis.reopened", subject=case_of_two.subject).count() == 1


def test_the_list_says_what_waits_for_whom(
    client: Client, at: str, case_of_two: Case, enter: AsUser, second: User
) -> None:
    put(client, at, "exhibits", kind="ad", ref=a_listing(title="Room one").code, why="")
    client.post(f"{at}bundle/", {"title": "Rooms", "purpose": "Letter 12", "exhibits": ["1"]})
    a_reveal(case=case_of_two)
    other, cases = enter(second), "/investigations/"
    assert "for you" not in client.get(cases).content.decode(), "one's own are another's to decide"
    assert "2 wait for you" in other.get(cases).content.decode()
    assert "waits for another member" in client.get(at).content.decode()
    assert "waits for you: open it" in other.get(at).content.decode()
    other.post(f"/investigations/evidence/bundles/{case_of_two.bundles.get().pk}/release/")
    assert "1 waits for you" in other.get(cases).content.decode()
    put(client, at, "closing", words="Handed over")
    assert "for you" not in other.get(cases).content.decode()

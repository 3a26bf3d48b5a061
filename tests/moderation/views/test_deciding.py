"""Deciding through the pages: preview, decision, undo, answer; with htmx and without."""

import pytest
from django.test import Client
from django.urls import reverse

from haven.accounts.models import Role, User
from haven.listings.models import Listing
from haven.moderation.models import Appeal, Claim, Decision, KeptWords, Outcome
from haven.notices.models import Notice
from tests.factories import a_decision, a_listing, a_notice, a_revision, a_user, an_appeal
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Listing:
    return a_listing(state="held")


def typed(listing: Listing, outcome: str, **changed: object) -> dict[str, object]:
    reasons = {"ground": "fraud", "facts": "Money first."} if outcome in {"refuse", "remove"} else {}
    return {"outcome": outcome, "revision": listing.revision_id, "last_decision": "", **reasons, **changed}


def sent(
    client: Client, route: str, listing: Listing, data: dict[str, object], *, htmx: bool = False
) -> tuple[int, str]:
    headers = {"HX-Request": "true"} if htmx else {}
    answer = client.post(reverse(f"moderation:{route}", args=[listing.code]), data, headers=headers)
    return answer.status_code, answer.content.decode() or answer["Location"]


def test_a_decision_leads_to_the_next_item(enter: Enter, held: Listing) -> None:
    other = a_listing(state="held")
    client = enter(Role.MODERATOR)
    assert sent(client, "decide", held, typed(held, "publish")) == (302, reverse("moderation:item", args=[other.code]))
    page = client.get(reverse("moderation:item", args=[other.code])).content.decode()
    assert reverse("moderation:undo", args=[Decision.objects.get().pk]) in page
    assert "In force now; the mails leave in" in page  # the public sees it already: nobody must believe otherwise
    assert sent(client, "decide", other, typed(other, "refuse")) == (302, reverse("moderation:queue"))


def test_a_title_that_ends_with_a_full_stop_gets_no_second_one(enter: Enter, moderator: User) -> None:
    ad = a_listing(title="No couriers. Landline.")
    a_decision(listing=ad, moderator=moderator, minutes_ago=0, outcome=Outcome.KEEP)
    page = enter(moderator).get(reverse("moderation:queue")).content.decode()
    assert "Landline.</a><br>In force now" in page


def test_a_closing_is_worded_where_a_name_follows(enter: Enter, moderator: User) -> None:
    ad = a_listing(state="removed")
    made = a_decision(listing=ad, moderator=moderator, outcome=Outcome.REMOVE)
    Decision.objects.filter(pk=made.pk).update(outcome=Outcome.CLOSE, second=a_user(Role.SENIOR_MODERATOR))
    page = enter(moderator).get(reverse("moderation:item", args=[ad.code])).content.decode()
    assert f"<strong>Account closed</strong> by {moderator.name}" in page


def test_undoing_leads_back_to_the_ad(enter: Enter, held: Listing) -> None:
    client = enter(Role.MODERATOR)
    sent(client, "decide", held, typed(held, "refuse"))
    answer = client.post(reverse("moderation:undo", args=[Decision.objects.get().pk]), follow=True)
    assert answer.redirect_chain == [(reverse("moderation:item", args=[held.code]), 302)]
    page = answer.content.decode()
    assert "Undone" in page
    assert "Money first." in page
    assert Listing.objects.get().state == "held"


def test_an_undo_that_comes_too_late_says_so(enter: Enter, moderator: User) -> None:
    decision = a_decision(moderator=moderator, minutes_ago=30)
    answer = enter(moderator).post(reverse("moderation:undo", args=[decision.pk]), follow=True)
    assert "too late" in answer.content.decode()
    assert enter(moderator).post(reverse("moderation:undo", args=[10**9])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"outcome": ""}, "Choose what to do"),
        ({"outcome": "explode"}, "explode"),
        ({"ground": ""}, "Choose the rule"),
        ({"ground": "could-not-check"}, "could-not-check"),
        ({"facts": "  "}, "Write what you saw"),
        ({"facts": "x" * 5001}, "5000"),
        ({"revision": "x"}, "whole number"),
        ({"revision": ""}, "required"),
        ({"last_decision": "x"}, "whole number"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    enter: Enter, held: Listing, changed: dict[str, object], words: str
) -> None:
    data = typed(held, "refuse") | {"facts": "It asks for money."} | changed
    status, page = sent(enter(Role.MODERATOR), "decide", held, data)
    assert (status, Decision.objects.count()) == (422, 0)
    assert words in page
    assert "facts" in changed or "It asks for money." in page


def test_an_ad_that_changed_meanwhile_is_shown_as_it_is_now(enter: Enter, held: Listing) -> None:
    data = typed(held, "refuse", facts="My long explanation.")
    held.revision = a_revision(listing=held, body="Entirely new words.")
    held.save()
    status, page = sent(enter(Role.MODERATOR), "decide", held, data)
    assert status == 409
    for words in ("Not carried out", "Entirely new words.", "My long explanation."):
        assert words in page


def test_an_ad_that_someone_else_decided_says_who(enter: Enter, held: Listing, colleague: User) -> None:
    sent(enter(colleague), "decide", held, typed(held, "publish"))
    status, page = sent(enter(Role.MODERATOR), "decide", held, typed(held, "refuse"))
    assert status == 409
    assert "Cleo published this ad" in page


def test_a_reporter_is_warned_first_and_the_page_says_how_far_it_has_come(enter: Enter) -> None:
    listing, email = a_listing(), "reporter@example.org"
    for _ in range(10):
        a_notice(listing=listing, email=email, state="kept")
    notice = a_notice(listing=listing, email=email)
    address, misuse = reverse("moderation:item", args=[listing.code]), reverse("moderation:misuse", args=[notice.pk])
    senior = enter(Role.SENIOR_MODERATOR)

    def said() -> list[bool]:
        page = senior.get(address).content.decode()
        return [words in page for words in ("Warn this reporter", "Suspend for 30 days", "Warned", "Suspended until")]

    assert said() == [True, False, False, False]
    senior.post(misuse, {"step": "warn"})
    assert said() == [False, True, True, False]
    a_notice(listing=listing, email=email, state="kept")
    senior.post(misuse, {"step": "suspend"})
    assert said() == [False, False, False, True]


def test_a_preview_tells_what_the_poster_and_the_reporters_would_read(enter: Enter) -> None:
    listing = a_listing(title="Oak table")
    a_notice(listing=listing, email="reporter@example.org")
    client = enter(Role.MODERATOR)
    status, part = sent(client, "preview", listing, typed(listing, "remove"), htmx=True)
    assert status == 200
    for words in ("We removed your ad: Oak table", "Money first.", "1 reporter by mail", "someone reported the ad"):
        assert words in part
    assert "<html" not in part
    assert "told nothing" in sent(client, "preview", listing, typed(listing, "keep"), htmx=True)[1]
    assert "Choose" in sent(client, "preview", listing, {}, htmx=True)[1]
    assert "…" in sent(client, "preview", listing, {"outcome": "remove"}, htmx=True)[1]
    assert not Decision.objects.exists()
    assert Notice.objects.get().state == Notice.State.OPEN


def test_what_was_typed_is_still_there_after_a_note_or_a_reload(enter: Enter, held: Listing, colleague: User) -> None:
    client, ad = enter(Role.MODERATOR), reverse("moderation:item", args=[held.code])
    client.get(ad)
    sent(client, "preview", held, typed(held, "refuse", facts="My long explanation."), htmx=True)
    sent(enter(colleague), "preview", held, typed(held, "refuse", facts="Not mine to decide."), htmx=True)
    sent(client, "note", held, {"text": "Looks like last week's."})
    page = client.get(ad).content.decode()
    assert "My long explanation." in page
    assert "The poster is told" in page
    assert not KeptWords.objects.filter(holder=colleague).exists()
    sent(client, "decide", held, typed(held, "refuse", facts="My long explanation."))
    assert not KeptWords.objects.exists()


def test_a_preview_without_javascript_is_the_whole_page(enter: Enter, held: Listing) -> None:
    status, page = sent(enter(Role.MODERATOR), "preview", held, typed(held, "refuse"))
    assert status == 200
    for words in ("<html", "We did not publish your ad", "Money first.", "checked"):
        assert words in page


def test_answering_an_appeal(enter: Enter) -> None:
    appeal = an_appeal()
    address = reverse("moderation:appeal", args=[appeal.pk])
    client = enter(Role.MODERATOR)
    assert client.post(address, {"result": "maybe", "answer": ""}).status_code == 422
    assert client.post(address, {"result": "reverse", "answer": "You are right."}).status_code == 302
    appeal.refresh_from_db()
    assert appeal.state == Appeal.State.REVERSED
    assert Listing.objects.get().state == "published"
    assert client.post(address, {"result": "uphold", "answer": "No."}).status_code == 409
    undo = reverse("moderation:undo_answer", args=[appeal.pk])
    assert undo in client.get(address).content.decode()
    page = client.post(undo, follow=True).content.decode()
    assert "the appeal waits again" in page
    assert "You are right." in page
    assert "undone already" in client.post(undo, follow=True).content.decode()


def test_an_answer_that_is_being_typed_is_kept_and_its_appeal_can_be_let_go(enter: Enter, moderator: User) -> None:
    appeal, other = an_appeal(), an_appeal()
    client, address = enter(moderator), reverse("moderation:appeal", args=[appeal.pk])
    page = client.get(address).content.decode()
    for key in "swqdnl":
        assert f'data-key="{key}"' in page
    typed_so_far = {"result": "uphold", "answer": "The deed is still missing"}
    for who in (client, enter(Role.MODERATOR)):
        assert who.post(reverse("moderation:answer_words", args=[appeal.pk]), typed_so_far).status_code == 204
    assert KeptWords.objects.get().holder == moderator
    assert "The deed is still missing" in client.get(address).content.decode()
    step = {"subject": appeal.subject, "to": "next", **typed_so_far}
    there = client.post(reverse("moderation:step"), step)["Location"]
    assert there == reverse("moderation:appeal", args=[other.pk])
    assert not Claim.objects.filter(subject=appeal.subject).exists()


def test_who_only_reads_or_who_decided_cannot_answer(enter: Enter) -> None:
    appeal = an_appeal()
    address = reverse("moderation:appeal", args=[appeal.pk])
    for client in (enter(Role.AUDITOR), enter(appeal.decision.moderator)):
        assert client.post(address, {"result": "reverse", "answer": "Yes."}).status_code in {403, 409}
    appeal.refresh_from_db()
    assert appeal.state == Appeal.State.OPEN


def test_a_form_from_elsewhere_is_refused(held: Listing, moderator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    assert sent(client, "decide", held, typed(held, "publish"))[0] == 403

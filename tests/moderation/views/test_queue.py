"""The queue's pages: lanes, what is in hand, what changes while a page is open, notes, who works on what."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from haven.accounts.models import Role, User
from haven.findings.actions import link_ad
from haven.ledger.models import LedgerEntry
from haven.listings.models import Listing
from haven.listings.records import submitted_records, to_record
from haven.moderation.actions import claim
from haven.moderation.models import Claim, Note, Skill
from haven.notices.models import TrustedFlagger
from tests.factories import a_listing, a_notice, a_revision, a_verdict
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db


def address(listing: Listing) -> str:
    return reverse("moderation:item", args=[listing.code])


def ask(client: Client, **query: str) -> HttpResponse:
    answer = client.get(reverse("moderation:queue_part"), query)
    assert isinstance(answer, HttpResponse)
    return answer


def test_who_opens_an_ad_has_it_in_hand(enter: Enter, moderator: User, colleague: User) -> None:
    held = a_listing(state="held")
    assert reverse("moderation:decide", args=[held.code]) in enter(moderator).get(address(held)).content.decode()
    assert Claim.objects.get(subject=held.subject).holder == moderator
    page = enter(colleague).get(address(held)).content.decode()
    assert "Moira is at work on this ad" in page
    assert reverse("moderation:decide", args=[held.code]) not in page


def test_reading_what_is_not_to_be_decided_takes_nothing(enter: Enter, moderator: User) -> None:
    enter(moderator).get(address(a_listing(state="removed")))
    enter(Role.AUDITOR).get(address(a_listing(state="held")))
    assert not Claim.objects.exists()


def test_words_typed_in_vain_are_not_lost(enter: Enter, moderator: User, colleague: User) -> None:
    held = a_listing(state="held")
    claim(subject=held.subject, moderator=colleague)
    data = {"outcome": "refuse", "ground": "fraud", "facts": "Words of mine.", "revision": held.revision_id}
    answer = enter(moderator).post(reverse("moderation:decide", args=[held.code]), data)
    assert answer.status_code == 409
    assert "Words of mine." in answer.content.decode()
    assert "Cleo is at work" in answer.content.decode()


def test_a_name_that_no_item_has_breaks_nothing(enter: Enter, moderator: User) -> None:
    client, queue = enter(moderator), reverse("moderation:queue")
    for name in ("\x00", "listing:\x00", "x" * 5000):
        assert ask(client, current=name).status_code == 200
        assert client.post(reverse("moderation:step"), {"subject": name, "to": "next"})["Location"] == queue
        assert client.post(reverse("moderation:bulk"), {"ad": name, "outcome": "publish"})["Location"] == queue


def test_what_one_sends_twice_is_said_to_be_ones_own(enter: Enter, moderator: User) -> None:
    held, client = a_listing(state="held"), enter(moderator)
    data = {"outcome": "refuse", "ground": "fraud", "facts": "Money first.", "revision": held.revision_id}
    send = reverse("moderation:decide", args=[held.code])
    assert client.post(send, data).status_code == 302
    again = client.post(send, data)
    assert again.status_code == 409
    assert "You refused this ad already." in again.content.decode()
    assert held.decisions.count() == 1


def test_next_lets_go_and_opens_what_is_free(enter: Enter, moderator: User, colleague: User) -> None:
    one, two, three = (a_listing(state="held") for _ in range(3))
    client = enter(moderator)
    client.get(address(one))
    claim(subject=two.subject, moderator=colleague)
    step = reverse("moderation:step")
    assert client.post(step, {"subject": one.subject, "to": "next"})["Location"] == address(three)
    assert not Claim.objects.filter(subject=one.subject).exists()
    assert client.post(step, {"subject": three.subject, "to": "previous"})["Location"] == address(one)
    assert client.post(step, {"subject": one.subject, "to": "queue"})["Location"] == reverse("moderation:queue")


def test_previous_leads_back_to_what_was_passed_over_last(enter: Enter, moderator: User, colleague: User) -> None:
    one, two, three = (a_listing(state="held") for _ in range(3))
    client, step = enter(moderator), reverse("moderation:step")
    claim(subject=two.subject, moderator=colleague)
    assert client.post(step, {"subject": one.subject, "to": "next"})["Location"] == address(three)
    Claim.objects.all().delete()  # the one between is free again
    assert client.get(address(three)).context["previous"].key == one.subject
    assert client.post(step, {"subject": three.subject, "to": "previous"})["Location"] == address(one)
    client.post(step, {"subject": one.subject, "to": "queue"})
    assert client.post(step, {"subject": three.subject, "to": "previous"})["Location"] == address(two)


def test_an_open_page_hears_only_of_changes(enter: Enter, moderator: User) -> None:
    held = a_listing(state="held")
    client = enter(moderator)
    page = client.get(address(held))
    seen = page.context["queue"].seen
    before = LedgerEntry.objects.count()
    assert ask(client, seen=seen, current=held.subject).status_code == 204
    assert LedgerEntry.objects.count() == before
    other = a_listing(state="held", title="News")
    answer = ask(client, seen=seen, current=held.subject)
    assert "News" in answer.content.decode()
    assert address(other) in answer.content.decode()
    assert LedgerEntry.objects.filter(action="queue.read").count() == 1


def test_an_open_page_keeps_its_claim_and_takes_no_other(enter: Enter, moderator: User) -> None:
    held = a_listing(state="held")
    client = enter(moderator)
    ask(client, current=held.subject)
    assert not Claim.objects.exists()
    claim(subject=held.subject, moderator=moderator)
    until = Claim.objects.get().until
    ask(client, current=held.subject)
    assert Claim.objects.get().until > until


def test_an_open_page_says_once_that_the_ad_was_changed(enter: Enter, moderator: User) -> None:
    held = a_listing(state="held")
    client = enter(moderator)
    seen = client.get(address(held)).context["queue"].seen
    read = held.revision_id
    held.revision = a_revision(listing=held, body="Other words.")
    held.save()
    a_verdict(revision=held.revision, outcome="hold")
    query = {"seen": seen, "current": held.subject, "revision": str(read)}
    answer = ask(client, **query)
    assert "changed this ad while you were reading" in answer.content.decode()
    assert ask(client, **query, told="yes").status_code == 204


def test_the_lane_one_chose_stays_chosen(enter: Enter, moderator: User) -> None:
    client = enter(moderator)
    a_notice()
    queue = reverse("moderation:queue")
    assert "Nothing waits in your lanes" in client.get(queue, {"lane": "goods"}).content.decode()
    assert "Nothing waits in your lanes" in client.get(queue).content.decode()
    assert "1 to decide" in client.get(queue, {"lane": "all"}).content.decode()


def test_notes_are_for_the_desk(enter: Enter, moderator: User) -> None:
    listing = a_listing()
    client = enter(moderator)
    client.post(reverse("moderation:note", args=[listing.code]), {"text": "Seen <i>before</i>."})
    assert Note.objects.get().author == moderator
    assert "Seen &lt;i&gt;before&lt;/i&gt;." in client.get(address(listing)).content.decode()
    assert LedgerEntry.objects.get(action="note.written").subject == listing.subject
    assert client.post(reverse("moderation:note", args=[listing.code]), {"text": " "}).status_code == 422
    long = client.post(reverse("moderation:note", args=[listing.code]), {"text": "x" * 2001})
    assert (long.status_code, "x" * 2001 in long.content.decode()) == (422, True)


def test_a_senior_moderator_says_who_works_on_what(enter: Enter, moderator: User) -> None:
    client = enter(Role.SENIOR_MODERATOR)
    form = reverse("moderation:skills", args=[moderator.pk])
    client.post(form, {"lane": ["fraud", "goods", "no-such-lane"]})
    assert sorted(skill.lane for skill in Skill.objects.filter(user=moderator)) == ["fraud", "goods"]
    client.post(form, {"lane": ["goods"]})
    assert Skill.objects.get().lane == "goods"
    assert "Moira" in client.get(reverse("moderation:team")).content.decode()
    assert client.post(reverse("moderation:skills", args=[0])).status_code == 404


def test_a_trusted_flagger_is_named_and_nothing_typed_is_lost(enter: Enter, moderator: User) -> None:
    client, form = enter(Role.SENIOR_MODERATOR), reverse("moderation:flaggers")
    wrong = client.post(form, {"body": "Consumers of Bristol", "email": "nobody@example.org"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="Consumers of Bristol"' in page
    assert 'value="nobody@example.org"' in page
    assert "No account has this address" in page
    assert client.post(form, {"body": "", "email": moderator.email}).status_code == 422
    assert client.post(form, {"body": "Consumers", "email": moderator.email.upper()}).status_code == 302
    assert TrustedFlagger.objects.get().user == moderator
    client.post(form, {"dismiss": str(moderator.pk)})
    assert not TrustedFlagger.objects.exists()


def test_the_network_an_ad_would_join_is_asked_for_once_the_page_is_there(enter: Enter, moderator: User) -> None:
    words = "A solid oak table for the kitchen, six chairs fit around it, collected from the second floor by two people"
    for number in (101, 102):
        other = a_listing(title="Oak table", body=f"{words} for {number}")
        assert other.revision
        link_ad(ad=to_record(other.revision), fetch=submitted_records, region="US")
    held = a_listing(state="held", title="Oak table", body=f"{words} for 103")
    client = enter(moderator)
    asked = reverse("moderation:network", args=[held.code])
    assert f'hx-get="{asked}"' in client.get(address(held)).content.decode()
    part = client.get(asked).content.decode()
    assert "It would join 2 other ads" in part
    assert LedgerEntry.objects.get(action="network.looked_up").subject == held.subject
    alone = a_listing(state="held", title="Parrot", body="Talks a lot.")
    assert "no other ad" in client.get(reverse("moderation:network", args=[alone.code])).content.decode()
